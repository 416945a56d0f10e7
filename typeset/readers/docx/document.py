"""A Word document becomes a Draft: the package is read, made ready, given to mammoth, and its HTML read as ours."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import TYPE_CHECKING

import mammoth
from lxml import etree
from msgspec.structs import replace

from typeset.diagnostics import Place
from typeset.markup.tree import Image, Inline, List
from typeset.readers.docx.names import WORD, w
from typeset.readers.docx.numbering import Numbering
from typeset.readers.docx.package import Package, Unfit, open_package, text_root
from typeset.readers.docx.prepare import numbering_part, prepare
from typeset.readers.docx.revisions import list_comments
from typeset.readers.docx.sheet import Fact, Sheet, drop, text_of
from typeset.readers.docx.styles import Styles
from typeset.readers.html.page import read_fragment
from typeset.readers.manuscript import Draft, Piece, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from typeset.diagnostics import Report

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_SEPARATORS = frozenset(["separator", "continuationSeparator", "continuationNotice"])
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def read_docx(data: bytes, path: Path, stem: str, report: Report) -> Draft | None:
    """Read the document in `data`; None, with errors in `report`, where that cannot be done."""
    package = open_package(data, path, report)
    if package is None:
        return None
    try:
        return _read(package, stem)
    except Unfit as unfit:
        report.add(unfit.code, Place(path), **unfit.values)
    except RecursionError:
        report.add("import.too-deep-file", Place(path))
    except Exception as error:  # noqa: BLE001 - mammoth says in no other way that it was given what it cannot read
        report.add("import.unreadable", Place(path), reason=f"{type(error).__name__}: {error}"[:200])
    return None


def _read(package: Package, stem: str) -> Draft:
    relations = package.relations(package.main)
    parts = _parts(package)
    styles = Styles(parts.get("styles"))
    root = text_root(package)
    sheet = Sheet(root, relations, styles)
    words = [prepare(sheet, package, Numbering(parts.get("numbering"), styles))]
    notes: dict[str, Sheet] = {}
    for name in _NOTES:
        if name not in parts:
            continue
        _without_separators(parts[name])
        target = next(relation.target for relation in relations.values() if relation.kind == name)
        notes[name] = Sheet(parts[name], package.relations(target), styles, anchors=sheet.anchors)
        words.append(prepare(notes[name], package, None))
        sheet.remarks += notes[name].remarks
    _drop_lost_marks(sheet, notes)
    words += _running_heads(sheet, package)
    words.append(list_comments(sheet, parts.get("comments")))
    made = mammoth.convert_to_html(
        io.BytesIO(_package(sheet, notes)), include_embedded_style_map=False, external_file_access=False
    )
    unused = _leave_unused_notes(sheet, notes)
    draft = read_fragment(made.value, stem, _meanings(sheet.anchors), _pictures(sheet.anchors, package))
    return replace(
        draft,
        pieces=tuple(_told(piece, sheet.facts) for piece in draft.pieces),
        text="\n".join(words),
        remarks=(*sheet.remarks, *unused, *draft.remarks),
    )


def _parts(package: Package) -> dict[str, etree._Element]:
    """The trees of the parts that the text refers to, by their kind."""
    wanted = {"styles", "numbering", "footnotes", "endnotes", "comments"}
    return {
        relation.kind: package.tree(relation.target)
        for relation in package.relations(package.main).values()
        if relation.kind in wanted and not relation.external and relation.target in package
    }


def _without_separators(root: etree._Element) -> None:
    for note in list(root):
        if note.get(w("type")) in _SEPARATORS:
            root.remove(note)


def _running_heads(sheet: Sheet, package: Package) -> Iterator[str]:
    """Tell what stands in running heads and feet; gives their words."""
    for relation in sheet.relations.values():
        if relation.kind in {"header", "footer"} and relation.target in package:
            text = text_of(package.tree(relation.target))
            if text.strip():
                sheet.remarks.append(Remark("import.running-heads", 0, " ".join(text.split()), relation.kind))
                yield text


def _drop_lost_marks(sheet: Sheet, notes: Mapping[str, Sheet]) -> None:
    """Take out the marks of notes that the document does not have, and those inside of notes."""
    for name, kind in _NOTES.items():
        known = {note.get(w("id")) for note in notes[name].root.iter(w(kind))} if name in notes else set()
        for mark in list(sheet.root.iter(w(f"{kind}Reference"))):
            if mark.get(w("id")) not in known:
                sheet.remark("import.note-lost", mark)
                drop(mark)
        for note in notes.values():
            for mark in list(note.root.iter(w(f"{kind}Reference"))):
                sheet.remark("import.note-lost", None)
                drop(mark)


def _leave_unused_notes(sheet: Sheet, notes: Mapping[str, Sheet]) -> list[Remark]:
    """Notes that no mark refers to."""
    left = []
    for name, kind in _NOTES.items():
        if name in notes:
            used = {element.get(w("id")) for element in sheet.root.iter(w(f"{kind}Reference"))}
            for note in notes[name].root.iter(w(kind)):
                text = text_of(note)
                if note.get(w("id")) not in used and text.strip():
                    left.append(Remark("import.unused-notes", 0, text))
    return left


def _package(sheet: Sheet, notes: Mapping[str, Sheet]) -> bytes:
    """A package with the prepared parts, and with nothing else."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", _CONTENT)
        archive.writestr("_rels/.rels", _relations(_relation("rId1", "officeDocument", "word/document.xml")))
        archive.writestr("word/document.xml", etree.tostring(sheet.root))
        archive.writestr("word/numbering.xml", f'<w:numbering xmlns:w="{WORD}">{numbering_part()}</w:numbering>')
        own = [_relation("typesetNumbering", "numbering", "numbering.xml")]
        for name, part in notes.items():
            own.append(_relation(f"typeset{name}", name, f"{name}.xml"))
            archive.writestr(f"word/{name}.xml", etree.tostring(part.root))
            archive.writestr(f"word/_rels/{name}.xml.rels", _relations(*_links(part)))
        archive.writestr("word/_rels/document.xml.rels", _relations(*own, *_links(sheet)))
    return made.getvalue()


def _relations(*relations: str) -> str:
    return f"{_RELATIONS}{''.join(relations)}</Relationships>"


def _relation(key: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{escape(key)}" Type="{_TYPE}/{kind}" Target="{escape(target)}"{mode}/>'


def _links(sheet: Sheet) -> Iterator[str]:
    for key, relation in sheet.relations.items():
        if relation.kind == "hyperlink" and relation.external:
            yield _relation(key, "hyperlink", relation.target, ' TargetMode="External"')


def _meanings(anchors: Mapping[str, Inline | str]) -> dict[str, Inline]:
    """What the anchors in the HTML stand for; the picture of an anchor is looked up by its name."""
    return {
        name: Image(name, meaning.partition("\n")[2], 0) if isinstance(meaning, str) else meaning
        for name, meaning in anchors.items()
    }


def _pictures(anchors: Mapping[str, Inline | str], package: Package) -> dict[str, tuple[str, bytes | None]]:
    """For the anchors of pictures: what the original calls the picture, and its bytes where they are inside."""
    found: dict[str, tuple[str, bytes | None]] = {}
    for name, meaning in anchors.items():
        if isinstance(meaning, str):
            source = meaning.partition("\n")[0]
            part = source.removeprefix("part:")
            inside = source.startswith("part:") and part in package
            found[name] = (part, package.read(part) if inside else None)
    return found


def _told(piece: Piece, facts: Mapping[int, Fact]) -> Piece:
    """`piece` with what the document shows of its paragraph."""
    fact = facts.get(piece.block.line)
    if fact is None:
        return piece
    block = piece.block
    if isinstance(block, List):
        return replace(piece, block=replace(block, start=max(0, fact.number)) if block.start is not None else block)
    return replace(
        piece, level=fact.level, centred=fact.centred, caption=piece.caption or fact.caption, subtitle=fact.subtitle
    )

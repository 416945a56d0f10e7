"""A part of a document is made ready for mammoth: only paragraphs, tables, runs, links, notes and line ends are left.

Every paragraph begins with a bookmark that carries its number, so that what mammoth makes of it can be told its place.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from typeset.readers.docx import objects
from typeset.readers.docx.names import r, w
from typeset.readers.docx.revisions import settle_revisions
from typeset.readers.docx.sheet import Fact, bookmark, drop, run, text_of, unwrap
from typeset.readers.docx.styles import is_caption, is_centred, is_contents, is_hei, is_on, is_subtitle, level_of

if TYPE_CHECKING:
    from typeset.readers.docx.numbering import Label, Numbering
    from typeset.readers.docx.package import Package
    from typeset.readers.docx.sheet import Sheet

_IN_RUN = frozenset(
    w(name) for name in ["rPr", "t", "tab", "br", "footnoteReference", "endnoteReference", "fldChar", "instrText"]
)
_IN_PARAGRAPH = frozenset(w(name) for name in ("pPr", "r", "hyperlink", "bookmarkStart"))
_FIELD = re.compile(r"\s*\\?(\w+)")
_SILENT_FIELDS = frozenset(["HYPERLINK", "TOC", "PAGEREF", "PAGE", "NUMPAGES", "EQ"])
_BULLETS, _NUMBERS = "1", "2"
_DEEPEST_LIST = 4


def prepare(sheet: Sheet, package: Package, numbering: Numbering | None) -> str:
    """Work on the tree of `sheet`; gives all the words that were in it, for the proof."""
    root = sheet.root
    objects.choose_alternates(root)
    words = [text_of(root)]
    if numbering is not None:
        sheet.places |= {paragraph: number for number, paragraph in enumerate(root.iter(w("p")), 1)}
    sheet.commented |= {
        mark.get(w("id"), ""): sheet.place(mark) for mark in root.iter(w("commentReference"), w("commentRangeStart"))
    }
    settle_revisions(sheet)
    objects.anchor_rubies(sheet)
    objects.flatten_formulas(sheet)
    objects.spell_symbols(sheet)
    _leave_contents(sheet)
    _leave_hidden(sheet)
    objects.lift_text_boxes(sheet)
    words += objects.replace_drawings(sheet, package)
    _tell_fields(sheet)
    _simplify(sheet)
    _rank_runs(sheet)
    _number(sheet, numbering)
    return "\n".join(words)


def _leave_contents(sheet: Sheet) -> None:
    """A table of contents is made anew when the issue is set."""
    for block in list(sheet.root.iter(w("sdt"))):
        gallery = next(block.iter(w("docPartGallery")), None)
        if gallery is not None and gallery.get(w("val")) == "Table of Contents":
            sheet.remark("import.contents-list", block, text_of(block))
            drop(block)
    for paragraph in list(sheet.root.iter(w("p"))):
        if is_contents(sheet.styles.names(paragraph)):
            sheet.remark("import.contents-list", paragraph, text_of(paragraph))
            _empty(paragraph)


def _empty(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != w("pPr"):
            paragraph.remove(child)


def _leave_hidden(sheet: Sheet) -> None:
    for element in list(sheet.root.iter(w("r"))):
        paragraph = next(element.iterancestors(w("p")), None)
        if is_on("vanish", element, paragraph, sheet.styles):
            text = "".join(node.text or "" for node in element.iter(w("t")))
            if text.strip():
                sheet.remark("import.hidden-text", element, text)
            for node in list(element.iter(w("t"))):
                drop(node)


def _tell_fields(sheet: Sheet) -> None:
    """Fields keep the words that they last showed."""
    found: Counter[str] = Counter()
    for element in sheet.root.iter(w("instrText"), w("fldSimple")):
        text = element.get(w("instr")) if element.tag == w("fldSimple") else element.text
        if match := _FIELD.match(text or ""):
            found[match[1].upper()] += 1
    for name, count in found.items():
        if name not in _SILENT_FIELDS and not name.isdigit():
            sheet.remark("import.fields", None, "", f"{name} × {count}")


def _simplify(sheet: Sheet) -> None:
    """Leave out what no reader of ours knows, but for the words in it."""
    root = sheet.root
    _spell_breaks(root)
    for element in list(root.iter(w("altChunk"))):
        sheet.remark("import.whole-object", element, "", "altChunk")
    _unwrap_sdts(root)
    for element in list(root.iter(w("bookmarkStart"))):
        if element.get(w("name"), "") not in sheet.anchors:
            drop(element)
    for paragraph in list(root.iter(w("p"))):
        _unwrap_all(paragraph, _IN_PARAGRAPH)
        for link in list(paragraph.iter(w("hyperlink"))):
            _check_link(link, sheet)
    for child in [child for element in root.iter(w("r")) for child in element if child.tag not in _IN_RUN]:
        drop(child)


def _spell_breaks(root: etree._Element) -> None:
    for element in list(root.iter(w("cr"), w("ptab"), w("noBreakHyphen"))):
        if element.tag == w("noBreakHyphen"):
            element.tag, element.text = w("t"), "-"
        else:
            element.tag = w("br") if element.tag == w("cr") else w("tab")
    for element in list(root.iter(w("br"))):
        if element.get(w("type"), "textWrapping") != "textWrapping":
            drop(element)


def _unwrap_sdts(root: etree._Element) -> None:
    for element in list(root.iter(w("sdt"))):
        for child in list(element):
            if child.tag != w("sdtContent"):
                element.remove(child)
    for element in list(root.iter(w("sdt"), w("sdtContent"), w("customXml"), w("smartTag"))):
        for child in element.findall(w("customXmlPr")) + element.findall(w("smartTagPr")):
            element.remove(child)
        unwrap(element)


def _unwrap_all(paragraph: etree._Element, known: frozenset[str]) -> None:
    """Unwrap, level by level, what stands between `paragraph` and its runs."""
    while strange := [child for child in paragraph if child.tag not in known]:
        for child in strange:
            if next(child.iter(w("r"), w("bookmarkStart")), None) is None:
                paragraph.remove(child)
            else:
                unwrap(child)


def _check_link(link: etree._Element, sheet: Sheet) -> None:
    """Keep the links that lead out of the document."""
    _unwrap_all(link, frozenset([w("r"), w("bookmarkStart"), w("hyperlink")]))
    relation = sheet.relations.get(link.get(r("id"), ""))
    if relation is None or not relation.external:
        unwrap(link)


def _rank_runs(sheet: Sheet) -> None:
    """Say at each run whether it is bold or dotted: by itself, by its styles, or by being in Hei where not all is."""
    runs = [(element, next(element.iterancestors(w("p")), None)) for element in sheet.root.iter(w("r"))]
    hei = {element for element, _ in runs if is_hei(element)}
    size = sum(_length(element) for element, _ in runs)
    if 2 * sum(_length(element) for element in hei) > size:
        hei = set()
    for element, paragraph in runs:
        owner = None if paragraph is None or _is_heading(paragraph, sheet) else paragraph
        bold = is_on("b", element, owner, sheet.styles) or element in hei
        dots = element.find(f"{w('rPr')}/{w('em')}")
        italic = is_on("i", element, owner, sheet.styles) or (dots is not None and dots.get(w("val")) != "none")
        struck = is_on("strike", element, None, sheet.styles) or is_on("dstrike", element, None, sheet.styles)
        raised = element.find(f"{w('rPr')}/{w('vertAlign')}")
        properties = element.find(w("rPr"))
        if properties is not None:
            element.remove(properties)
        made = etree.Element(w("rPr"))
        for name, value in (("b", bold), ("i", italic), ("strike", struck)):
            if value:
                etree.SubElement(made, w(name))
        if raised is not None:
            made.append(raised)
        element.insert(0, made)


def _length(element: etree._Element) -> int:
    return sum(len(node.text or "") for node in element.iter(w("t")))


def _is_heading(paragraph: etree._Element, sheet: Sheet) -> bool:
    return level_of(paragraph, sheet.styles) is not None


def _number(sheet: Sheet, numbering: Numbering | None) -> None:
    """Give each paragraph its bookmark, its place in a list or its number in words, and note what it shows."""
    depth = -1
    for paragraph in list(sheet.root.iter(w("p"))):
        place = sheet.places.get(paragraph, 0)
        names = sheet.styles.names(paragraph)
        level = level_of(paragraph, sheet.styles)
        label = numbering.label(paragraph) if numbering is not None else None
        listed = label is not None and label.plain and level is None
        sheet.facts[place] = Fact(
            level=level,
            subtitle=is_subtitle(names),
            centred=is_centred(paragraph, sheet.styles),
            caption=is_caption(names),
            number=label.number if label is not None else 0,
        )
        depth = min(label.level, depth + 1, _DEEPEST_LIST) if listed and label is not None else -1
        if label is not None and not listed and text_of(paragraph).strip():
            _write_label(sheet, paragraph, label)
        mark = paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('del')}")
        _set_properties(paragraph, depth, bullet=label is not None and label.bullet, deleted=mark is not None)
        if place:
            paragraph.insert(1, bookmark(f"typeset-p{place}"))


def _write_label(sheet: Sheet, paragraph: etree._Element, label: Label) -> None:
    text = label.text or ("•" if label.bullet and level_of(paragraph, sheet.styles) is None else "")
    if not text:
        return
    first = next(iter(paragraph.iter(w("r"))), None)
    gap = "" if not text.isascii() or text.endswith((")", "]")) else " "
    paragraph.insert(1 if paragraph.find(w("pPr")) is not None else 0, run(text + gap, first))
    sheet.remark("import.numbering", paragraph, text)


def _set_properties(paragraph: etree._Element, depth: int, *, bullet: bool, deleted: bool) -> None:
    old = paragraph.find(w("pPr"))
    if old is not None:
        paragraph.remove(old)
    made = etree.Element(w("pPr"))
    if depth >= 0:
        listed = etree.SubElement(made, w("numPr"))
        for name, value in (("ilvl", str(depth)), ("numId", _BULLETS if bullet else _NUMBERS)):
            etree.SubElement(listed, w(name)).set(w("val"), value)
    if deleted:
        etree.SubElement(etree.SubElement(made, w("rPr")), w("del"))
    paragraph.insert(0, made)


def numbering_part() -> str:
    """The numbering that the prepared paragraphs refer to: a list with bullets and one with numbers."""
    levels = {
        form: "".join(
            f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>' for level in range(_DEEPEST_LIST + 1)
        )
        for form in ("bullet", "decimal")
    }
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{levels[form]}</w:abstractNum>'
        for key, form in ((_BULLETS, "bullet"), (_NUMBERS, "decimal"))
    )
    nums = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in (_BULLETS, _NUMBERS))
    return kinds + nums

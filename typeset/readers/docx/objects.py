"""Drawings, text boxes, formulas, symbols and rubies: what mammoth does not read, put where and how it will."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from mammoth.docx.dingbats import dingbats

from typeset.markup.tree import Ruby
from typeset.readers.characters import GETA, tidy
from typeset.readers.docx.names import CHART, COMPATIBILITY, DIAGRAM, DRAWING, MATH, OFFICE, PICTURE, VML, r, w
from typeset.readers.docx.package import Unfit
from typeset.readers.docx.sheet import drop, run, text_of, unwrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.readers.docx.package import Package
    from typeset.readers.docx.sheet import Sheet

_LONGEST_ALT = 80


def choose_alternates(root: etree._Element) -> None:
    """Of two forms of the same thing keep the newer, which has the text box and the picture; the older else."""
    tag = f"{{{COMPATIBILITY}}}"
    for element in list(root.iter(f"{tag}AlternateContent")):
        forms = [*element.findall(f"{tag}Choice"), *element.findall(f"{tag}Fallback")]
        kept = next((form for form in forms if _says(form)), forms[0] if forms else None)
        for form in forms:
            if form is not kept:
                element.remove(form)
        if kept is not None:
            unwrap(kept)
        unwrap(element)


def _says(form: etree._Element) -> bool:
    wanted = (w("txbxContent"), w("t"), f"{{{DRAWING}}}blip", f"{{{VML}}}imagedata", f"{{{CHART}}}chart")
    return next(form.iter(*wanted, f"{{{DIAGRAM}}}relIds"), None) is not None


def lift_text_boxes(sheet: Sheet) -> None:
    """Put the paragraphs of a text box after the paragraph that it hangs on."""
    for box in list(sheet.root.iter(w("txbxContent"))):
        host = next(box.iterancestors(w("p")), None)
        if host is None:
            continue
        text = text_of(box)
        if text.strip():
            sheet.remark("import.text-box", host, text)
        after = host
        for child in list(box):
            if child.tag in {w("p"), w("tbl"), w("sdt")}:
                after.addnext(child)
                after = child


def replace_drawings(sheet: Sheet, package: Package) -> Iterator[str]:
    """Put an anchor for each picture of a drawing, and tell the words that no picture shows; gives those words."""
    kinds = (w("drawing"), w("pict"), w("object"))
    for drawing in list(sheet.root.iter(*kinds)):
        if any(True for _ in drawing.iterancestors(*kinds)):
            continue
        alt = _alt(drawing)
        for picture in drawing.iter(f"{{{DRAWING}}}blip", f"{{{VML}}}imagedata"):
            key = picture.get(r("embed")) or picture.get(r("id")) or picture.get(r("link")) or picture.get(r("pict"))
            relation = sheet.relations.get(key or "")
            source = "" if relation is None else relation.target if relation.external else f"part:{relation.target}"
            host = next(drawing.iterancestors(w("r")), None)
            anchor = sheet.anchor("picture", f"{source}\n{alt}")
            if host is not None:
                host.addprevious(anchor)
        for shape in drawing.iter(f"{{{VML}}}textpath"):
            words = shape.get("string", "")
            if words.strip():
                sheet.remark("import.drawn-text", drawing, words)
                yield words
        yield from _drawn(sheet, package, drawing)
        drop(drawing)


def _alt(drawing: etree._Element) -> str:
    properties = next(drawing.iter(f"{{{PICTURE}}}docPr"), None)
    shape = next(drawing.iter(f"{{{VML}}}shape"), None)
    words = ""
    if properties is not None:
        words = properties.get("descr") or properties.get("title") or ""
    elif shape is not None:
        words = shape.get("alt") or ""
    return " ".join(tidy(words).split())[:_LONGEST_ALT]


def _drawn(sheet: Sheet, package: Package, drawing: etree._Element) -> Iterator[str]:
    """The words of charts and diagrams, which are drawn from parts of their own, and of embedded objects."""
    for element, attribute in ((f"{{{CHART}}}chart", r("id")), (f"{{{DIAGRAM}}}relIds", r("dm"))):
        for found in drawing.iter(element):
            relation = sheet.relations.get(found.get(attribute, ""))
            words = _words(package, relation.target) if relation and not relation.external else ""
            sheet.remark("import.drawn-text", drawing, words, relation.target if relation else "")
            yield words
    for embedded in drawing.iter(f"{{{OFFICE}}}OLEObject"):
        sheet.remark("import.whole-object", drawing, "", embedded.get("ProgID", ""))


def _words(package: Package, part: str) -> str:
    try:
        root = package.tree(part)
    except (Unfit, KeyError):
        return ""
    return " ".join(node.text or "" for node in root.iter(f"{{{DRAWING}}}t", f"{{{CHART}}}v"))


def flatten_formulas(sheet: Sheet) -> None:
    """A formula becomes the words in it."""
    math = f"{{{MATH}}}"
    for formula in list(sheet.root.iter(f"{math}oMath")):
        text = "".join(node.text or "" for node in formula.iter(f"{math}t"))
        sheet.remark("import.formula", formula, "", text)
        formula.addprevious(run(text))
        drop(formula)
    for element in list(sheet.root.iter(f"{math}oMathPara")):
        unwrap(element)


def spell_symbols(sheet: Sheet) -> None:
    """A symbol of a font of symbols becomes the character of Unicode, or the mark of a missing sort."""
    for symbol in list(sheet.root.iter(w("sym"))):
        font, code = symbol.get(w("font"), ""), symbol.get(w("char"), "")
        point = _unicode(font, code)
        if point is None:
            sheet.remark("import.symbols", symbol, "", f"{font} {code}".strip())
        text = etree.Element(w("t"))
        text.text = GETA if point is None else chr(point)
        symbol.addprevious(text)
        drop(symbol)


def _unicode(font: str, code: str) -> int | None:
    try:
        number = int(code, 16)
    except ValueError:
        return None
    for candidate in (number, number & 0xFF):
        found = dingbats.get((font, candidate))
        if found is not None:
            return int(found)
    return None


def anchor_rubies(sheet: Sheet) -> None:
    """A phonetic guide becomes a ruby of the dialect."""
    for ruby in list(sheet.root.iter(w("ruby"))):
        base, annotation = (_plain(ruby, name) for name in ("rubyBase", "rt"))
        host = next(ruby.iterancestors(w("r")), None)
        if host is None:
            continue
        if base and annotation and not set("{}|\n") & set(base + annotation):
            host.addprevious(sheet.anchor("ruby", Ruby(((base, annotation),))))
        else:
            host.addprevious(run(f"{base}（{annotation}）" if annotation else base, host))
        drop(ruby)


def _plain(ruby: etree._Element, name: str) -> str:
    part = ruby.find(w(name))
    return tidy("".join(node.text or "" for node in part.iter(w("t")))).strip() if part is not None else ""

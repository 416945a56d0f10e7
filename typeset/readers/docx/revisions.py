"""Tracked changes and comments: what was put in stays, what was taken out is left out, and each is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.readers.docx.names import w
from typeset.readers.docx.sheet import drop, text_of, unwrap
from typeset.readers.manuscript import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from typeset.readers.docx.sheet import Sheet

_IN = {w("ins"): "import.insertions", w("moveTo"): "import.moved-here"}
_OUT = {w("del"): "import.deletions", w("moveFrom"): "import.moved-away"}
_FORMATS = tuple(
    w(name) for name in ("rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange")
)
_PROPERTIES = frozenset([w("rPr"), w("trPr"), w("numPr"), w("pPr")])


def settle_revisions(sheet: Sheet) -> None:
    """Accept every tracked change in the tree of `sheet`, and tell each of them."""
    for element in _standing(sheet, (*_IN, *_OUT)):
        text = text_of(element)
        if text.strip():
            sheet.remark((_IN | _OUT)[element.tag], element, text, _by(element))
    _drop_rows(sheet)
    for element in _standing(sheet, _OUT):
        drop(element)
    for element in _standing(sheet, _IN):
        unwrap(element)
    for element in list(sheet.root.iter(w("delText"))):  # outside of a deletion: a broken file, but words
        element.tag = w("t")
    for element in list(sheet.root.iter(*_FORMATS)):
        sheet.remark("import.format-changes", element, "", _by(element))
        drop(element)


def _standing(sheet: Sheet, tags: Iterable[str]) -> list[etree._Element]:
    """The changes of words, not those of a paragraph's end, in the tree as it is now."""
    return [
        element
        for element in sheet.root.iter(*tags)
        if (parent := element.getparent()) is not None and parent.tag not in _PROPERTIES
    ]


def _drop_rows(sheet: Sheet) -> None:
    for row in list(sheet.root.iter(w("tr"))):
        mark = row.find(f"{w('trPr')}/{w('del')}")
        if mark is not None:
            rest = "".join(node.text or "" for node in row.iter(w("t")) if not _is_out(node))
            if rest.strip():
                sheet.remark("import.deletions", row, rest, _by(mark))
            drop(row)


def _is_out(element: etree._Element) -> bool:
    return any(True for _ in element.iterancestors(*_OUT))


def _by(element: etree._Element) -> str:
    """Who made a change, and on which day."""
    return " ".join(part for part in (element.get(w("author"), ""), element.get(w("date"), "")[:10]) if part)


def list_comments(sheet: Sheet, comments: etree._Element | None) -> str:
    """Tell every comment at the paragraph that refers to it; the words of all of them."""
    words = []
    for comment in comments.iter(w("comment")) if comments is not None else ():
        text = text_of(comment)
        words.append(text)
        place = sheet.commented.get(comment.get(w("id"), ""), 0)
        sheet.remarks.append(Remark("import.comments", place, text, _by(comment)))
    return "\n".join(words)

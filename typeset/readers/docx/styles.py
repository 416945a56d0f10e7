"""Styles: what a paragraph or a run is by the chain of its styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.readers.docx.names import w

if TYPE_CHECKING:
    from lxml import etree

_LONGEST_CHAIN = 12
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset(["title", "标题", "文章标题"])
_SUBTITLES = frozenset(["subtitle", "副标题"])
_CAPTIONS = frozenset(["caption", "题注", "图题", "表题", "illustration", "figure", "table caption"])
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)?", re.IGNORECASE)
_LAST_OUTLINE = 8
_HEI = re.compile(r"黑体|SimHei|Heiti|Source Han Sans|思源黑体|小标宋", re.IGNORECASE)


class Style(Struct, frozen=True):
    """A style with its own properties."""

    name: str
    based_on: str
    properties: etree._Element


class Styles:
    """The styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read word/styles.xml; a document may have none."""
        self._styles: dict[str, Style] = {}
        self._default = ""
        for element in root.iter(w("style")) if root is not None else ():
            name, based = element.find(w("name")), element.find(w("basedOn"))
            key = element.get(w("styleId"), "")
            self._styles[key] = Style(_value(name), _value(based), element)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true", "on"}:
                self._default = key

    def chain(self, key: str) -> list[Style]:
        """The style `key` and those that it is based on."""
        chain: list[Style] = []
        while key in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[key])
            key = chain[-1].based_on
        return chain

    def of_paragraph(self, paragraph: etree._Element) -> list[Style]:
        """The styles of `paragraph`."""
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return self.chain(_value(style) if style is not None else self._default)

    def of_run(self, run: etree._Element) -> list[Style]:
        """The character styles of `run`."""
        style = run.find(f"{w('rPr')}/{w('rStyle')}")
        return self.chain(_value(style)) if style is not None else []

    def names(self, paragraph: etree._Element) -> list[str]:
        """The names of the styles of `paragraph`, in lower case."""
        return [style.name.strip().lower() for style in self.of_paragraph(paragraph)]


def _value(element: etree._Element | None) -> str:
    return element.get(w("val"), "") if element is not None else ""


def level_of(paragraph: etree._Element, styles: Styles) -> int | None:
    """The level that the styles of `paragraph` give it: 0 for a title, then headings; None for text."""
    direct = paragraph.find(f"{w('pPr')}/{w('outlineLvl')}")
    if direct is not None and _value(direct).isdigit():
        return int(_value(direct)) + 1 if int(_value(direct)) <= _LAST_OUTLINE else None
    for style in styles.of_paragraph(paragraph):
        name = style.name.strip().lower()
        if name in _TITLES:
            return 0
        if match := _HEADING.fullmatch(name):
            return int(match[1])
        outline = style.properties.find(f"{w('pPr')}/{w('outlineLvl')}")
        if outline is not None and _value(outline).isdigit():
            return int(_value(outline)) + 1 if int(_value(outline)) <= _LAST_OUTLINE else None
    return None


def is_subtitle(names: list[str]) -> bool:
    """Whether a paragraph of these styles is a subtitle."""
    return any(name in _SUBTITLES for name in names)


def is_caption(names: list[str]) -> bool:
    """Whether a paragraph of these styles is the caption of a picture or a table."""
    return any(name in _CAPTIONS for name in names)


def is_contents(names: list[str]) -> bool:
    """Whether a paragraph of these styles is an entry of a table of contents."""
    return any(_CONTENTS.fullmatch(name) for name in names[:1])


def is_centred(paragraph: etree._Element, styles: Styles) -> bool:
    """Whether the lines of `paragraph` are centred."""
    for owner in (paragraph, *(style.properties for style in styles.of_paragraph(paragraph))):
        side = owner.find(f"{w('pPr')}/{w('jc')}")
        if side is not None:
            return _value(side) == "center"
    return False


def is_on(name: str, run: etree._Element, paragraph: etree._Element | None, styles: Styles) -> bool:
    """Whether the toggle `name` (b, i, vanish) is on for `run`, by itself or by its styles."""
    owners = [run, *(style.properties for style in styles.of_run(run))]
    if paragraph is not None:
        owners += [style.properties for style in styles.of_paragraph(paragraph)]
    for owner in owners:
        toggle = owner.find(f"{w('rPr')}/{w(name)}")
        if toggle is not None:
            return toggle.get(w("val"), "1") not in {"0", "false", "off", "none"}
    return False


def is_hei(run: etree._Element) -> bool:
    """Whether `run` itself asks for a Hei, the bold of Chinese."""
    fonts = run.find(f"{w('rPr')}/{w('rFonts')}")
    return fonts is not None and bool(_HEI.search(fonts.get(w("eastAsia"), "")))

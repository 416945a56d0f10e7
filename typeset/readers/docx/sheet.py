"""A part with text as it is worked on: its tree, the places of its paragraphs, and what is to be told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct, field

from typeset.readers.docx.names import MATH, w
from typeset.readers.manuscript import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typeset.markup.tree import Inline
    from typeset.readers.docx.package import Relation
    from typeset.readers.docx.styles import Styles

_TEXTS = (w("t"), w("delText"), f"{{{MATH}}}t")
_BREAKS = (w("p"), w("br"), w("tab"))


class Fact(Struct, frozen=True):
    """What the original shows of a paragraph besides its words."""

    level: int | None = None
    subtitle: bool = False
    centred: bool = False
    caption: bool = False
    number: int = 0


class Sheet(Struct):
    """The tree of a part, with `anchors`: what stands where a bookmark of that name is set."""

    root: etree._Element
    relations: Mapping[str, Relation]
    styles: Styles
    remarks: list[Remark] = field(default_factory=list)
    facts: dict[int, Fact] = field(default_factory=dict)
    anchors: dict[str, Inline | str] = field(default_factory=dict)
    places: dict[etree._Element, int] = field(default_factory=dict)
    commented: dict[str, int] = field(default_factory=dict)

    def remark(self, code: str, element: etree._Element | None, text: str = "", detail: str = "") -> None:
        """Note `code` at the paragraph around `element`, or the next one inside it."""
        self.remarks.append(Remark(code, self.place(element), text, detail))

    def place(self, element: etree._Element | None) -> int:
        """The number of the paragraph around `element`, or of the first inside it; 0 where there is none."""
        if element is None:
            return 0
        for paragraph in (element, *element.iterancestors(w("p")), *element.iter(w("p"))):
            if paragraph in self.places:
                return self.places[paragraph]
        return 0

    def anchor(self, kind: str, meaning: Inline | str) -> etree._Element:
        """A bookmark that stands for `meaning`."""
        name = f"typeset-{kind}-{len(self.anchors) + 1}"
        self.anchors[name] = meaning
        return bookmark(name)


def bookmark(name: str) -> etree._Element:
    """The beginning of a bookmark, which mammoth turns into an anchor of that name."""
    element = etree.Element(w("bookmarkStart"))
    element.set(w("name"), name)
    return element


def text_of(element: etree._Element) -> str:
    """All words in `element`, deleted ones and those of formulas too, a line a paragraph."""
    return "".join(_words(element)).strip("\n")


def _words(element: etree._Element) -> Iterator[str]:
    for node in element.iter(*_TEXTS, *_BREAKS):
        yield (node.text or "") if node.tag in _TEXTS else "\t" if node.tag == w("tab") else "\n"


def unwrap(element: etree._Element) -> None:
    """Put the children of `element` in its place."""
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    for child in list(element):
        parent.insert(index, child)
        index += 1
    drop(element)


def drop(element: etree._Element) -> None:
    """Take `element` out; what follows it stays."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def run(text: str, like: etree._Element | None = None) -> etree._Element:
    """A run of `text` with the properties of `like`."""
    made = etree.Element(w("r"))
    properties = like.find(w("rPr")) if like is not None else None
    if properties is not None:
        made.append(etree.fromstring(etree.tostring(properties)))
    etree.SubElement(made, w("t")).text = text
    return made

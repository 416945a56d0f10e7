"""The tree as it was drawn, turned into plain values: what the PDF will say of each structure element."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pydyf

from typeset.press.drawn import Mark, Tag
from typeset.press.tags.roles import alternative, numbering
from typeset.press.tags.tree import Mark as Placed

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from xml.etree.ElementTree import Element

    from typeset.press.tags.stream import Marker
    from typeset.press.tags.tree import Node, Tree


class Recorder:
    """Records the tree of one part."""

    def __init__(self, tree: Tree, markers: Sequence[Marker], around: Container[Element]) -> None:
        """Take what was marked on the pages by `markers`; the elements `around` the part stand around others too."""
        self._tree = tree
        self._around = around
        self._place: dict[Marker, tuple[int, int | None]] = {}
        for number, page in enumerate(markers):
            self._place[page] = (number, None)
            for group_number, group in enumerate(page.groups):
                self._place[group] = (number, group_number)

    def record(self) -> Tag:
        """The whole tree."""
        return self._tag(self._tree.document) or Tag("Document")

    def _tag(self, node: Node) -> Tag | None:
        """`node` with all in it; None where it holds nothing."""
        kids: list[Tag | Mark] = []
        for kid in node.in_order():
            if isinstance(kid, Placed):
                kids.append(Mark(*self._place[kid.stream], kid.number))
            elif inner := self._tag(kid):
                kids.append(inner)
        if not (kids or node.kept or node.links):
            return None
        shared = node.tag if node.element in self._around else ""
        return Tag(node.tag, self._entries(node), kids, node.links, shared, is_note=node.tag == "Note")

    def _entries(self, node: Node) -> str:
        language = self._tree.language(node.element)
        around = node.parent and self._tree.language(node.parent.element)
        own = f"/Lang{_string(language)}" if language and language != around else ""
        return own + _attributes(node)


def _attributes(node: Node) -> str:
    """What one type has that others have not."""
    if node.tag == "Figure":
        text = alternative(node.element)
        box = " ".join(f"{value:.2f}" for value in node.box or ())
        return (f"/Alt{_string(text)}" if text else "") + f"/A<</O/Layout/BBox[{box}]>>"
    if node.tag == "L":
        style = node.style and node.style["list_style_type"]
        return f"/A<</O/List/ListNumbering/{numbering(node.element, style)}>>"
    return _cell(node) if node.tag in ("TH", "TD") else ""


def _cell(node: Node) -> str:
    element = node.element
    entries = [
        f"/{name} {element.get(name.lower())}"
        for name in ("ColSpan", "RowSpan")
        if (element.get(name.lower()) or "1").isdigit() and element.get(name.lower(), "1") != "1"
    ]
    if node.tag == "TH":
        in_head = node.parent and node.parent.parent and node.parent.parent.tag == "THead"
        scope = {"row": "Row", "col": "Column"}.get(element.get("scope", ""), "Column" if in_head else "Row")
        entries.append(f"/Scope/{scope}")
    return f"/A<</O/Table{''.join(entries)}>>" if entries else ""


def _string(text: str) -> str:
    data: bytes = pydyf.String(text).data
    return data.decode()

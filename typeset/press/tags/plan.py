"""Where the content of each box of a page belongs: to a node of the tree, or to nothing that is read (an artifact)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from typeset.press.style import PT_PER_PX
from typeset.press.tags.roles import is_decoration, role_of
from typeset.press.textline import TextLine

if TYPE_CHECKING:
    from typeset.press.tags.tree import Node, Order, Tree

# The property lists of artifacts (ISO 32000-1, 14.8.2.2.2).
HEADER = b"<</Type/Pagination/Subtype/Header>>"
FOOTER = b"<</Type/Pagination/Subtype/Footer>>"
PAGINATION = b"<</Type/Pagination>>"
LAYOUT = b"<</Type/Layout>>"

Content = tuple["Node", "Order"]
Plan = dict[Any, "Content | bytes"]


class Planner:
    """Plans the pages of one document, in order."""

    def __init__(self, tree: Tree) -> None:
        """Plan for `tree`."""
        self._tree = tree
        self._repeated: dict[Any, Any] = {}
        self._plan: Plan = {}
        self._height = 0.0

    def plan(self, page: Any) -> Plan:
        """Where the content of each text and picture on `page` belongs."""
        self._plan, self._height = {}, page.margin_height()
        for child in page.children:
            self._walk(child, _of_margin(child) if isinstance(child, boxes.MarginBox) else None)
        return self._plan

    def _walk(self, box: Any, artifact: bytes | None) -> None:
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.TextBox):
            self._plan[box] = artifact or self._text(box)
        elif isinstance(box, boxes.ReplacedBox):
            self._plan[box] = artifact or self._picture(box)
        elif isinstance(box, TextLine):
            self._plan.update((piece, artifact or self._text(piece)) for piece in box.pieces)
        else:
            artifact = artifact or self._artifact(box)
            for child in box.children:
                self._walk(child, artifact)

    def _artifact(self, box: Any) -> bytes | None:
        """What kind of artifact `box` is, if it is one.

        A leader; what a style sheet puts before or behind an element and positions on its own; the head of a table
        repeated where the table goes on.
        """
        if box.is_leader:
            return LAYOUT
        if (box.element_tag or "").endswith(("::before", "::after")) and not box.is_in_normal_flow():
            return LAYOUT
        if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
            return PAGINATION if self._repeated.setdefault(box.element, box) is not box else None
        return None

    def _text(self, box: Any) -> Content | bytes:
        tree, element = self._tree, box.element
        if element is None:
            return LAYOUT
        kind = box.element_tag.rpartition("::")[2]
        if kind in ("marker", "footnote-marker"):
            node = tree.label(element)
            if kind == "marker" and node.parent and node.parent.parent:
                node.parent.parent.style = box.style
        elif kind == "footnote-call":
            node = tree.call(element)
        else:
            node = tree.holder(element)
        return node, tree.text_order(node, element)

    def _picture(self, box: Any) -> Content | bytes:
        element = box.element
        role = None if element is None or "::" in box.element_tag else role_of(element)
        if role is None or role.tag != "Figure" or is_decoration(element):
            return LAYOUT
        node = self._tree.node(element)
        left, top = box.content_box_x(), box.content_box_y()
        bottom = self._height - top - box.height
        right, height = left + box.width, bottom + box.height
        node.box = (left * PT_PER_PX, bottom * PT_PER_PX, right * PT_PER_PX, height * PT_PER_PX)
        return node, self._tree.text_order(node, element)


def _of_margin(box: Any) -> bytes:
    if box.at_keyword.startswith("@top"):
        return HEADER
    return FOOTER if box.at_keyword.startswith("@bottom") else PAGINATION

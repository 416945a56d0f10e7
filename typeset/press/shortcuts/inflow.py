"""What is asked of every block on its way into the flow, answered sooner; the answers are WeasyPrint's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from typeset.press.textline import TextLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_IN_FLOW = ("static", "relative")


def in_flow_sooner(original: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """A replacement of `Box.is_in_normal_flow`: a box that neither floats nor is positioned is; most do neither."""

    def is_in_normal_flow(self: Any) -> bool:
        style = self.style
        return (style["float"] == "none" and style["position"] in _IN_FLOW) or original(self)

    return is_in_normal_flow


def formatting_context_sooner(original: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """A replacement of `Box.establishes_formatting_context`, which for most blocks their overflow decides."""

    def establishes_formatting_context(self: Any) -> bool:
        style = self.style
        if style["float"] != "none" or style["position"] not in _IN_FLOW or not isinstance(self, boxes.BlockBox):
            return original(self)
        return bool(self.is_column or style["overflow"] != "visible" or "flow-root" in style["display"])

    return establishes_formatting_context


def margins_collapsed_sooner(_original: Callable[[list[float]], float]) -> Callable[[list[float]], float]:
    """A replacement of `layout.block.collapse_margin`: the greatest margin and the most negative one (CSS 2, 8.3.1)."""

    def collapse_margin(adjoining_margins: list[float]) -> float:
        if not adjoining_margins:
            return 0
        return max(0, *adjoining_margins) + min(0, *adjoining_margins)

    return collapse_margin


def page_values_at_ends(_original: Callable[[Any], tuple[str, str]]) -> Callable[[Any], tuple[str, str]]:
    """A replacement of `ParentBox.page_values`, which asks all children though the first and the last decide.

    The page is that of the first and of the last child in flow or floating (CSS Break 4, break propagation), or else
    the box's own. Every box around it asks again, so a box keeps the answer for as long as it has the same children.
    """

    def page_values(self: Any) -> tuple[str, str]:
        children = self.children
        kept: tuple[Any, tuple[str, str]] | None = self.__dict__.get("_typeset_page_values")
        if kept is None or kept[0] is not children:
            kept = self._typeset_page_values = (children, _at_ends(self.style["page"], children))
        return kept[1]

    return page_values


def _at_ends(own: str, children: Sequence[Any]) -> tuple[str, str]:
    first = _counted(children)
    if first is None:
        return own, own
    start, end = _values(first)
    if first is not children[-1]:
        end = _values(_counted(reversed(children)))[1]
    return start or own, end or own


def _counted(children: Iterable[Any]) -> Any:
    """The first of `children` that counts: one in flow, or floating."""
    for child in children:
        if child.is_in_normal_flow() or child.is_floated():
            return child
    return None


def _values(box: Any) -> tuple[str, str]:
    if type(box) is TextLine:  # which holds no boxes, and is one of many
        page = box.style["page"]
        return page, page
    values: tuple[str, str] = box.page_values()
    return values

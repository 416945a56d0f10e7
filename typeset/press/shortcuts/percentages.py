"""The edges and sizes of boxes in pixels, worked out once for each style and containing block.

WeasyPrint works out eighteen of them whenever a box is laid out, though a paragraph has those of the paragraph before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

if TYPE_CHECKING:
    from collections.abc import Callable

_SIDES = ("left", "right", "top", "bottom")
_USED = (
    *(f"{name}_{side}" for name in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *(f"{least}{axis}" for least in ("", "min_", "max_") for axis in ("width", "height")),
)


def resolved_once(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A replacement of `resolve_percentages` that keeps with a style what the `original` made of it."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        if isinstance(containing_block, boxes.Box):
            size = containing_block.width, containing_block.height
        else:
            size = tuple(containing_block)
        style = box.style
        kept = style.__dict__.get("_typeset_used")
        used = kept.get(size) if kept else None
        if used is not None:
            box.__dict__.update(used)
            return
        original(box, containing_block)
        if style["border_collapse"] != "collapse":  # where the borders of cells are settled by the table
            style.__dict__.setdefault("_typeset_used", {})[size] = {name: getattr(box, name) for name in _USED}

    return resolve_percentages


resolve_percentages = resolved_once(percent.resolve_percentages)

"""Preferred widths from the composer: stands in for `layout.preferred.inline_line_widths`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from typeset.press.inline import compose
from typeset.press.style import PT_PER_PX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# So that a box as wide as its text holds the text in spite of rounding.
_ROUNDING_PX = 1e-6


def composed_widths(original: Callable[..., Iterator[float]]) -> Callable[..., Iterator[float]]:
    """A replacement of `inline_line_widths` that falls back to the `original`."""

    def inline_line_widths(
        context: Any,
        box: Any,
        outer: bool,
        is_line_start: bool,
        minimum: bool,
        skip_stack: dict[int, Any] | None = None,
        first_line: bool = False,
    ) -> Iterator[float]:
        composition = None
        if isinstance(box, boxes.LineBox) and skip_stack is None and not first_line:
            composition = compose(context, box)
        if composition is None:
            yield from original(context, box, outer, is_line_start, minimum, skip_stack, first_line)
            return
        indent = box.style["text_indent"]
        indent_px = indent.value if getattr(indent, "unit", "%") == "px" else 0.0
        wraps = box.style["white_space"] != "nowrap"
        paragraph = composition.paragraph
        width_pt = paragraph.min_content_pt if minimum and wraps else paragraph.max_content_pt
        yield width_pt / PT_PER_PX + indent_px + _ROUNDING_PX

    return inline_line_widths

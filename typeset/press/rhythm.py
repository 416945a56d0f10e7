"""Blocks in whole steps and lines on a grid: `block-step-size` (CSS Rhythm 1) and `line-snap` (CSS Line Grid 1).

`line-snap: baseline` moves each line down until its baseline stands on the grid of the page: the baselines that lines
of the root element would have from the top of the type area on. Other grids (`line-grid`) there are none.

Stands in for `layout.block.block_level_layout`: a block that is complete grows until its margin box is a multiple of
the step, its content in the middle (`block-step-insert: margin-box`, `block-step-align: center`).
With a step of one line, text after a figure, a table or a heading stands on the baseline grid again (clreq: the type
area is a grid).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from typeset.press.leading import BASELINE_EM, line_height

if TYPE_CHECKING:
    from collections.abc import Callable

# What is less than this over a whole number of steps is rounding.
_ROUNDING_PX = 0.01


class Grid(Struct, frozen=True):
    """The baselines of a page: where the first of them is, and how far the next; in pixels."""

    first: float
    pitch: float

    @classmethod
    def of(cls, root: Any) -> Grid:
        """The grid of a page whose root element, not laid out yet, is to begin where it is."""
        pitch = line_height(root.style)
        size = root.style["font_size"]
        return cls(root.position_y + (pitch - size) / 2 + BASELINE_EM * size, pitch)

    def missing(self, baseline: float) -> float:
        """How far a baseline is above the next one of the grid."""
        return missing(baseline - self.first, self.pitch)


def stepped_blocks(original: Callable[..., Any]) -> Callable[..., Any]:
    """A replacement of `block_level_layout` that rounds the height of what the `original` lays out."""

    def block_level_layout(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool = True,
        absolute_boxes: Any = None,
        fixed_boxes: Any = None,
        adjoining_margins: Any = None,
        first_letter_style: Any = None,
        first_line_style: Any = None,
        discard: bool = False,
        max_lines: Any = None,
    ) -> Any:
        result = original(
            context,
            box,
            bottom_space,
            skip_stack,
            containing_block,
            page_is_empty,
            absolute_boxes,
            fixed_boxes,
            adjoining_margins,
            first_letter_style,
            first_line_style,
            discard,
            max_lines,
        )
        laid, resume_at = result[0], result[1]
        step = box.style["block_step_size"]
        # A block broken by a page is stepped with its last part.
        if laid is not None and resume_at is None and hasattr(step, "value") and step.value:
            _grow(laid, min(missing(laid.margin_height(), step.value), _room(context, laid, bottom_space)))
        return result

    return block_level_layout


def _room(context: Any, box: Any, bottom_space: float) -> float:
    """What is left below a block: it is not to grow out of its page, where nothing comes after it anyway."""
    return max(0.0, float(context.page_bottom - bottom_space - box.position_y - box.margin_height()))


def missing(height: float, step: float) -> float:
    """What `height` lacks to the next multiple of `step`; nothing where it lacks next to nothing."""
    rest = height % step
    return 0.0 if rest < _ROUNDING_PX or step - rest < _ROUNDING_PX else step - rest


def _grow(box: Any, extra: float) -> None:
    if not extra:
        return
    box.height += extra
    for child in box.children:
        child.translate(dy=extra / 2)

"""Feet of pages and columns: `block-step-stretch`, how much more space may stand above a block to fill its column.

A column that ends early, because a heading keeps with its text or a paragraph with its lines, is made up as by hand:
a line is put above each of its titles until it ends where it should. Nothing is laid out again and no break moves:
what follows a title is moved down. With a stretch of one line the text stays on its baseline grid (clreq: the type
area is a grid).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from typeset.press.lengthening import lengthen
from typeset.press.rhythm import Grid

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

# What is less than this is rounding.
ROUNDING_PX = 0.01


def stretched_pages(original: Callable[..., Any]) -> Callable[..., Any]:
    """A replacement of `page.block_level_layout` that makes up the foot of a page whose text goes on after it."""

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
        def lay_out() -> Any:
            return original(
                context,
                box,
                bottom_space,
                skip_stack,
                containing_block,
                page_is_empty,
                absolute_boxes,
                fixed_boxes,
                list(adjoining_margins or ()),
                first_letter_style,
                first_line_style,
                discard,
                max_lines,
            )

        if box.is_for_root_element:
            context._typeset_grid = Grid.of(box)
        place = box.position_x, box.position_y
        result = lay_out()
        laid, resume_at, next_page = result[:3]
        if laid is None or not box.is_for_root_element:
            return result
        # Where the layout asks for a new page, and on the last one, the foot may stay free.
        if resume_at is None or next_page["break"] != "any":
            _lift_figures(context, laid, resume_at)
            return result
        if not _keeps(context) and lengthen(laid, missing_in(laid, resume_at, context.page_bottom)):
            block.remove_placeholders(context, [laid], absolute_boxes, fixed_boxes)
            box.position_x, box.position_y = place
            result = lay_out()
            laid, resume_at = result[:2]
        stretch(laid, resume_at, context.page_bottom)
        return result

    return block_level_layout


def _keeps(context: Any) -> bool:
    """Whether the page holds what a second layout would find twice."""
    running = any(pages.get(context.current_page) for pages in context.running_elements.values())
    return running or bool(context.broken_out_of_flow)


def _lift_figures(context: Any, root: Any, resume_at: Any) -> None:
    """Put figures from the foot of a page that is not full below its text, which is nearer to what they belong to."""
    notes = context.current_page_footnotes
    if notes and all(note.element_tag == "figure" for note in notes):
        context.current_footnote_area.position_y -= max(0.0, context.page_bottom - _text_end(root, resume_at))


def _text_end(box: Any, resume_at: Any) -> float:
    """Where the content of `box` ends, columns or not."""
    last = next((child for child in reversed(box.children) if child.is_in_normal_flow()), None)
    if last is None:
        return float(box.content_box_y())
    inner = _rest(last, resume_at)
    if inner is not None and not last.children[0].is_column:
        return _text_end(last, inner)
    return float(last.position_y + last.margin_height() - (last.margin_bottom or 0))


def stretch(box: Any, resume_at: Any, foot: float) -> None:
    """Move what is in `box`, which goes on at `resume_at`, down until it ends at `foot`, as far as its blocks allow."""
    end = end_of(box, resume_at)
    grown = [] if end is None else _grown(box, foot - end)
    if grown:
        _move(box, {id(child) for child in grown}, resume_at)


def missing_in(box: Any, resume_at: Any, foot: float) -> float:
    """What is left below `box` when its blocks have stretched as far as they go."""
    end = end_of(box, resume_at)
    return 0.0 if end is None else foot - end - sum(_step(child) for child in _grown(box, foot - end))


def _grown(box: Any, lack: float) -> list[Any]:
    """The blocks in `box` that stretch where it ends early by `lack`."""
    grown = []
    if lack > ROUNDING_PX:
        # Titles before subheads: the larger the type, the less one line more is seen.
        for child in sorted(_stretchable(box, box.content_box_y()), key=lambda child: -child.style["font_size"]):
            if _step(child) <= lack + ROUNDING_PX:
                lack -= _step(child)
                grown.append(child)
    return grown


def _step(child: Any) -> float:
    return float(child.style["block_step_stretch"].value)


def end_of(box: Any, resume_at: Any) -> float | None:
    """Where the content of `box`, which goes on at `resume_at`, ends; None where it ends in columns."""
    last = next((child for child in reversed(box.children) if child.is_in_normal_flow()), None)
    if last is None or getattr(last, "is_column", False):
        return None
    inner = _rest(last, resume_at)
    if inner is not None:
        return end_of(last, inner)
    return float(last.position_y + last.margin_height() - (last.margin_bottom or 0))


def _rest(child: Any, resume_at: Any) -> Any:
    """Where `child`, the last of its parent, goes on; None where it is complete or a line."""
    if resume_at is None or isinstance(child, boxes.LineBox):
        return None
    ((index, inner),) = resume_at.items()
    return inner if getattr(child, "index", None) == index else None


def _stretchable(box: Any, top: float) -> Iterator[Any]:
    """The blocks in `box` that may have more space above them; what stands at the `top` has nothing above it."""
    for child in box.children:
        if not isinstance(child, boxes.BlockLevelBox) or not child.is_in_normal_flow():
            continue
        if hasattr(child.style["block_step_stretch"], "value") and child.position_y > top + ROUNDING_PX:
            yield child
        elif isinstance(child, boxes.BlockContainerBox):
            yield from _stretchable(child, top)


def _move(box: Any, grown: Collection[int], resume_at: Any) -> float:
    """Put the stretch above the blocks of `grown` inside `box`, and tell by how much its content grew."""
    moved = 0.0
    for child in box.children:
        if id(child) in grown:
            moved += _step(child)
        if moved:
            child.translate(dy=moved)
        if isinstance(child, boxes.BlockContainerBox) and child.is_in_normal_flow():
            moved += _move(child, grown, _rest(child, resume_at))
    # A block that is broken fills its page already.
    if resume_at is None:
        box.height += moved
    return moved

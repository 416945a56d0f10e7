"""Columns, filled to the foot of the page and even where the text ends: stands in for `layout.block.columns_layout`.

WeasyPrint tries heights pixel by pixel and leaves columns short where notes or figures stand at the foot of the page.
Here a column grows by whole lines: columns are filled first; where all fits, the least number of lines is taken that
holds the text, so that the columns differ by as little as breaks allow (clreq: handling of spaces). A figure whose
own place it would push away goes to the next page while the text runs on.

What else columns can have (blocks that span them, a height, columns by width, right to left) is left to WeasyPrint.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace
from weasyprint.layout import block
from weasyprint.layout.percent import percentage, resolve_percentages

from typeset.press.feet import ROUNDING_PX, end_of, missing_in, stretch
from typeset.press.lengthening import lengthen

if TYPE_CHECKING:
    from collections.abc import Callable

# How many more lines than the least are tried to make columns end evenly.
_MORE_LINES = 3
# How many lines more than a note takes the last column may lose, with a title and its first lines.
_FEWER_LINES = 6
_UNBROKEN = {"break": "any", "page": None}


class Attempt(Struct, frozen=True):
    """Columns as they come out at one height.

    Attributes:
        height: How much room each column had.
        columns: The laid-out boxes.
        starts: Where the content goes on after each column; None after the last of it.
        next_page: What WeasyPrint wants of the next page.
        absolute: The absolutely positioned boxes that were met.
        fixed: The fixed boxes that were met.
        last: How much room the last column had, if not the same.
        kept: How much notes may take, where figures among them are left to the next page.
    """

    height: float
    columns: list[Any]
    starts: list[Any]
    next_page: Any
    absolute: list[Any]
    fixed: list[Any]
    last: float | None = None
    kept: float | None = None

    @property
    def ends_here(self) -> bool:
        """Whether nothing is left for another page."""
        return bool(self.columns) and self.starts[-1] is None

    def ends(self) -> list[float]:
        """Where the content of each column ends."""
        ends = (end_of(column, start) for column, start in zip(self.columns, self.starts, strict=True))
        return [column.position_y if end is None else end for column, end in zip(self.columns, ends, strict=True)]

    def missing(self, foot: float) -> list[float]:
        """What is left in each column above `foot` when its blocks have stretched."""
        return [missing_in(column, start, foot) for column, start in zip(self.columns, self.starts, strict=True)]

    def unevenness(self, count: int) -> float:
        """By how much the columns differ when their blocks have stretched."""
        longest = max(self.ends())
        empty = (count - len(self.columns)) * [float(longest - self.columns[0].position_y)]
        return max(self.missing(longest) + empty)


def even_columns(original: Callable[..., Any]) -> Callable[..., Any]:
    """A replacement of `columns_layout` that leaves to the `original` what it does not know."""

    def columns_layout(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool,
        absolute_boxes: Any,
        fixed_boxes: Any,
        adjoining_margins: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Any:
        if first_letter_style or first_line_style or not _is_plain(box):
            return original(
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
            )
        box = box.copy_with_children(box.children)
        if box.style["position"] == "relative":
            absolute_boxes = []
        box.position_y += block.collapse_margin(adjoining_margins)
        block.block_level_width(box, containing_block)
        context.in_column = True
        try:
            builder = _Builder(context, box, bottom_space, skip_stack, containing_block, page_is_empty)
            made = builder.build()
        finally:
            context.in_column = False
        if not made.columns:
            return None, (0, None), dict(_UNBROKEN), [], False
        absolute_boxes += made.absolute
        fixed_boxes += made.fixed
        resume_at = builder.finish(box, made)
        if box.style["position"] == "relative":
            for absolute in absolute_boxes:
                block.absolute_layout(context, absolute, box, fixed_boxes, bottom_space, skip_stack=None)
        return box, resume_at, made.next_page, [], False

    return columns_layout


def _is_plain(box: Any) -> bool:
    style = box.style
    return (
        bool(box.children)
        and style["column_count"] != "auto"
        and style["column_width"] == "auto"
        and style["height"] == "auto"
        and style["direction"] == "ltr"
        and _pitch(style) > 0
        and not any(child.style["column_span"] == "all" for child in box.children)
    )


def _pitch(style: Any) -> float:
    """The line height, in pixels; 0 where the font decides."""
    height = style["line_height"]
    if isinstance(height, float):
        return height * float(style["font_size"])
    return float(height.value) if getattr(height, "unit", None) == "px" else 0.0


class _Builder:
    """Lays out the content of one multi-column box on one page, as often as it takes."""

    def __init__(
        self,
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool,
    ) -> None:
        self._context = context
        self._box = box
        self._containing_block = containing_block
        self._page_is_empty = page_is_empty
        self._count = box.style["column_count"]
        gap = box.style["column_gap"]
        self._gap = box.style["font_size"] if gap == "normal" else percentage(gap, box.style, box.width)
        self._width = max(0, box.width - (self._count - 1) * self._gap) / self._count
        self._pitch = _pitch(box.style)
        self._top = box.content_box_y()
        self._notes = self._notes_height()
        self._room = context.page_bottom - self._top - bottom_space
        self._shapes = len(context.excluded_shapes)
        self._skip: int = next(iter(skip_stack)) if skip_stack else 0
        self._start = {0: skip_stack[self._skip]} if skip_stack else None

    def build(self) -> Attempt:
        """The columns of this page."""
        made = self._fill()
        if made.ends_here and self._box.style["column_fill"] == "balance":
            made = self._balance(made)
        return self._make_up(made)

    def finish(self, box: Any, made: Attempt) -> Any:
        """Put the columns into `box`, and tell where it goes on."""
        height = max(made.ends()) - self._top if made.ends_here else made.height
        for column in made.columns:
            column.height = height
        box.children = made.columns
        box.height = height
        # In columns WeasyPrint leaves the bottom of the page as it is when notes come in.
        self._context.page_bottom += self._notes - self._notes_height()
        if not self._context.current_page_footnotes:
            self._context.current_footnote_area.height = "auto"
        if made.ends_here:
            return None
        ((index, inner),) = made.starts[-1].items()
        return {self._skip + index: inner}

    def _fill(self) -> Attempt:
        """Columns as high as the page allows beside the notes that come with them."""
        made = self._attempt(self._whole(self._room), self._page_is_empty)
        wanted = self._notes_height() - self._notes
        if wanted <= ROUNDING_PX:
            return made
        made = self._again(made, self._whole(self._room - wanted))
        kept = self._notes_height() - self._notes
        if kept > wanted + ROUNDING_PX:  # other lines came in, with other notes
            return self._again(made, self._whole(self._room - kept))
        if wanted - kept < self._pitch:
            return made
        # Something at the foot pushed its own place to the next page. Figures follow there; notes stay with their text.
        full = self._again(made, self._whole(self._room - kept))
        if full.ends_here:  # a figure is not left alone on a page
            return self._again(full, self._whole(self._room - wanted))
        if not self._defer(kept):
            return self._shorten_last(full, wanted, kept)
        return replace(full, kept=kept)

    def _defer(self, kept: float) -> bool:
        """Leave figures to the next page until notes take no more than `kept`; tell whether that was possible."""
        notes = self._context.current_page_footnotes
        while self._notes_height() - self._notes > kept + ROUNDING_PX:
            if notes[-1].style["footnote_policy"] != "auto":
                return False
            self._context.report_footnote(notes[-1])
        return True

    def _shorten_last(self, made: Attempt, wanted: float, kept: float) -> Attempt:
        """Keep the text of notes that have no room here out of the last column, and leave the others full."""
        last, least = made.height, self._whole(self._room - wanted) - _FEWER_LINES * self._pitch
        while (last := last - self._pitch) > least:
            made = self._again(made, made.height, last=last)
            if self._notes_height() - self._notes <= kept + ROUNDING_PX:
                return made
        return self._again(made, self._whole(self._room - wanted))

    def _balance(self, made: Attempt) -> Attempt:
        """The lowest columns that hold all, or somewhat higher ones that end more evenly."""
        highest = made.height
        total = sum(end - self._top for end in made.ends())
        lines = math.ceil(total / self._count / self._pitch - ROUNDING_PX)
        best = highest
        least, tried = math.inf, 0
        while lines * self._pitch < highest and tried <= _MORE_LINES:
            made = self._again(made, self._whole(lines * self._pitch), page_is_empty=False)
            if made.ends_here and max(made.ends()) <= self._top + made.height + ROUNDING_PX:
                unevenness = made.unevenness(self._count)
                if unevenness < least - ROUNDING_PX:
                    best, least = made.height, unevenness
                if least < self._pitch + ROUNDING_PX:
                    break
                tried += 1
            lines += 1
        return made if made.height == best else self._again(made, best, page_is_empty=best < highest)

    def _make_up(self, made: Attempt) -> Attempt:
        """Stretch what ends early: paragraphs first, where titles do not suffice."""
        if not made.columns:
            return made
        foot = max(made.ends()) if made.ends_here else self._top + made.height
        # Where the layout asks for a new page the foot may stay free.
        free = made.next_page["break"] != "any"
        columns = made.columns[:-1] if free else made.columns
        longer = [lengthen(column, lack) for column, lack in zip(columns, made.missing(foot), strict=False)]
        if any(longer):
            kept = made.kept
            made = self._again(made, made.height, last=made.last)
            if kept is not None:
                self._defer(kept)
        for column, start in zip(made.columns[:-1] if free else made.columns, made.starts, strict=False):
            stretch(column, start, foot)
        return made

    def _whole(self, height: float) -> float:
        """The whole lines in `height`."""
        return math.floor(height / self._pitch + ROUNDING_PX) * self._pitch + ROUNDING_PX

    def _again(
        self, made: Attempt, height: float, *, page_is_empty: bool | None = None, last: float | None = None
    ) -> Attempt:
        block.remove_placeholders(self._context, made.columns, [], [])
        return self._attempt(height, self._page_is_empty if page_is_empty is None else page_is_empty, last)

    def _attempt(self, height: float, page_is_empty: bool, last: float | None = None) -> Attempt:
        """Lay out columns of a height. There may be none, where not even the first block fits."""
        del self._context.excluded_shapes[self._shapes :]
        made = Attempt(height, [], [], dict(_UNBROKEN), [], [])
        next_page = made.next_page
        start = self._start
        for number in range(self._count):
            notes, reported = list(self._context.current_page_footnotes), list(self._context.reported_footnotes)
            laid, resume_at, next_page = block.block_box_layout(
                self._context,
                self._column(number),
                self._context.page_bottom - self._top - (last if last and number == self._count - 1 else height),
                start,
                self._containing_block,
                page_is_empty,
                made.absolute,
                made.fixed,
                None,
                None,
                None,
                discard=False,
                max_lines=None,
            )[:3]
            if laid is None:
                self._restore(notes, reported)
                break
            made.columns.append(laid)
            made.starts.append(resume_at)
            start = resume_at
            if start is None:
                break
        return replace(made, next_page=next_page, last=last)

    def _restore(self, notes: list[Any], reported: list[Any]) -> None:
        """Put notes back where they were: a column in which nothing fits takes those of the columns before it along."""
        context = self._context
        for note in reported:
            if note in context.footnotes:
                context.footnotes.remove(note)
                context.reported_footnotes.append(note)
        for note in notes:
            if note in context.footnotes:
                context.layout_footnote(note)
        context.current_page_footnotes.sort(key=notes.index)

    def _column(self, number: int) -> Any:
        children = [child.copy() for child in self._box.children[self._skip :]]
        column = self._box.anonymous_from(self._box, children=children)
        resolve_percentages(column, self._containing_block)
        column.is_column = True
        column.width = self._width
        column.position_x = self._box.content_box_x() + number * (self._width + self._gap)
        column.position_y = self._top
        return column

    def _notes_height(self) -> float:
        """What notes take, with the space above them."""
        notes = self._context.current_page_footnotes
        return float(self._context.current_footnote_area.margin_height()) if notes else 0.0

"""Paragraphs set a line longer, so that their column is full: `paragraph-stretch`, by how much a line may be widened.

A column without titles that could move is made up inside its paragraphs, as by hand: where the last line of one is
nearly full, the others are set a little wider, and it takes one line more. The breaks are those of a measure that is
narrower by the least that does it; the lines are then set to the full measure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from weasyprint.formatting_structure import boxes

from typeset.press.style import PT_PER_PX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.composer.line import LineSpan
    from typeset.press.inline import Composition

ROUNDING_PX = 0.01
_HALVINGS = 4  # how often the interval is halved in which the least widening lies


class Longer(Struct, frozen=True):
    """A paragraph that can take a line more.

    Attributes:
        composition: The paragraph.
        key: Under which its lines are kept: measure and indent, in pixels.
        spans: Its lines, one more than it has.
        height: What one line takes, in pixels.
        widened: By how much its widest line is widened, in pixels.
    """

    composition: Composition
    key: tuple[float, float]
    spans: tuple[LineSpan, ...]
    height: float
    widened: float

    def take(self) -> None:
        """Let the next layout use these lines."""
        plans = self.composition.plans
        for key in (self.key, (self.key[0], None)):
            plans[key] = [self.spans, *plans.get(key, ())]


def lengthen(box: Any, lack: float) -> bool:
    """Make paragraphs in `box` longer that together take up no more than `lack`; tell whether there are any.

    The box is as it was: it has to be laid out again.
    """
    found = False
    if lack > ROUNDING_PX:
        for longer in sorted(_longer(box), key=lambda longer: longer.widened):
            if longer.height <= lack + ROUNDING_PX:
                longer.take()
                lack -= longer.height
                found = True
    return found


def _longer(box: Any) -> Iterator[Longer]:
    for child in box.children:
        if isinstance(child, boxes.LineBox):
            if (longer := _one_more_line(box)) is not None:
                yield longer
            return
        if isinstance(child, boxes.BlockContainerBox) and child.is_in_normal_flow():
            yield from _longer(child)


def _one_more_line(paragraph: Any) -> Longer | None:
    limit = getattr(paragraph.style["paragraph_stretch"], "value", 0.0)
    lines = [child for child in paragraph.children if isinstance(child, boxes.LineBox)]
    if not limit or paragraph.style["text_align_all"] != "justify" or lines[-1].resume_at is not None:
        return None
    composition: Composition | None = lines[0].__dict__.get("_typeset", (None, None))[1]
    if composition is None or composition.paragraph.style.strategy != "optimal":
        return None
    count = len(lines)
    for (width, indent), plans in composition.plans.items():
        # A paragraph that began on another page or column has fewer lines than any plan of it.
        if indent is None or len(plans[0]) != count or width - lines[-1].width > count * limit:
            continue
        least, most = 0.0, limit
        spans = _break(composition, width - most, indent)
        if len(spans) != count + 1:
            return None
        for _ in range(_HALVINGS):
            middle = (least + most) / 2
            tried = _break(composition, width - middle, indent)
            if len(tried) == count + 1:
                most, spans = middle, tried
            else:
                least = middle
        widened = _widened(composition, spans, width, indent)
        return (
            Longer(composition, (width, indent), spans, lines[0].height, widened)
            if widened <= limit + ROUNDING_PX
            else None
        )
    return None


def _widened(composition: Composition, spans: tuple[LineSpan, ...], width: float, indent: float) -> float:
    """By how much the widest of the justified lines is widened, in pixels."""
    set_line = composition.paragraph.set_line
    return max(
        room - set_line(span, room * PT_PER_PX, justify=False).width_pt / PT_PER_PX
        for number, span in enumerate(spans[:-1])
        for room in [width - (0.0 if number else indent)]
    )


def _break(composition: Composition, width: float, indent: float) -> tuple[LineSpan, ...]:
    return composition.paragraph.break_lines(width * PT_PER_PX, indent * PT_PER_PX)

"""The text of laid-out pages: what stands where, and how it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace
from weasyprint.formatting_structure import boxes

from typeset.leaves import NOWHERE, Column, Link, TextRun
from typeset.press.composedtext import run_of
from typeset.press.textline import TextLine

if TYPE_CHECKING:
    from collections.abc import Iterator

_PT_PER_PX = 0.75


def links_of(page: Any, number: int) -> Iterator[Link]:
    """The links inside the document on the engine's `page`, which has this number."""
    for kind, target, _, box in page.links:
        if kind == "internal":
            yield Link(number, target, _text_of(box))


def runs_of(page: Any, number: int) -> Iterator[TextRun]:
    """Every piece of text of the engine's `page`, which has this number, in the order of the tree."""
    for text, x, baseline, spot in _texts(page._page_box, _Spot(column=_column(page._page_box))):
        run = run_of(text)
        yield TextRun(
            page=number,
            x_pt=x * _PT_PER_PX,
            width_pt=text.width * _PT_PER_PX,
            baseline_pt=baseline * _PT_PER_PX,
            text=text.text,
            families=tuple(text.style["font_family"]),
            size_pt=text.style["font_size"] * _PT_PER_PX,
            source=spot.source,
            faces=tuple([f"{face.file.family} {face.file.weight}" for _, face in run.faces]) if run else (),
            gaps_pt=run.gaps_pt if run else (),
            line_pt=(baseline if spot.line is None else spot.line) * _PT_PER_PX,
            column=spot.column,
        )


class _Spot(Struct, frozen=True):
    """Where text stands: its source, the baseline of its line in CSS pixels, its column."""

    source: str = ""
    line: float | None = None
    column: Column = NOWHERE


def _texts(box: Any, spot: _Spot) -> Iterator[tuple[Any, float, float, _Spot]]:
    """The text in `box`: boxes, or pieces of lines that are one box; where each begins, in CSS pixels."""
    waiting = [(box, spot)]
    while waiting:
        box, spot = waiting.pop()
        if isinstance(box, TextLine):  # of one source, that of the block around it
            for piece in box.pieces:
                yield piece, box.position_x + piece.start, box.position_y + box.baseline, spot
            continue
        spot = _inside(box, spot)
        if isinstance(box, boxes.TextBox):
            yield box, box.position_x, box.position_y + box.baseline, spot
        children = [getattr(child, "_box", child) for child in getattr(box, "children", ())]
        columns = [child for child in children if child.is_column]
        waiting += [
            (child, replace(spot, column=_column(child, columns.index(child) + 1, len(columns))))
            if child.is_column
            else (child, spot)
            for child in reversed(children)
        ]


def _inside(box: Any, spot: _Spot) -> _Spot:
    """Where text in `box` stands, which itself stands at `spot`."""
    element = getattr(box, "element", None)
    source, line = spot.source, spot.line
    if element is not None:
        known = "data-line" in element.attrib
        source = _source(element, source) if known else element.get("data-source", source)
    if isinstance(box, boxes.BlockContainerBox):  # a float or an inline block has lines of its own
        line = None
    elif isinstance(box, boxes.LineBox):
        line = box.position_y + box.baseline
    return spot if (source, line) == (spot.source, spot.line) else _Spot(source, line, spot.column)


def _column(box: Any, number: int = 1, of: int = 1) -> Column:
    left = box.content_box_x() * _PT_PER_PX
    return Column(left, left + box.width * _PT_PER_PX, number, of)


def _source(element: Any, source: str) -> str:
    return f"{source.partition('#')[0]}#{element.get('data-line')}"


def _text_of(box: Any) -> str:
    return "".join(text.text for text, *_ in _texts(box, _Spot()))

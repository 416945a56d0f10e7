"""The text of laid-out pages: what stands where, and how it is set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.press.glyphs import GlyphRun

_PT_PER_PX = 0.75


class Column(NamedTuple):
    """A column of text: number `number`, from 1, of the `of` that stand side by side; edges in points from the left.

    Text that stands in no columns has the area of the page for its only one.
    """

    left_pt: float
    right_pt: float
    number: int = 1
    of: int = 1


_NOWHERE = Column(0, 0)


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of text on one line: where it is (points from the page's top left) and how it is set.

    Attributes:
        page: The page, from 1.
        x_pt: Where the pen starts.
        width_pt: How far it moves.
        baseline_pt: Where the baseline is.
        text: The characters.
        families: The families that the style asks for, first choice first.
        size_pt: The size of the font.
        source: `file#line` of the block it came from; empty for what the layout adds.
        faces: The faces that set it, `family weight`; empty where WeasyPrint chose them.
        gaps_pt: What the composer added after each cluster; empty where it did not set the text.
        line_pt: The baseline of the line that it stands on, which that of ruby and of raised marks is not.
        column: The column that it stands in.
    """

    page: int
    x_pt: float
    width_pt: float
    baseline_pt: float
    text: str
    families: tuple[str, ...]
    size_pt: float
    source: str
    faces: tuple[str, ...] = ()
    gaps_pt: tuple[float, ...] = ()
    line_pt: float = 0
    column: Column = _NOWHERE


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the document, as laid out."""

    page: int
    target: str
    text: str


def links_of(page: Any, number: int) -> Iterator[Link]:
    """The links inside the document on the engine's `page`, which has this number."""
    for kind, target, _, box in page.links:
        if kind == "internal":
            yield Link(number, target, _text_of(box))


def runs_of(page: Any, number: int) -> Iterator[TextRun]:
    """Every piece of text of the engine's `page`, which has this number, in the order of the tree."""
    for box, spot in _text_boxes(page._page_box, _Spot(column=_column(page._page_box))):
        run: GlyphRun | None = box.__dict__.get("_typeset_run")
        yield TextRun(
            page=number,
            x_pt=box.position_x * _PT_PER_PX,
            width_pt=box.width * _PT_PER_PX,
            baseline_pt=(box.position_y + box.baseline) * _PT_PER_PX,
            text=box.text,
            families=tuple(box.style["font_family"]),
            size_pt=box.style["font_size"] * _PT_PER_PX,
            source=spot.source,
            faces=tuple(f"{face.file.family} {face.file.weight}" for _, face in run.faces) if run else (),
            gaps_pt=run.gaps_pt if run else (),
            line_pt=(box.position_y + box.baseline if spot.line is None else spot.line) * _PT_PER_PX,
            column=spot.column,
        )


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a text box stands: its source, the baseline of its line in CSS pixels, its column."""

    source: str = ""
    line: float | None = None
    column: Column = _NOWHERE


def _text_boxes(box: Any, spot: _Spot) -> Iterator[tuple[Any, _Spot]]:
    element = getattr(box, "element", None)
    if element is not None:
        known = "data-line" in element.attrib
        source = _source(element, spot.source) if known else element.get("data-source", spot.source)
        spot = replace(spot, source=source)
    if isinstance(box, boxes.BlockContainerBox):  # a float or an inline block has lines of its own
        spot = replace(spot, line=None)
    elif isinstance(box, boxes.LineBox):
        spot = replace(spot, line=box.position_y + box.baseline)
    if isinstance(box, boxes.TextBox):
        yield box, spot
    children = [getattr(child, "_box", child) for child in getattr(box, "children", ())]
    columns = [child for child in children if child.is_column]
    for child in children:
        within = _column(child, columns.index(child) + 1, len(columns)) if child.is_column else spot.column
        yield from _text_boxes(child, replace(spot, column=within))


def _column(box: Any, number: int = 1, of: int = 1) -> Column:
    left = box.content_box_x() * _PT_PER_PX
    return Column(left, left + box.width * _PT_PER_PX, number, of)


def _source(element: Any, source: str) -> str:
    return f"{source.partition('#')[0]}#{element.get('data-line')}"


def _text_of(box: Any) -> str:
    return "".join(text.text for text, _ in _text_boxes(box, _Spot()))

"""The operators of content streams: what each does to the reader of a page (ISO 32000-1, annex A)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from typeset.preflight.pdf.colour import CMYK, GRAY, RGB, Family, Space, space_of
from typeset.preflight.pdf.matrix import around, image_of, matrix, product, scale_of
from typeset.preflight.pdf.objects import (
    PdfObject,
    Rectangle,
    entries,
    entry,
    integer,
    is_dictionary,
    items,
    name,
    number,
)
from typeset.preflight.pdf.painted import Kind, Mark, Paint, State
from typeset.preflight.pdf.showing import SHOWING
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from typeset.preflight.pdf.content import Reader

_NORMAL = {"Normal", "Compatible"}
_EVERYWHERE = Rectangle(-1e6, -1e6, 1e6, 1e6)

_Handler: TypeAlias = "Callable[[Reader, Sequence[PdfObject]], None]"

# Graphics state.


def _save(reader: Reader, _: Sequence[PdfObject]) -> None:
    reader.stack.append(reader.state.saved())
    reader.content.depth = max(reader.content.depth, len(reader.stack))


def _restore(reader: Reader, _: Sequence[PdfObject]) -> None:
    if reader.stack:
        reader.state = reader.stack.pop()


def _concatenate(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.state.ctm = product(matrix(operands), reader.state.ctm)


def _line_width(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.state.line_width = float(operands[0])


def _intent(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.content.intents.append(_named(operands[0]))


def _named(operand: PdfObject) -> str:
    """A name among the operands without its slash; empty for anything else."""
    return operand.removeprefix("/") if isinstance(operand, str) else ""


def _extended(reader: Reader, operands: Sequence[PdfObject]) -> None:
    found, values = reader.named_state(operands[0])
    reader.content.states.append(found)
    for key, value in values:
        _set(reader, reader.state, key, value)


def _set(reader: Reader, state: State, key: str, value: PdfObject) -> None:
    match key:
        case "/LW":
            state.line_width = number(value) or 0.0
        case "/OP":
            state.stroke_overprint = value is True
            if "/op" not in (each for each, _ in entries(reader.content.states[-1])):
                state.fill_overprint = value is True
        case "/op":
            state.fill_overprint = value is True
        case "/OPM":
            state.overprint_mode = integer(value) or 0
        case "/ca" | "/CA" | "/SMask" | "/BM" if _makes_transparent(key, value):
            state.transparent = True
        case "/Font" if items(value)[1:]:
            state.font, state.size = reader.font(items(value)[0]), float(items(value)[1])
        case "/RI":
            reader.content.intents.append(name(value))
        case _:
            pass


def _makes_transparent(key: str, value: PdfObject) -> bool:
    """Whether a value of the graphics state lets what lies below show through."""
    if key == "/SMask":
        return is_dictionary(value)
    if key == "/BM":
        return not {name(mode) for mode in (items(value) or [value])} & _NORMAL
    return (number(value) or 0.0) < 1


# Colour.


def _space(reader: Reader, operands: Sequence[PdfObject]) -> Space:
    found = space_of(pikepdf.Name(operands[0]), reader.resources)
    reader.content.spaces.append(found)
    return found


def _fill_space(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.state.fill = _first_colour(_space(reader, operands))


def _stroke_space(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.state.stroke = _first_colour(_space(reader, operands))


def _fill_colour(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.state.fill = _colour(reader, reader.state.fill.space, operands)


def _stroke_colour(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.state.stroke = _colour(reader, reader.state.stroke.space, operands)


def _colour(reader: Reader, space: Space, operands: Sequence[PdfObject]) -> Paint:
    values = tuple(value for value in map(number, operands) if value is not None)
    pattern = None
    if operands and isinstance(operands[-1], str):
        pattern = entry(reader.resources, "/Pattern", operands[-1])
        reader.content.states.append(pattern)
    return Paint(space, values, pattern)


def _device(reader: Reader, space: Space, operands: Sequence[PdfObject]) -> Paint:
    return Paint(reader.device(space), tuple(map(float, operands)))


# Paths.


def _point(reader: Reader, operands: Sequence[PdfObject]) -> None:
    values = [*map(float, operands)]
    reader.points += zip(values[::2], values[1::2], strict=False)


def _rectangle(reader: Reader, operands: Sequence[PdfObject]) -> None:
    x, y, width, height = map(float, operands)
    reader.points += ((x, y), (x + width, y + height))


def _clip(reader: Reader, _: Sequence[PdfObject]) -> None:
    reader.clipping = True


def _paint_path(reader: Reader, *, fill: bool, stroke: bool) -> None:
    state = reader.state
    if reader.points:
        area = image_of(state.ctm, around(reader.points))
        if fill or stroke:
            width = state.line_width * scale_of(state.ctm)
            box = area.grown(width / 2) if stroke else area
            reader.paint(Kind.PATH, box, state.ctm, fill=fill, stroke=stroke, line_width=width)
        if reader.clipping:
            state.clip = area.cut(state.clip) if state.clip else area
    reader.new_path()


# Marked content.


def _begin_mark(reader: Reader, operands: Sequence[PdfObject]) -> None:
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, str):
        properties = entry(reader.resources, "/Properties", properties)
    reader.marks.append(Mark(_named(operands[0]), properties, reader.stream, integer(entry(properties, "/MCID"))))
    reader.content.marks.append(tuple(reader.marks))


def _end_mark(reader: Reader, _: Sequence[PdfObject]) -> None:
    if reader.marks:
        reader.marks.pop()


# Objects.


def _draw(reader: Reader, operands: Sequence[PdfObject]) -> None:
    found = entry(reader.resources, "/XObject", operands[0])
    match name(entry(found, "/Subtype")):
        case "Image":
            reader.image(found)
        case "Form":
            reader.form(found)
        case _:
            pass


def _inline_image(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.image(operands[0].obj)


def _shading(reader: Reader, operands: Sequence[PdfObject]) -> None:
    found = entry(reader.resources, "/Shading", operands[0])
    reader.content.states.append(found)
    paint = Paint(space_of(entry(found, "/ColorSpace"), reader.resources), ())
    box = reader.state.clip or _EVERYWHERE
    reader.paint(Kind.SHADING, box, reader.state.ctm, fill=False, paint=paint)


def _first_colour(space: Space) -> Paint:
    """The colour that setting a space gives: black, or the first of an index (ISO 32000-1 8.6.5.1)."""
    if space.family is Family.PATTERN:
        return Paint(space, ())
    if space.family in {Family.SEPARATION, Family.DEVICE_N}:
        return Paint(space, (1.0,) * space.components)
    last = 1.0 if space.is_four else 0.0
    return Paint(space, (0.0,) * (space.components - 1) + (last,) if space.components else ())


def _setting(field: str, convert: type[float | int] = float, factor: float = 1) -> _Handler:
    def handle(reader: Reader, operands: Sequence[PdfObject]) -> None:
        setattr(reader.state, field, convert(float(operands[0]) * factor))

    return handle


def _colouring(field: str, space: Space) -> _Handler:
    def handle(reader: Reader, operands: Sequence[PdfObject]) -> None:
        setattr(reader.state, field, _device(reader, space, operands))

    return handle


def _painting(*, fill: bool, stroke: bool) -> _Handler:
    def handle(reader: Reader, _: Sequence[PdfObject]) -> None:
        _paint_path(reader, fill=fill, stroke=stroke)

    return handle


OPERATORS: Mapping[str, _Handler] = {
    "q": _save,
    "Q": _restore,
    "cm": _concatenate,
    "w": _line_width,
    "ri": _intent,
    "gs": _extended,
    "cs": _fill_space,
    "CS": _stroke_space,
    "sc": _fill_colour,
    "scn": _fill_colour,
    "SC": _stroke_colour,
    "SCN": _stroke_colour,
    "g": _colouring("fill", GRAY),
    "G": _colouring("stroke", GRAY),
    "rg": _colouring("fill", RGB),
    "RG": _colouring("stroke", RGB),
    "k": _colouring("fill", CMYK),
    "K": _colouring("stroke", CMYK),
    "m": _point,
    "l": _point,
    "c": _point,
    "v": _point,
    "y": _point,
    "re": _rectangle,
    "W": _clip,
    "W*": _clip,
    "n": _painting(fill=False, stroke=False),
    "S": _painting(fill=False, stroke=True),
    "s": _painting(fill=False, stroke=True),
    "f": _painting(fill=True, stroke=False),
    "F": _painting(fill=True, stroke=False),
    "f*": _painting(fill=True, stroke=False),
    "B": _painting(fill=True, stroke=True),
    "B*": _painting(fill=True, stroke=True),
    "b": _painting(fill=True, stroke=True),
    "b*": _painting(fill=True, stroke=True),
    **SHOWING,
    "Tc": _setting("character_space"),
    "Tw": _setting("word_space"),
    "Tz": _setting("stretch", factor=0.01),
    "TL": _setting("leading"),
    "Ts": _setting("rise"),
    "Tr": _setting("mode", int),
    "BMC": _begin_mark,
    "BDC": _begin_mark,
    "EMC": _end_mark,
    "Do": _draw,
    "sh": _shading,
    "INLINE IMAGE": _inline_image,
}
# Known, and of no weight here.
SILENT = frozenset(["J", "j", "M", "d", "i", "h", "ET", "MP", "DP", "BX", "EX", "d0", "d1", "BI", "ID", "EI"])

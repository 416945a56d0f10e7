"""The operators that place and show text (ISO 32000-1 9.4)."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING

from typeset.preflight.pdf.matrix import IDENTITY, image_of, matrix, moved, product, scale_of, scaled
from typeset.preflight.pdf.painted import Kind, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from typeset.preflight.pdf.content import Reader
    from typeset.preflight.pdf.objects import PdfObject

_EM = 1000
# The frame of a Han character: how far it reaches below and above the baseline, in em.
_BELOW, _ABOVE = -0.12, 0.88
_SPACE = 32
# Text rendering modes that fill and that draw the outline (ISO 32000-1, table 106).
_FILLING, _OUTLINING = {0, 2, 4, 6}, {1, 2, 5, 6}


def _begin_text(reader: Reader, _: Sequence[PdfObject]) -> None:
    reader.line = reader.cursor = IDENTITY


def _text_matrix(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.line = reader.cursor = matrix(operands)


def _move(reader: Reader, operands: Sequence[PdfObject]) -> None:
    x, y = operands
    reader.line = reader.cursor = moved(reader.line, x, y)


def _move_and_lead(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.state.leading = -float(operands[1])
    _move(reader, operands)


def _next_line(reader: Reader, _: Sequence[PdfObject] = ()) -> None:
    _move(reader, (0, -reader.state.leading))


def _set_font(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.state.font = reader.named_font(operands[0])
    reader.state.size = float(operands[1])


def _show(reader: Reader, operands: Sequence[PdfObject]) -> None:
    _show_parts(reader, operands[0] if isinstance(operands[0], list) else operands[:1])


def _quote(reader: Reader, operands: Sequence[PdfObject]) -> None:
    _next_line(reader)
    _show(reader, operands[-1:])


def _double_quote(reader: Reader, operands: Sequence[PdfObject]) -> None:
    reader.state.word_space, reader.state.character_space = float(operands[0]), float(operands[1])
    _quote(reader, operands)


def _show_parts(reader: Reader, parts: Sequence[PdfObject]) -> None:
    state, font = reader.state, reader.state.font
    codes, starts, pen = _places(state, parts)
    em = state.size * state.stretch
    if codes:
        glyphs = scaled(product(reader.cursor, state.ctm), em, state.size, state.rise)
        outlined = state.mode in _OUTLINING
        end = pen - state.character_space / state.size if state.size else pen
        reader.paint(
            Kind.TEXT,
            image_of(glyphs, (0.0, _BELOW, end, _ABOVE)),
            glyphs,
            fill=state.mode in _FILLING,
            stroke=outlined,
            line_width=state.line_width * scale_of(state.ctm) if outlined else 0.0,
            codes=tuple(codes),
            text="".join(map(font.readings.__getitem__, codes)) if font else "",
            starts=tuple(starts),
            size=math.hypot(glyphs[2], glyphs[3]),
        )
    reader.cursor = moved(reader.cursor, pen * em, 0.0)


def _places(state: State, parts: Sequence[PdfObject]) -> tuple[list[int], list[float], float]:
    """The codes in `parts`, where each begins, and where the last one ends; in em along the line."""
    font = state.font
    codes_of = font.codes if font else list
    codes: list[int] = []
    first, moves = 0.0, []  # before the first glyph; after how many of them, and how far
    for part in parts:
        if isinstance(part, bytes):
            codes += codes_of(part)
        elif codes:
            moves.append((len(codes) - 1, part / _EM))
        else:
            first -= part / _EM
    steps = list(map(font.advances.__getitem__, codes)) if font else [0.0] * len(codes)
    if font and state.size:
        space = state.character_space / state.size
        blank = 0.0 if font.is_composite else state.word_space / state.size
        if blank:
            steps = [step + space + (blank if code == _SPACE else 0.0) for code, step in zip(codes, steps, strict=True)]
        elif space:
            steps = [step + space for step in steps]
    for place, back in moves:
        steps[place] -= back
    starts = list(accumulate(steps, initial=first))
    return codes, starts, starts.pop()


SHOWING: Mapping[str, Callable[[Reader, Sequence[PdfObject]], None]] = {
    "BT": _begin_text,
    "Tm": _text_matrix,
    "Td": _move,
    "TD": _move_and_lead,
    "T*": _next_line,
    "Tf": _set_font,
    "Tj": _show,
    "TJ": _show,
    "'": _quote,
    '"': _double_quote,
}

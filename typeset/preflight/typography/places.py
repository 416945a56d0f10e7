"""Where a finding is: the line, its box, and a few characters around the place to find it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from typeset.preflight.reading.lines import box_of

if TYPE_CHECKING:
    from typeset.preflight.finding import Box
    from typeset.preflight.reading.glyphs import Glyph
    from typeset.preflight.reading.lines import Line

_AROUND = 6


class At(TypedDict):
    """The place of a finding, as its arguments."""

    page: int
    line: int
    box: Box


def at(line: Line, *glyphs: Glyph) -> At:
    """The place of `glyphs` in `line`, or of the whole line."""
    return At(page=line.page, line=line.number, box=box_of(glyphs) if glyphs else line.box)


def around(line: Line, *glyphs: Glyph) -> str:
    """The characters at and beside `glyphs`."""
    places = [index for index, glyph in enumerate(line.glyphs) if any(glyph is other for other in glyphs)]
    first, last = (min(places), max(places)) if places else (0, 0)
    return "".join(glyph.text for glyph in line.glyphs[max(first - _AROUND, 0) : last + _AROUND + 1])


def joint(before: Line, after: Line) -> str:
    """The characters on both sides of a line end."""
    return f"{before.text[-_AROUND:]}｜{after.text[:_AROUND]}"

"""A blank between two Han, most often a line end of the manuscript (B11; CSS Text 3)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import gap, median
from typeset.preflight.typography.places import around, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.lines import Line
    from typeset.preflight.reading.text import Text

_BLANK_EM = (0.15, 0.45)  # a word space; a wider gap was meant
_EVEN_EM = 0.05  # Han of a line that stand closer than this to each other are not spaced
_FEWEST = 4


def check_blanks(text: Text) -> Iterator[Finding]:
    """Report every gap of a word space between two Han of a line whose Han stand close."""
    for line in (placed.line for paragraph in text.paragraphs for placed in paragraph.lines):
        yield from _in(line)


def _in(line: Line) -> Iterator[Finding]:
    gaps = line.gaps
    if len(gaps) < _FEWEST or max(gaps) - line.usual_gap < _BLANK_EM[0]:
        return
    pairs = [
        (left, right, gap(left, right))
        for left, right in pairwise(line.glyphs)
        if left.kind is C.HAN and right.kind is C.HAN and left.size == right.size
    ]
    usual = median(wide for _, _, wide in pairs)
    for left, right, wide in pairs:
        if _BLANK_EM[0] <= wide - usual <= _BLANK_EM[1] and usual <= _EVEN_EM:
            yield Finding(
                "B11.blank-between-han", **at(line, left, right), values={"around": around(line, left, right)}
            )

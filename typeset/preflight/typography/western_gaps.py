"""The gap between Han and Western text: present, even, and not beside marks (E1, E2, E3; clreq, CY/T 154)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import FULL_MARKS, gap, neighbours
from typeset.preflight.typography.places import around, at, median
from typeset.preflight.typography.summary import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.glyphs import Glyph
    from typeset.preflight.reading.lines import Line
    from typeset.preflight.reading.text import Text

_NARROW_EM = 0.08
_BESIDE_MARK_EM = 0.12  # a justified line may widen the blank of a mark by less
_UNEVEN_EM = 0.1
_WESTERN = frozenset({C.LETTER, C.DIGIT})


def check_western_gaps(text: Text) -> Iterator[Finding]:
    """Report missing gaps, gaps where there should be none, and typed blanks added to them."""
    narrow: list[Finding] = []
    total = 0
    for line in text.lines:
        for left, right in neighbours(line):
            kinds = {left.kind, right.kind}
            if not kinds & _WESTERN:
                continue
            wide = gap(left, right)
            values = {"gap": f"{wide:.2f}", "around": around(line, left, right)}
            if C.HAN in kinds:
                total += 1
                if wide < _NARROW_EM:
                    narrow.append(Finding("E1.no-gap", **at(line, left, right), values=values))
            elif kinds & FULL_MARKS and wide > _BESIDE_MARK_EM:
                yield Finding("E2.gap-beside-mark", **at(line, left, right), values=values)
    yield from judged(narrow, total)
    yield from _typed(text)


def _typed(text: Text) -> Iterator[Finding]:
    """Typed blanks that make some gaps wider than others, in last lines, which nothing stretches."""
    last = [paragraph.lines[-1].line for paragraph in text.paragraphs]
    found = [(line, left, right, gap(left, right), typed) for line in last for left, right, typed in _meetings(line)]
    plain = [wide for *_, wide, typed in found if not typed]
    usual = median(plain)
    if not plain:
        return
    for line, left, right, wide, typed in found:
        if typed and wide > usual + _UNEVEN_EM:
            values = {"gap": f"{wide:.2f}", "usual": f"{usual:.2f}", "around": around(line, left, right)}
            yield Finding("E3.typed-blank", **at(line, left, right), values=values)


def _meetings(line: Line) -> Iterator[tuple[Glyph, Glyph, bool]]:
    """Where Han and Western text meet, and whether a blank is drawn between them."""
    for left, right in neighbours(line):
        kinds = {left.kind, right.kind}
        if C.HAN in kinds and kinds & _WESTERN:
            yield left, right, not any(one is left and other is right for one, other in pairwise(line.drawn))

"""How far lines are pulled apart, and where nothing may be pulled (D3, D4, D5; clreq expansion procedures, house)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Finding
from typeset.preflight.typography.places import around, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.lines import Line
    from typeset.preflight.reading.text import Text

_LOOSE_EM = 0.25  # D4, house
_OFTEN_LOOSE_EM = 0.10  # D4, house: of the 95th percentile
_WESTERN_EM = 0.5  # D3, clreq
_WORD_SPACE_EM = 0.6  # D3, clreq: half an em, and what a font's kerning adds
_INSIDE_EM = 0.06  # D5: kerning of digits and letters moves them less
_FEWEST = 3
_MANY = 100
_WESTERN = frozenset({C.LETTER, C.DIGIT})


def check_looseness(text: Text) -> Iterator[Finding]:
    """Report lines whose Han stand far apart, wide gaps beside Western words, and pulled numbers."""
    gaps: list[float] = []
    for before, _ in text.body_joints:
        line = before.line
        own = line.gaps
        gaps += own
        if len(own) >= _FEWEST and line.usual_gap > _LOOSE_EM:
            values = {"gap": f"{line.usual_gap:.2f}", "around": line.text[:8]}
            yield Finding("D4.line-loose", **at(line), values=values)
        yield from _wide(line)
        yield from _pulled(line)
    ordered = sorted(gaps)
    if len(gaps) >= _MANY and (usual := ordered[len(ordered) * 95 // 100]) > _OFTEN_LOOSE_EM:
        yield Finding("D4.text-loose", values={"gap": f"{usual:.2f}"})


def _wide(line: Line) -> Iterator[Finding]:
    """The widest gap beside a Western word, where it is too wide."""
    widest: tuple[float, str, int] | None = None
    for first in line.joins_of(_WESTERN):
        kinds, wide = line.seen.kinds[first : first + 2], line.gap(first)
        if _WESTERN.issuperset(kinds):
            code, limit = "D3.word-space-wide", _WORD_SPACE_EM
        elif C.HAN in kinds:
            code, limit = "D3.western-gap-wide", _WESTERN_EM + _INSIDE_EM
        else:
            continue
        if wide > limit and (widest is None or wide > widest[0]):
            widest = wide, code, first
    if widest:
        wide, code, first = widest
        pair = line.pair(first)
        yield Finding(code, **at(line, *pair), values={"gap": f"{wide:z.2f}", "around": around(line, *pair)})


def _pulled(line: Line) -> Iterator[Finding]:
    """Numbers and words whose characters were pulled apart, once a line."""
    if not any(line.seen.kinds[first] in _WESTERN for first in line.joins_of(_WESTERN)):
        return
    drawn = line.drawn
    ends = drawn.ends
    run: list[int] = []
    for first, (kind, after) in enumerate(pairwise(drawn.kinds)):
        if kind is not after or kind not in _WESTERN or drawn.raised[first]:
            continue
        wide = (drawn.xs[first + 1] - ends[first]) / drawn.sizes[first]
        if drawn.sizes[first] == drawn.sizes[first + 1] and _INSIDE_EM < wide < _WESTERN_EM / 2:
            run = [*run, first, first + 1] if run and run[-1] == first else [first, first + 1]
            if len(run) > _FEWEST:
                glyphs = line.drawn_glyphs
                values = {"gap": f"{wide:z.2f}", "around": around(line, glyphs[first], glyphs[first + 1])}
                yield Finding("D5.number-pulled", **at(line, *(glyphs[index] for index in run)), values=values)
                return

"""How far lines are pulled apart, and where nothing may be pulled (D3, D4, D5; clreq expansion procedures, house)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import gap
from typeset.preflight.typography.places import around, at, median

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.glyphs import Glyph
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
        own = line.neighbours.gaps
        gaps += own
        if len(own) >= _FEWEST and median(own) > _LOOSE_EM:
            values = {"gap": f"{median(own):.2f}", "around": line.text[:8]}
            yield Finding("D4.line-loose", **at(line), values=values)
        yield from _wide(line)
        yield from _pulled(line)
    ordered = sorted(gaps)
    if len(gaps) >= _MANY and (usual := ordered[len(ordered) * 95 // 100]) > _OFTEN_LOOSE_EM:
        yield Finding("D4.text-loose", values={"gap": f"{usual:.2f}"})


def _wide(line: Line) -> Iterator[Finding]:
    """The widest gap beside a Western word, where it is too wide."""
    widest: tuple[float, float, str, Glyph, Glyph] | None = None
    for left, right in line.neighbours.others:
        kinds = {left.kind, right.kind}
        if kinds <= _WESTERN:
            code, limit = "D3.word-space-wide", _WORD_SPACE_EM
        elif C.HAN in kinds and kinds & _WESTERN:
            code, limit = "D3.western-gap-wide", _WESTERN_EM + _INSIDE_EM
        else:
            continue
        wide = gap(left, right)
        if wide > limit and (widest is None or wide > widest[0]):
            widest = wide, limit, code, left, right
    if widest:
        wide, _, code, left, right = widest
        values = {"gap": f"{wide:z.2f}", "around": around(line, left, right)}
        if code == "D3.word-space-wide":
            yield Finding("D3.word-space-wide", **at(line, left, right), values=values)
        else:
            yield Finding("D3.western-gap-wide", **at(line, left, right), values=values)


def _pulled(line: Line) -> Iterator[Finding]:
    """Numbers and words whose characters were pulled apart, once a line."""
    if not any(left.kind in _WESTERN for left, _ in line.neighbours.others):
        return
    run: list[Glyph] = []
    for left, right in pairwise(line.drawn):
        if left.kind is right.kind and left.kind in _WESTERN and not left.raised and left.size == right.size:
            wide = gap(left, right)
            if _INSIDE_EM < wide < _WESTERN_EM / 2:
                run = [*run, left, right] if run and run[-1] is left else [left, right]
                if len(run) > _FEWEST:
                    values = {"gap": f"{wide:z.2f}", "around": around(line, left, right)}
                    yield Finding("D5.number-pulled", **at(line, *run), values=values)
                    return

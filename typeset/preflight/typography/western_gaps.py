"""The gap between Han and Western text: present, even, and not beside marks (E1, E2, E3; clreq, CY/T 154)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import FULL_MARKS, most_frequent
from typeset.preflight.typography.places import around, at
from typeset.preflight.typography.summary import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.lines import Line
    from typeset.preflight.reading.text import Text

_NARROW_EM = 0.08
_BESIDE_MARK_EM = 0.12  # a justified line may widen the blank of a mark by less
_UNEVEN_EM = 0.15
_STRETCHED_EM = 0.04
_MEANT_EM = 0.9  # so wide a gap was meant
_APART_EM = 0.5  # beside a mark, it parts two things: the source from the date
_WESTERN = frozenset({C.LETTER, C.DIGIT})


def check_western_gaps(text: Text) -> Iterator[Finding]:
    """Report missing gaps, gaps where there should be none, and typed blanks added to them."""
    narrow: list[Finding] = []
    total = 0
    for line in text.lines:
        for first in line.joins_of(_WESTERN):
            kinds, wide = line.seen.kinds[first : first + 2], line.gap(first)
            if C.HAN in kinds:
                total += 1
                if wide < _NARROW_EM:
                    narrow.append(_finding("E1.no-gap", line, first))
            elif not FULL_MARKS.isdisjoint(kinds) and _BESIDE_MARK_EM < wide < _APART_EM:
                yield _finding("E2.gap-beside-mark", line, first)
    yield from judged(narrow, total)
    yield from _typed(text)


def _finding(code: str, line: Line, first: int, **values: str) -> Finding:
    pair = line.pair(first)
    told = {"gap": f"{line.gap(first):z.2f}", **values, "around": around(line, *pair)}
    return Finding(code, **at(line, *pair), values=told)


def _typed(text: Text) -> Iterator[Finding]:
    """Gaps wider than the others, in last lines, which nothing stretches: a blank was typed there."""
    last = [paragraph.lines[-1].line for paragraph in text.paragraphs]
    found = [
        (line, first, line.gap(first))
        for line in last
        if not _is_stretched(line)
        for first in line.joins_of(_WESTERN)
        if C.HAN in line.seen.kinds[first : first + 2]
    ]
    usual = most_frequent(round(wide, 1) for *_, wide in found) or 0.0
    for line, first, wide in found:
        if usual + _UNEVEN_EM < wide < _MEANT_EM:
            yield _finding("E3.typed-blank", line, first, usual=f"{usual:g}")


def _is_stretched(line: Line) -> bool:
    return line.usual_gap > _STRETCHED_EM

"""The gap between Han and Western text: present, even, and not beside marks (E1, E2, E3; clreq, CY/T 154)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import FULL_MARKS, gap, most_frequent
from typeset.preflight.typography.places import around, at, median
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
        for left, right in line.neighbours.others:
            kinds = {left.kind, right.kind}
            if not kinds & _WESTERN:
                continue
            wide = gap(left, right)
            if C.HAN in kinds:
                total += 1
                if wide < _NARROW_EM:
                    values = {"gap": f"{wide:z.2f}", "around": around(line, left, right)}
                    narrow.append(Finding("E1.no-gap", **at(line, left, right), values=values))
            elif kinds & FULL_MARKS and _BESIDE_MARK_EM < wide < _APART_EM:
                values = {"gap": f"{wide:z.2f}", "around": around(line, left, right)}
                yield Finding("E2.gap-beside-mark", **at(line, left, right), values=values)
    yield from judged(narrow, total)
    yield from _typed(text)


def _typed(text: Text) -> Iterator[Finding]:
    """Gaps wider than the others, in last lines, which nothing stretches: a blank was typed there."""
    last = [paragraph.lines[-1].line for paragraph in text.paragraphs]
    found = [
        (line, left, right, gap(left, right))
        for line in last
        if not _is_stretched(line)
        for left, right in line.neighbours.others
        if C.HAN in {left.kind, right.kind} and {left.kind, right.kind} & _WESTERN
    ]
    usual = most_frequent(round(wide, 1) for *_, wide in found) or 0.0
    for line, left, right, wide in found:
        if usual + _UNEVEN_EM < wide < _MEANT_EM:
            values = {"gap": f"{wide:z.2f}", "usual": f"{usual:g}", "around": around(line, left, right)}
            yield Finding("E3.typed-blank", **at(line, left, right), values=values)


def _is_stretched(line: Line) -> bool:
    return median(line.neighbours.gaps) > _STRETCHED_EM

"""Marks side by side share their blanks, on the side away from the text (C4, C5, C8; clreq, GB/T 15834 5.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import FULL_MARKS, OPENING, RIGHT_BLANK
from typeset.preflight.typography.places import around, at
from typeset.preflight.typography.summary import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.lines import Line
    from typeset.preflight.reading.text import Text

_WIDE_EM = 0.8  # half an em is right; a justified line may add to it
_CONTACT_EM = 0.1
_STACKED = frozenset("！？")


def check_adjacent_marks(text: Text) -> Iterator[Finding]:
    """Report pairs of marks that keep all their blanks, and marks that run into the text beside them."""
    pairs, stacked, total, stacks = [], [], 0, 0
    for line in text.lines:
        for first, step in _steps(line):
            left, right = line.seen.kinds[first : first + 2]
            if left is right is C.STOP and _STACKED.issuperset(line.seen.texts[first : first + 2]):
                stacks += 1
                if step > _WIDE_EM:
                    stacked.append(_finding("C8.stacked-too-wide", line, first))
            elif _share(left, right):
                total += 1
                if step > _WIDE_EM:
                    pairs.append(_finding("C4.pair-too-wide", line, first))
            elif _collide(left, right, step, line.seen.widths[first]):
                yield _finding("C5.blank-on-wrong-side", line, first)
    yield from judged(pairs, total)
    yield from judged(stacked, stacks)


def _steps(line: Line) -> Iterator[tuple[int, float]]:
    """Where a mark stands beside something else: which is the first, and how far the second is from it, in em."""
    xs, sizes = line.seen.xs, line.seen.sizes
    for first in line.joins_of(FULL_MARKS):
        yield first, (xs[first + 1] - xs[first]) / sizes[first]


def _finding(code: str, line: Line, first: int) -> Finding:
    left, right = line.pair(first)
    values = {"text": left.text + right.text, "around": around(line, left, right)}
    return Finding(code, **at(line, left, right), values=values)


def _share(left: C, right: C) -> bool:
    """Whether two marks have one blank too many between them."""
    if left not in FULL_MARKS or right not in FULL_MARKS:
        return False
    return left in RIGHT_BLANK or right in OPENING


def _collide(left: C, right: C, step: float, width: float) -> bool:
    """Whether an opening mark is cut on the side of what it encloses, or a closing one moved into the text before."""
    if left is not C.HAN and right is not C.HAN:
        return False
    return (left in OPENING or right in RIGHT_BLANK) and step < width - _CONTACT_EM

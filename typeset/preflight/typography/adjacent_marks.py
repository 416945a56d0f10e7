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

    from typeset.preflight.reading.glyphs import Glyph
    from typeset.preflight.reading.lines import Line
    from typeset.preflight.reading.text import Text

_WIDE_EM = 0.8  # half an em is right; a justified line may add to it
_CONTACT_EM = 0.1
_STACKED = frozenset("！？")


def check_adjacent_marks(text: Text) -> Iterator[Finding]:
    """Report pairs of marks that keep all their blanks, and marks that run into the text beside them."""
    pairs, stacked, total, stacks = [], [], 0, 0
    for line in text.lines:
        for left, right in line.neighbours.others:
            if left.kind not in FULL_MARKS and right.kind not in FULL_MARKS:
                continue
            step = (right.x - left.x) / left.size
            if _stacks(left, right):
                stacks += 1
                if step > _WIDE_EM:
                    stacked.append(
                        Finding("C8.stacked-too-wide", **at(line, left, right), values=_values(line, left, right))
                    )
            elif _share(left, right):
                total += 1
                if step > _WIDE_EM:
                    pairs.append(
                        Finding("C4.pair-too-wide", **at(line, left, right), values=_values(line, left, right))
                    )
            elif _collide(left, right, step):
                yield Finding("C5.blank-on-wrong-side", **at(line, left, right), values=_values(line, left, right))
    yield from judged(pairs, total)
    yield from judged(stacked, stacks)


def _values(line: Line, left: Glyph, right: Glyph) -> dict[str, str]:
    return {"text": left.text + right.text, "around": around(line, left, right)}


def _stacks(left: Glyph, right: Glyph) -> bool:
    return left.kind is right.kind is C.STOP and left.text in _STACKED and right.text in _STACKED


def _share(left: Glyph, right: Glyph) -> bool:
    """Whether two marks have one blank too many between them."""
    if left.kind not in FULL_MARKS or right.kind not in FULL_MARKS:
        return False
    return left.kind in RIGHT_BLANK or right.kind in OPENING


def _collide(left: Glyph, right: Glyph, step: float) -> bool:
    """Whether an opening mark is cut on the side of what it encloses, or a closing one moved into the text before."""
    han = left.kind is C.HAN or right.kind is C.HAN
    return han and (left.kind in OPENING or right.kind in RIGHT_BLANK) and step < left.width - _CONTACT_EM

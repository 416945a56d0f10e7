"""Dashes are one line of two em, ellipses stand in the middle of theirs (C9; GB/T 15834 5.1.4, 5.1.5)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.typography.places import around, at
from typeset.preflight.typography.summary import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.glyphs import Glyph
    from typeset.preflight.reading.text import Text

_PAIR_EM = 2.0
_WIDTH_EM = 0.15
_HOLE_EM = 0.02
_CENTRE_EM, _CENTRE_NEAR_EM = 0.38, 0.12  # the height of the middle of Han; a Western ellipsis stands at 0.05


def check_dashes(text: Text) -> Iterator[Finding]:
    """Report broken or short dashes, and ellipses on the baseline."""
    broken, low, dashes, dots = [], [], 0, 0
    for line in (line for line in text.lines if "—" in line.text or "…" in line.text):
        for left, right in pairwise(line.glyphs):
            if left.text == right.text == "—":
                dashes += 1
                if _is_broken(left, right):
                    values = {"around": around(line, left, right)}
                    broken.append(Finding("C9.dash-broken", **at(line, left, right), values=values))
        for glyph in line.glyphs:
            if glyph.text == "——":
                dashes += 1
                if abs(glyph.width - _PAIR_EM) > _WIDTH_EM:
                    broken.append(Finding("C9.dash-broken", **at(line, glyph), values={"around": around(line, glyph)}))
            if glyph.text[0] == "…" and glyph.ink is not None:
                dots += 1
                _, bottom, _, top = glyph.ink
                centre = (bottom + top) / 2
                if abs(centre - _CENTRE_EM) > _CENTRE_NEAR_EM:
                    low.append(Finding("C9.ellipsis-low", **at(line, glyph), values={"around": around(line, glyph)}))
    yield from judged(broken, dashes)
    yield from judged(low, dots)


def _is_broken(left: Glyph, right: Glyph) -> bool:
    total = (right.end - left.x) / left.size
    if abs(total - _PAIR_EM) > _WIDTH_EM:
        return True
    if left.ink is None or right.ink is None:
        return False
    ends, begins = left.x + left.ink[2] * left.size, right.x + right.ink[0] * right.size
    return begins - ends > _HOLE_EM * left.size

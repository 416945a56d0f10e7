"""The page as a grid: measure, pitch, baselines, gap between columns (I1 to I4; clreq)."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.typography.places import at
from typeset.preflight.typography.summary import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.text import Text

_WHOLE_EM = 0.02
_FLUSH_EM = 0.06
_FLUSH_SHARE = 0.3
_PITCH_EM = (1.48, 2.02)
_OFF = 0.03  # of the pitch
_OFF_PT = 0.5  # engines round baselines to pixels
_GUTTER_EM = (1.4, 3.1)
_FEWEST = 10


def check_grid(text: Text) -> Iterator[Finding]:
    """Report what a grid of characters and lines would not give."""
    joints = text.body_joints
    if len(joints) < _FEWEST:
        return
    flush = [before for before, _ in joints if abs(before.missing()) <= _FLUSH_EM]
    if len(flush) >= _FLUSH_SHARE * len(joints):
        for width in sorted({round(placed.column.width(text.size), 2) for placed in flush}):
            if abs(width - round(width)) > _WHOLE_EM:
                yield Finding("I1.measure-not-whole", values={"measure": f"{width:.2f}"})
    pitch = text.pitch / text.size
    if not _PITCH_EM[0] <= pitch <= _PITCH_EM[1]:
        yield Finding("I2.pitch", values={"pitch": f"{pitch:.2f}"})
    yield from _baselines(text)
    yield from _gutters(text)


def _baselines(text: Text) -> Iterator[Finding]:
    lines = [placed.line for paragraph in text.paragraphs for placed in paragraph.lines if placed.line.han]
    pitch = text.pitch
    near = max(_OFF * pitch, _OFF_PT)
    phases = Counter(round(line.baseline % pitch, 1) for line in lines)
    phase = max(phases, key=lambda one: (sum(phases[round(one + step, 1)] for step in (-0.1, 0, 0.1)), -one))
    found = []
    for line in lines:
        off = (line.baseline - phase + pitch / 2) % pitch - pitch / 2
        if abs(off) > near:
            found.append(Finding("I3.off-grid", **at(line), values={"off": f"{off:.1f}", "around": line.text[:8]}))
    yield from judged(found, len(lines))


def _gutters(text: Text) -> Iterator[Finding]:
    gutters = {
        round((after.left - before.right) / text.size, 1)
        for page in text.pages
        for before, after in pairwise(text.columns.across(page.number))
    }
    for gutter in sorted(gutters):
        if not _GUTTER_EM[0] <= gutter <= _GUTTER_EM[1]:
            yield Finding("I4.gutter", values={"gutter": f"{gutter:.1f}"})

"""Line adjustment (行内调整): what is too long or too short is spread over the gaps of a line, step by step.

clreq orders the steps; every step is filled to its limit before the next one starts, and all gaps of
one step change by the same share of an em. The order is gone through once with strict limits and again with
wider ones, so that many gaps change a little before any changes much.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Final

from typeset.cjk.spacing import Shrink, Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Limits:
    """How far each kind of gap may go from its natural width, in em.

    Attributes:
        word_stretch_em: Word spaces, wider.
        gap_stretch_em: Gaps between Han and Western, wider.
        han_stretch_em: All other gaps, wider.
        mark_stretch_em: The blank of marks, wider.
        mark_shrink_em: The blank of marks, narrower.
        gap_shrink_em: Gaps between Han and Western, narrower.
    """

    word_stretch_em: float
    gap_stretch_em: float
    han_stretch_em: float
    mark_stretch_em: float
    mark_shrink_em: float
    gap_shrink_em: float


#: Strict, relaxed, loose. The outer limits are clreq's: marks to 1/2 em, Han–Western 1/8 to 1/3 em (D2, D3).
TIERS: Final = (
    Limits(
        word_stretch_em=0.08,
        gap_stretch_em=0.01,
        han_stretch_em=0.01995,
        mark_stretch_em=0.06,
        mark_shrink_em=0.05,
        gap_shrink_em=0.02,
    ),
    Limits(
        word_stretch_em=0.17,
        gap_stretch_em=0.075,
        han_stretch_em=0.035,
        mark_stretch_em=0.06,
        mark_shrink_em=0.5,
        gap_shrink_em=0.125,
    ),
    Limits(
        word_stretch_em=0.17,
        gap_stretch_em=0.08,
        han_stretch_em=0.12,
        mark_stretch_em=0.12,
        mark_shrink_em=0.5,
        gap_shrink_em=0.125,
    ),
)
ROUND_EM: Final = 0.01  # marks are squeezed by so much before the order of steps begins again
UNBOUNDED: Final = float("inf")


#: Which steps move together, and how far from their natural width, in em.
Stages = tuple[tuple[tuple[int, ...], float], ...]


@lru_cache(maxsize=16)
def expansion_stages(tiers: tuple[Limits, ...]) -> Stages:
    """The stages of expansion, as `Stretch` steps: word space, Han–Western, then all gaps (D3)."""
    stages: list[tuple[tuple[int, ...], float]] = []
    for limits in tiers:
        stages += [
            ((Stretch.WORD_SPACE,), limits.word_stretch_em),
            ((Stretch.HAN_WESTERN,), limits.gap_stretch_em),
            ((Stretch.HAN,), limits.han_stretch_em),
            ((Stretch.MARK,), limits.mark_stretch_em),
        ]
    # Emergency: a line is flush, however loose. Han–Western gaps stay in bounds while anything else can move.
    return (*stages, ((Stretch.HAN, Stretch.MARK, Stretch.WORD_SPACE), UNBOUNDED), ((Stretch.HAN_WESTERN,), UNBOUNDED))


@lru_cache(maxsize=16)
def compression_stages(tiers: tuple[Limits, ...]) -> Stages:
    """The stages of compression, as `Shrink` steps, in clreq's order (D2).

    Word spaces are set at their minimum and · at its fixed half em, so that their steps have nothing to give.
    """
    stages: list[tuple[tuple[int, ...], float]] = []
    mark_before = gap_before = 0.0
    for limits in tiers:
        rounds = max(ceil((limits.mark_shrink_em - mark_before) / ROUND_EM), 1)
        for number in range(1, rounds + 1):
            mark_em = mark_before + (limits.mark_shrink_em - mark_before) * number / rounds
            gap_em = gap_before + (limits.gap_shrink_em - gap_before) * number / rounds
            stages += [
                ((Shrink.BRACKET,), mark_em),
                ((Shrink.PAUSE,), mark_em),
                ((Shrink.HAN_WESTERN,), gap_em),
                ((Shrink.STOP,), mark_em),
            ]
        mark_before, gap_before = limits.mark_shrink_em, limits.gap_shrink_em
    return tuple(stages)


def adjust(excess_pt: float, em_pt_of_step: Sequence[float], stages: Stages) -> list[float]:
    """How many em each step changes each of its gaps, so that together they make up `excess_pt`.

    Args:
        excess_pt: What the line has too little or too much; not negative.
        em_pt_of_step: For each step, the sizes of all its gaps in the line, added up.
        stages: Made by `expansion_stages` or `compression_stages`.
    """
    changes = [0.0] * len(em_pt_of_step)
    for steps, limit_em in stages:
        sizes_pt = sum(em_pt_of_step[step] for step in steps)
        if not sizes_pt:
            continue
        if limit_em == UNBOUNDED:
            room_pt = UNBOUNDED
        else:
            room_pt = sum((limit_em - changes[step]) * em_pt_of_step[step] for step in steps)
        if room_pt >= excess_pt:
            for step in steps:
                changes[step] += excess_pt / sizes_pt
            break
        for step in steps:
            changes[step] = limit_em
        excess_pt -= room_pt
    return changes

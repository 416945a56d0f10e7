"""Line adjustment (行内调整): what is too long or too short is spread over the gaps of a line, step by step.

clreq orders the steps (D2, D3), and all gaps of one step change by the same share of an em.

Compression goes through clreq's order in rounds of .01 em: bracket, pause, Han–Western, stop, and again. With each step
taken to its limit before the next begins, a line that loses .3 em would take all of it from one bracket.

Expansion begins as clreq does: word spaces to their limit, then the gaps between Han and Western, though by a little
only, then those between Han to a strict limit. What is left goes to marks and Han–Western gaps, in rounds too.
A line that even these cannot fill is begun again with Han gaps to a relaxed limit, and its marks widen only after that.

This departs from the letter of clreq, because its order cannot be had together with even gaps. The bounds are: gaps
between Han ≤ .02 em in 95 % of places (p95) and ≤ .035 em everywhere; standard deviations of marks ≤ .04 em and of
Han–Western gaps ≤ .022 em. Measured on the paragraphs of issue 293 at 37 and 37.8 em, with the breaks chosen for each:

    ===================================  ================  ================  ================  ================
    order                                p95 of Han gaps   max of Han gaps   marks             Han–Western
    ===================================  ================  ================  ================  ================
    as here                              .0199, .0200      .0349, .0349      .0372, .0397      .0209, .0173
    D2, each step to its limit           .0199, .0200      .0349, .0349      .0452, .0434      .0138, .0124
    D3, Han–Western to 1/3 em, then all  .0286, .0235      .0385, .0413      .0347, .0295      .0386, .0387
    both                                 .0286, .0235      .0385, .0413      .0350, .0317      .0390, .0387
    ===================================  ================  ================  ================  ================
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from typeset.cjk.spacing import Shrink, Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence


class Limits(Struct, frozen=True):
    """How far each kind of gap may go from its natural width, in em.

    Attributes:
        word_stretch: Word spaces, wider: to clreq's 1/2 em.
        gap_first: Gaps between Han and Western, wider, before any gap between Han.
        gap_share: How far such gaps move after that, as a share of how far marks do.
        gap_stretch: How far they move at last, before Han gaps pass their relaxed limit: to 1/3 em.
        gap_shrink: The same gaps, narrower: to clreq's 1/8 em.
        han_strict: All other gaps, wider, in a line that does not show it.
        han_relaxed: The same, in a line that marks cannot fill.
        han_loose: The same, in a paragraph that cannot be set otherwise.
        mark_stretch: The blank of marks, wider.
        mark_shrink: The blank of marks, narrower: clreq's 1/2 em.
        modest_shrink: The same, where lines are filled one after the other.
    """

    word_stretch: float = 0.17
    gap_first: float = 0.01
    gap_share: float = 0.42
    gap_stretch: float = 0.08
    gap_shrink: float = 0.125
    han_strict: float = 0.01995
    han_relaxed: float = 0.0349
    han_loose: float = 0.12
    mark_stretch: float = 0.135
    mark_shrink: float = 0.5
    modest_shrink: float = 0.05


LIMITS: Final = Limits()
ROUND_EM: Final = 0.01  # marks change by so much before the order of steps begins again
UNBOUNDED: Final = float("inf")


#: Which steps move together, and how far from their natural width, in em.
Stages = tuple[tuple[tuple[int, ...], float], ...]


def _rounds(most_em: float) -> list[float]:
    """How far marks have moved after each round."""
    count = max(round(most_em / ROUND_EM), 1)
    return [most_em * number / count for number in range(1, count + 1)]


@lru_cache(maxsize=16)
def expansion_stages(limits: Limits) -> tuple[Stages, Stages]:
    """The stages of expansion, as `Stretch` steps (D3): the strict ones, and those for a line that they cannot fill.

    The second always fill a line, however loose. Han–Western gaps stay in bounds while anything else can move.
    """
    words = ((Stretch.WORD_SPACE,), limits.word_stretch)
    gaps = ((Stretch.HAN_WESTERN,), limits.gap_first)
    strict: list[tuple[tuple[int, ...], float]] = [words, gaps, ((Stretch.HAN,), limits.han_strict)]
    relaxed: list[tuple[tuple[int, ...], float]] = [words, gaps, ((Stretch.HAN,), limits.han_relaxed)]
    rounds: list[tuple[tuple[int, ...], float]] = []
    for mark_em in _rounds(limits.mark_stretch):
        rounds.append(((Stretch.HAN_WESTERN,), limits.gap_first + limits.gap_share * mark_em))
        rounds.append(((Stretch.MARK,), mark_em))
    strict += rounds
    relaxed += [
        *rounds,
        ((Stretch.HAN_WESTERN,), limits.gap_stretch),
        ((Stretch.HAN,), limits.han_loose),
        ((Stretch.HAN, Stretch.MARK, Stretch.WORD_SPACE), UNBOUNDED),
        ((Stretch.HAN_WESTERN,), UNBOUNDED),
    ]
    return tuple(strict), tuple(relaxed)


@lru_cache(maxsize=16)
def _most(limits: Limits) -> tuple[tuple[int, float], ...]:
    """How far each step goes in the strict stages."""
    return tuple({step: limit_em for steps, limit_em in expansion_stages(limits)[0] for step in steps}.items())


@lru_cache(maxsize=16)
def compression_stages(limits: Limits) -> Stages:
    """The stages of compression, as `Shrink` steps, in clreq's order (D2).

    Word spaces are set at their minimum and · at its fixed half em, so that their steps have nothing to give.
    """
    stages: list[tuple[tuple[int, ...], float]] = []
    for mark_em in _rounds(limits.mark_shrink):
        stages += [
            ((Shrink.BRACKET,), mark_em),
            ((Shrink.PAUSE,), mark_em),
            ((Shrink.HAN_WESTERN,), min(limits.gap_share * mark_em, limits.gap_shrink)),
            ((Shrink.STOP,), mark_em),
        ]
    return tuple(stages)


def expand(lack_pt: float, em_pt_of_step: Sequence[float], limits: Limits) -> list[float]:
    """How many em each `Stretch` step widens each of its gaps, so that together they make up `lack_pt`."""
    room_pt = sum(limit_em * em_pt_of_step[step] for step, limit_em in _most(limits))
    strict, relaxed = _expansion_of(limits, *map(bool, em_pt_of_step))
    return adjust(lack_pt, em_pt_of_step, strict if lack_pt <= room_pt else relaxed)


def compress(excess_pt: float, em_pt_of_step: Sequence[float], limits: Limits) -> list[float]:
    """How many em each `Shrink` step takes from each of its gaps, so that together they make up `excess_pt`."""
    return adjust(excess_pt, em_pt_of_step, _compression_of(limits, *map(bool, em_pt_of_step)))


@lru_cache(maxsize=256)
def _expansion_of(limits: Limits, *present: bool) -> tuple[Stages, Stages]:
    """The stages of expansion that have any gap, in a line with gaps of the steps that are `present`."""
    strict, relaxed = expansion_stages(limits)
    return _with_gaps(strict, present), _with_gaps(relaxed, present)


@lru_cache(maxsize=256)
def _compression_of(limits: Limits, *present: bool) -> Stages:
    return _with_gaps(compression_stages(limits), present)


def _with_gaps(stages: Stages, present: Sequence[bool]) -> Stages:
    return tuple(stage for stage in stages if any(present[step] for step in stage[0]))


def adjust(excess_pt: float, em_pt_of_step: Sequence[float], stages: Stages) -> list[float]:
    """How many em each step changes each of its gaps, so that together they make up `excess_pt`.

    Args:
        excess_pt: What the line has too little or too much; not negative.
        em_pt_of_step: For each step, the sizes of all its gaps in the line, added up.
        stages: Made by `expansion_stages` or `compression_stages`.
    """
    changes = [0.0] * len(em_pt_of_step)
    for steps, limit_em in stages:
        sizes_pt = room_pt = 0.0
        for step in steps:
            if size_pt := em_pt_of_step[step]:
                sizes_pt += size_pt
                room_pt += (limit_em - changes[step]) * size_pt
        if not sizes_pt:
            continue
        if room_pt >= excess_pt:
            for step in steps:
                changes[step] += excess_pt / sizes_pt
            break
        for step in steps:
            changes[step] = limit_em
        excess_pt -= room_pt
    return changes

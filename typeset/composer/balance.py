"""Titles: as many lines as a greedy setting needs, as even as possible, broken where the sense allows it (H4).

GB/T 9704 7.3.1: a title that turns over keeps its sense, in the shape of a trapezoid or a diamond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.kinsoku import NEVER
from typeset.composer.breaking import EPSILON_PT, break_greedily

if TYPE_CHECKING:
    from collections.abc import Callable

    from typeset.composer.breaking import Resources, Segment
    from typeset.composer.items import Items

_SENSE_AFTER: Final = frozenset({C.IDEOGRAPHIC_SPACE, C.SPACE, C.PAUSE, C.STOP, C.CLOSING, C.DASH})
_SENSE_BEFORE: Final = frozenset({C.OPENING})
_SHORTEST: Final = 1 / 3  # H4: of the longest line

# Costs, in shares of the mean width, squared, that a line may deviate.
_UNEVEN: Final = 1.0
_SENSELESS: Final = 0.09  # a break inside a phrase is as bad as a line 30 % off the mean
_INSIDE_WORD: Final = 1.0  # a break inside a word is worse than any shape
_TOO_SHORT: Final = 100.0
_OVERFULL: Final = 1e6


def break_evenly(
    items: Items, resources: Resources, segment: Segment, inside_word: Callable[[int], bool] = lambda _index: False
) -> list[int]:
    """The breaks of a title; `inside_word` tells clusters that do not begin a word.

    It is asked only where words can matter, for to tell words takes a dictionary: they make no break better, so that
    the best breaks without regard to them stay the best where the sense allows them all.
    """
    greedy = break_greedily(items, resources, segment, justify=False)
    count = len(greedy)
    if count == 1:
        return greedy
    legal = [index for index in range(segment.start + 1, segment.end) if items.penalty[index] < NEVER]
    breaks = _evenest(items, segment, count, {index: _break_cost(items, index) for index in legal})
    if not all(_at_sense(items, index) for index in breaks[:-1]):
        breaks = _evenest(items, segment, count, {index: _break_cost(items, index, inside_word) for index in legal})
    return breaks or greedy


def _evenest(items: Items, segment: Segment, count: int, costs: dict[int, float]) -> list[int]:
    """The cheapest breaks into `count` lines, by the `costs` of those that are legal; none where that cannot be."""
    lefts = {index: items.left[index] for index in costs}
    lefts[segment.start] = segment.left_pt
    costs = costs | {segment.end: 0.0}
    whole = items.right[segment.end] - segment.left_pt
    mean = whole / count
    # best[index]: the cheapest way to set everything before `index` in the lines so far.
    best: dict[int, tuple[float, tuple[int, ...]]] = {segment.start: (0.0, ())}
    for line in range(count):
        best = _next_line(items, best, costs, lefts, (segment.width_of(line), mean))
        if line < count - 1:
            best.pop(segment.end, None)
    return list(best[segment.end][1]) if segment.end in best else []


def _next_line(
    items: Items,
    best: dict[int, tuple[float, tuple[int, ...]]],
    costs: dict[int, float],
    lefts: dict[int, float],
    widths: tuple[float, float],
) -> dict[int, tuple[float, tuple[int, ...]]]:
    width_pt, mean_pt = widths
    further: dict[int, tuple[float, tuple[int, ...]]] = {}
    for start, (cost, breaks) in best.items():
        later = [index for index in costs if index > start]
        for index in later:
            natural = items.right[index] - lefts[start]
            over = natural - items.hung.get(items.visible[index], 0.0) > width_pt + EPSILON_PT
            if over and index != later[0]:
                break
            total = cost + costs[index] + _UNEVEN * (natural / mean_pt - 1) ** 2
            if natural < _SHORTEST * mean_pt:
                total += _TOO_SHORT
            if over:
                total += _OVERFULL
            if index not in further or total < further[index][0]:
                further[index] = (total, (*breaks, index))
    return further


def _break_cost(items: Items, index: int, inside_word: Callable[[int], bool] = lambda _index: False) -> float:
    sense = 0.0 if _at_sense(items, index) else _INSIDE_WORD if inside_word(index) else _SENSELESS
    return sense + 0.1 * items.penalty[index]


def _at_sense(items: Items, index: int) -> bool:
    """Whether the sense allows a break before cluster `index`."""
    return items.kind(index - 1) in _SENSE_AFTER or items.kind(index) in _SENSE_BEFORE

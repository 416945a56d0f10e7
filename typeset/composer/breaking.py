"""Optimal line breaking over a whole paragraph: dynamic programming over the breaks that may still start a line.

Each line costs demerits, each break its penalty, and the cheapest way to the end wins. Three tiers of limits are
tried, strict ones first; what they cannot set is set loosely, but never too wide, unless a single box is wider than the
measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from typing import TYPE_CHECKING, Final

from typeset.cjk.kinsoku import NEVER
from typeset.cjk.spacing import Shrink, Stretch
from typeset.composer.adjustment import UNBOUNDED, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from typeset.composer.items import Items


@dataclass(frozen=True, slots=True)
class Demerits:
    """What a line costs; the penalties of breaks are in the same unit.

    Attributes:
        han_em: The gap between Han that costs 1.
        han_power: How fast that cost grows.
        loose: What gaps between Han beyond the strict limit cost on top.
        marks: What squeezed marks cost. It grows with the square of what they lose, and many marks share a loss more
            cheaply than few, as they do in the standard deviation of their widths.
        gap: What Han–Western gaps at their strict limit cost.
        short_last_line: What a last line of 0, 1, 2, 3 … printed characters costs.
        lone: The cost from which a last line is taken in an emergency only (G3).
        unfilled: What a line costs that nothing can fill.
        overfull: What a line costs that is too wide.
    """

    han_em: float = 0.02
    han_power: int = 4
    loose: float = 5.0
    marks: float = 6.7
    gap: float = 0.3
    short_last_line: tuple[float, ...] = (1e6, 1e6, 0.6, 0.2)
    lone: float = 1e6
    unfilled: float = 1e12
    overfull: float = 1e18


DEMERITS: Final = Demerits()
EPSILON_PT: Final = 1e-6
_MOVABLE_MARKS: Final = (Shrink.BRACKET, Shrink.PAUSE, Shrink.STOP)


class Resources:
    """What the gaps can give, added up from the start of the paragraph: a line's share is a difference.

    Attributes:
        han: The ems of the gaps that all stretch equally.
        stretch: For the first two tiers, what word spaces and Han–Western gaps can widen.
    """

    def __init__(self, items: Items, tiers: tuple[Limits, ...]) -> None:
        self.tiers = tiers
        self._items = items
        self._shrink: dict[int, list[float]] = {}
        self.han = self._sum(items.stretch, {Stretch.HAN: 1.0})
        self.stretch = [
            self._sum(
                items.stretch,
                {
                    Stretch.WORD_SPACE: limits.word_stretch_em,
                    Stretch.HAN_WESTERN: limits.gap_stretch_em,
                    Stretch.MARK: marks_em,
                },
            )
            for limits, marks_em in (
                (tiers[0], 0.0),  # marks widen after Han gaps
                (tiers[min(1, len(tiers) - 1)], tiers[0].mark_stretch_em),
            )
        ]

    def shrink(self, tier: int) -> list[float]:
        """What marks and Han–Western gaps can give up within a tier."""
        tier = min(tier, len(self.tiers) - 1)
        if tier not in self._shrink:
            limits = self.tiers[tier]
            weights: dict[int, float] = dict.fromkeys(_MOVABLE_MARKS, limits.mark_shrink_em)
            weights[Shrink.HAN_WESTERN] = limits.gap_shrink_em
            self._shrink[tier] = self._sum(self._items.shrink, weights)
        return self._shrink[tier]

    def _sum(self, steps: Sequence[int], weights: Mapping[int, float]) -> list[float]:
        weight = [weights.get(step, 0.0) for step in range(len(Shrink))]
        return list(accumulate(map(mul, map(weight.__getitem__, steps), self._items.em), initial=0.0))


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph without forced breaks, to be broken into lines.

    Attributes:
        start: The first cluster.
        end: The cluster after the last.
        width_of: The width of each line, by its number in the segment.
        left_pt: Where the first line begins, as `Items.left`.
        even: Whether all lines but the first are equally wide, so that a later start always makes a shorter line.
    """

    start: int
    end: int
    width_of: Callable[[int], float]
    left_pt: float
    even: bool = True


def break_optimally(items: Items, resources: Resources, segment: Segment, *, justify: bool = True) -> list[int]:
    """The breaks of a segment, its end included: at which cluster each next line starts."""
    legal = [index for index in range(segment.start + 1, segment.end) if items.penalty[index] < NEVER]
    legal.append(segment.end)
    if justify:
        for tier in range(len(resources.tiers)):
            found = _search(items, resources, segment, legal, tier)
            if found:
                return found
    return _search(items, resources, segment, legal, len(resources.tiers), justify=justify)


def _search(  # noqa: C901, PLR0912, PLR0915 - the inner loop of the composer: calls would double its time
    items: Items,
    resources: Resources,
    segment: Segment,
    legal: Sequence[int],
    tier: int,
    *,
    justify: bool = True,
) -> list[int]:
    """The cheapest breaks within the limits of a tier, or none; the tier after the last sets anything."""
    emergency = tier == len(resources.tiers)
    strict = resources.tiers[0]
    han_limit = UNBOUNDED if emergency else resources.tiers[tier].han_stretch_em
    strict_han, mark_cost = strict.han_stretch_em, DEMERITS.marks / items.em[segment.start]
    power = DEMERITS.han_power
    han_scale, gap_cost = 1 / DEMERITS.han_em, DEMERITS.gap
    right, left, visible, penalty, hyphens = items.right, items.left, items.visible, items.penalty, items.hyphens
    han, (stretch, stretch_more) = resources.han, resources.stretch
    shrink, shrink_most = resources.shrink(0), resources.shrink(tier)
    last, even = segment.end, segment.even

    breaks, totals, parents, lines = [segment.start], [0.0], [-1], [0]
    first = segment.start
    reach = segment.width_of(0) + segment.left_pt
    active = [(reach, han[first], stretch[first], stretch_more[first], shrink[first], shrink_most[first], 0)]
    for index in legal:
        end = visible[index] - 1
        edge, han_here, stretch_here = right[index], han[end], stretch[end]
        stretch_more_here, shrink_here, most_here = stretch_more[end], shrink[end], shrink_most[end]
        nearest = active[-1]
        if index not in hyphens:
            gone = 0
            for reach, _, _, _, _, most, _ in active:
                if edge - reach <= most_here - most + EPSILON_PT:
                    break
                gone += 1
            if gone:
                del active[:gone]
        best, best_total = -1, UNBOUNDED
        for reach, han_at, stretch_at, stretch_more_at, shrink_at, most, node in active:
            lack = reach - edge
            if lack < -EPSILON_PT:
                room = shrink_here - shrink_at or EPSILON_PT
                if -lack > most_here - most + EPSILON_PT:
                    continue
                cost = mark_cost * lack * lack / room
            elif index == last or lack < EPSILON_PT:
                cost = 0.0
            elif not justify:
                cost = (10 * lack / reach) ** 2
            else:
                rest = lack - (stretch_here - stretch_at)
                gaps = han_here - han_at
                if rest <= 0:
                    cost = gap_cost * lack / (stretch_here - stretch_at)
                elif gaps <= 0:
                    if not emergency:
                        if even:
                            break
                        continue
                    cost = DEMERITS.unfilled * lack / reach
                else:
                    wider = rest / gaps
                    if wider > strict_han:
                        wider = max((lack - (stretch_more_here - stretch_more_at)) / gaps, strict_han)
                        if wider > han_limit:
                            if even:
                                break
                            continue
                    cost = gap_cost + (wider * han_scale) ** power
                    if wider > strict_han:
                        cost += DEMERITS.loose
            total = totals[node] + cost
            if index == last and node:
                extra = _short_last_line(items, breaks[node])
                if extra >= DEMERITS.lone and not emergency:
                    continue
                total += extra
            if total < best_total:
                best, best_total = node, total
        if best < 0:
            if not emergency or index in hyphens:
                if not active:
                    return []
                continue
            best = nearest[6]
            best_total = totals[best] + DEMERITS.overfull * (1.0 + edge - nearest[0])
        if index == last:
            return _trace(breaks, parents, best, last)
        node = len(breaks)
        line = lines[best] + 1
        breaks.append(index)
        totals.append(best_total + penalty[index])
        parents.append(best)
        lines.append(line)
        reach = segment.width_of(line) + left[index]
        active.append((reach, han[index], stretch[index], stretch_more[index], shrink[index], shrink_most[index], node))
    return []


def _short_last_line(items: Items, start: int) -> float:
    costs = DEMERITS.short_last_line
    count = items.printed_count(start, len(costs))
    return costs[count] if count < len(costs) else 0.0


def _trace(breaks: Sequence[int], parents: Sequence[int], node: int, end: int) -> list[int]:
    found = [end]
    while node > 0:
        found.append(breaks[node])
        node = parents[node]
    return found[::-1]


def break_greedily(items: Items, resources: Resources, segment: Segment, *, justify: bool = True) -> list[int]:
    """The breaks of a segment when each line takes all that fits, its marks squeezed within strict limits."""
    found, start, line = [], segment.start, 0
    shrink = resources.shrink(0) if justify else [0.0] * len(resources.han)
    reach = segment.width_of(0) + segment.left_pt
    while start < segment.end:
        best = 0
        for index in range(start + 1, segment.end + 1):
            if index < segment.end and items.penalty[index] == NEVER:
                continue
            end = max(items.visible[index] - 1, start)
            fits = items.right[index] - reach <= shrink[end] - shrink[start] + EPSILON_PT
            if fits or not best:
                best = index
            if not fits and index not in items.hyphens:
                break
        found.append(best)
        start, line = best, line + 1
        if start < segment.end:
            reach = segment.width_of(line) + items.left[start]
    return found

"""Optimal line breaking over a whole paragraph: dynamic programming over the breaks that may still start a line.

Each line costs demerits, each break its penalty, and the cheapest way to the end wins. What cannot be set without very
loose lines is tried again with wider limits, and at last without any; but no line is too wide, unless a single box is
wider than the measure.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from typeset.cjk.kinsoku import NEVER
from typeset.cjk.spacing import Shrink, Stretch
from typeset.composer.adjustment import UNBOUNDED, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from typeset.composer.items import Items


class Demerits(Struct, frozen=True):
    """What a line costs; the penalties of breaks are in the same unit.

    Attributes:
        marks: What marks cost that are wider or narrower than their em: so much for each, times the square of the
            change in em. Many marks share a change more cheaply than few, as in the standard deviation of their widths.
        han: What gaps between Han at their strict limit cost; it grows with the fourth power.
        loose: What each em costs that gaps between Han take beyond their strict limit.
        very_loose: What a line at the relaxed limit would cost on top; beyond it, this grows with the square.
        line: What each line costs, so that a paragraph rather takes in than drives out (B10).
        short_last_line: What a last line of 0, 1, 2, 3 … printed characters costs.
        lone: The cost from which a last line is taken in an emergency only (G3).
        unfilled: What a line costs that nothing can fill.
        overfull: What a line costs that is too wide.
    """

    marks: float = 100.0
    han: float = 0.01
    loose: float = 13.0
    very_loose: float = 20.0
    line: float = 4.0
    short_last_line: tuple[float, ...] = (1e6, 1e6, 0.6, 0.2)
    lone: float = 1e6
    unfilled: float = 1e12
    overfull: float = 1e18


DEMERITS: Final = Demerits()
EPSILON_PT: Final = 1e-6
_MOVING: Final = frozenset({Stretch.WORD_SPACE, Stretch.HAN_WESTERN, Stretch.MARK})
_NOTHING: Final = (0.0,) * 6
_MOVABLE_MARKS: Final = (Shrink.BRACKET, Shrink.PAUSE, Shrink.STOP)


class _Given(dict[tuple[Stretch, Shrink, float], tuple[float, ...]]):
    """What a gap of certain steps and a certain em adds to each sum of `Resources`, in their order."""

    def __init__(self, limits: Limits) -> None:
        share = limits.gap_share
        self._stretch: tuple[Mapping[int, float], ...] = (
            {Stretch.WORD_SPACE: limits.word_stretch, Stretch.HAN_WESTERN: limits.gap_first},
            {Stretch.MARK: 1.0, Stretch.HAN_WESTERN: share},
            {Stretch.HAN_WESTERN: limits.gap_stretch - limits.gap_first - share * limits.mark_stretch},
        )
        squeezed = (
            (1.0, share),
            (limits.mark_shrink, min(limits.gap_shrink, share * limits.mark_shrink)),
            (limits.modest_shrink, share * limits.modest_shrink),
        )
        self._shrink: tuple[Mapping[int, float], ...] = tuple(
            {**dict.fromkeys(_MOVABLE_MARKS, mark), Shrink.HAN_WESTERN: gap} for mark, gap in squeezed
        )

    def __missing__(self, gap: tuple[Stretch, Shrink, float]) -> tuple[float, ...]:
        stretch, shrink, em_pt = gap
        weights = [step.get(stretch, 0.0) for step in self._stretch] + [step.get(shrink, 0.0) for step in self._shrink]
        found = self[gap] = tuple(weight * em_pt for weight in weights)
        return found


_given = lru_cache(maxsize=16)(_Given)


class Resources:
    """What the gaps can give, added up from the start of the paragraph: a line's share is a difference.

    Most gaps are between Han, and can do nothing but stretch. The sums of what other gaps give change nowhere else;
    they are kept by how many of these, which are the moving ones, come before.

    Attributes:
        limits: How far they may go.
        moving: For each break, how many moving gaps come before it: the place of their sums below.
        han: For each break, the ems of the gaps before it that all stretch equally.
        first: What word spaces and Han–Western gaps widen before any other gap.
        wider: The ems of marks that can widen, and the share of Han–Western gaps that follows them.
        at_last: What Han–Western gaps widen after the marks.
        narrower: The ems of marks that can be squeezed, and the share of Han–Western gaps that follows them.
        most: What these can give up at most.
        modest: What they give up without being noticed.
    """

    def __init__(self, items: Items, limits: Limits) -> None:
        self.limits = limits
        stretch, shrink, em, count = items.stretch, items.shrink, items.em, len(items.em)
        han = em.copy() if Stretch.HAN in stretch else [0.0] * count
        gaps: list[int] = []
        moving: list[int] = []
        for index in items.seams:
            gap = index - 1
            step = stretch[gap]
            if step is not Stretch.HAN:
                han[gap] = 0.0
            if step in _MOVING or shrink[gap] is not Shrink.NONE:
                moving += [len(gaps)] * (index - len(moving))
                gaps.append(gap)
        moving += [len(gaps)] * (count + 1 - len(moving))
        given = _given(limits)
        rows = [given[stretch[gap], shrink[gap], em[gap]] for gap in gaps]
        sums: list[list[float]] = [list(accumulate(column)) for column in zip(_NOTHING, *rows, strict=True)]
        self.moving, self.han = moving, list(accumulate(han, initial=0.0))
        self.first, self.wider, self.at_last, self.narrower, self.most, self.modest = sums


class Segment(Struct, frozen=True):
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
        for han_limit in (resources.limits.han_relaxed, resources.limits.han_loose):
            found = _search(items, resources, segment, legal, han_limit)
            if found:
                return found
    return _search(items, resources, segment, legal, UNBOUNDED, justify=justify)


def _search(  # noqa: C901, PLR0912, PLR0915 - the inner loop of the composer: calls would double its time
    items: Items,
    resources: Resources,
    segment: Segment,
    legal: Sequence[int],
    han_limit: float,
    *,
    justify: bool = True,
) -> list[int]:
    """The cheapest breaks with gaps between Han of `han_limit` em at most, or none; without a limit, anything is set.

    Lines cost what `adjustment.expand` and `compress` will do to them: the stages are added up here in closed form.
    """
    emergency = han_limit == UNBOUNDED
    limits = resources.limits
    strict, relaxed = limits.han_strict, limits.han_relaxed
    marks_most = limits.mark_stretch
    em = items.em[segment.start]
    mark_cost, han_cost, loose_cost = DEMERITS.marks / em, DEMERITS.han, DEMERITS.loose / em
    very_loose_cost = DEMERITS.very_loose
    right, left, visible, penalty, hyphens = items.right, items.left, items.visible, items.penalty, items.hyphens
    hung = items.hung
    first, han, wider, narrower, most = (
        resources.first,
        resources.han,
        resources.wider,
        resources.narrower,
        resources.most,
    )
    at_last, moving = resources.at_last, resources.moving
    last, even = segment.end, segment.even

    breaks, totals, parents, lines = [segment.start], [0.0], [-1], [0]
    start = segment.start
    reach = segment.width_of(0) + segment.left_pt
    at = moving[start]
    active = [(reach, most[at], narrower[at], first[at], han[start], wider[at], 0)]
    filled, bounded = -UNBOUNDED, even and justify and not emergency
    if bounded:
        filled = _filled(items, resources, han_limit, reach, start)
    for index in legal:
        edge = right[index]
        if edge < filled and index != last:  # no line that ends here can be filled
            continue
        end = visible[index] - 1
        at = moving[end]
        most_here, narrower_here = most[at], narrower[at]
        hung_here = hung.get(end + 1, 0.0)
        first_here, han_here, wider_here = first[at], han[end], wider[at]
        nearest = active[-1]
        if index not in hyphens:
            gone = 0
            for reach, most_at, _, _, _, _, _ in active:
                if edge - hung_here - reach <= most_here - most_at + EPSILON_PT:
                    break
                gone += 1
            if gone:
                del active[:gone]
                if bounded and active:
                    filled = _filled(items, resources, han_limit, active[0][0], breaks[active[0][-1]])
        best, best_total = -1, UNBOUNDED
        for reach, most_at, narrower_at, first_at, han_at, wider_at, node in active:
            rest = reach - edge
            if rest < -EPSILON_PT:
                rest += hung_here
            if rest < -EPSILON_PT:
                if -rest > most_here - most_at + EPSILON_PT:
                    continue
                cost = mark_cost * rest * rest / (narrower_here - narrower_at or EPSILON_PT)
            elif index == last or rest < EPSILON_PT:
                cost = 0.0
            elif not justify:
                cost = (10 * rest / reach) ** 2
            else:
                rest -= first_here - first_at
                gaps = han_here - han_at
                if rest <= strict * gaps:
                    cost = han_cost * (rest / (strict * gaps)) ** 4 if rest > 0 else 0.0
                else:
                    rest -= strict * gaps
                    marks = wider_here - wider_at
                    cost = han_cost
                    if rest <= marks_most * marks:
                        cost += mark_cost * rest * rest / marks
                    elif rest <= (relaxed - strict) * gaps:
                        cost += loose_cost * rest
                    else:
                        over = (relaxed - strict) * gaps
                        cost += loose_cost * over
                        rest -= over
                        if rest <= marks_most * marks:
                            cost += mark_cost * rest * rest / marks
                        else:
                            rest -= marks_most * marks + at_last[at] - at_last[moving[breaks[node]]]
                            looseness = relaxed + max(rest, 0.0) / gaps if gaps else UNBOUNDED
                            if looseness > han_limit:
                                if even:
                                    break
                                continue
                            cost += mark_cost * marks_most * marks_most * marks
                            if gaps:
                                cost += very_loose_cost * (looseness / relaxed) ** 2
                            else:
                                cost += DEMERITS.unfilled * rest / reach
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
            best = nearest[-1]
            best_total = totals[best] + DEMERITS.overfull * (1.0 + edge - hung_here - nearest[0])
        if index == last:
            return _trace(breaks, parents, best, last)
        node = len(breaks)
        line = lines[best] + 1
        breaks.append(index)
        totals.append(best_total + penalty[index] + DEMERITS.line)
        parents.append(best)
        lines.append(line)
        reach = segment.width_of(line) + left[index]
        at = moving[index]
        active.append((reach, most[at], narrower[at], first[at], han[index], wider[at], node))
    return []


def _filled(items: Items, resources: Resources, han_limit: float, reach: float, start: int) -> float:
    """Where a line from `start` to `reach` must end at least, if gaps between Han are to take `han_limit` em at most.

    Gaps up to the first cluster that does not fit can give no less than those up to any that does.
    """
    end = bisect_left(items.right, reach, start, len(items.right) - 1)
    limits = resources.limits
    here, there = resources.moving[start], resources.moving[end]
    room = (
        resources.first[there]
        - resources.first[here]
        + han_limit * (resources.han[end] - resources.han[start])
        + limits.mark_stretch * (resources.wider[there] - resources.wider[here])
        + max(resources.at_last[there] - resources.at_last[here], 0.0)
    )
    return reach - room - EPSILON_PT


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
    moving, shrink = resources.moving, resources.modest
    reach = segment.width_of(0) + segment.left_pt
    while start < segment.end:
        best = 0
        for index in range(start + 1, segment.end + 1):
            if index < segment.end and items.penalty[index] == NEVER:
                continue
            end = max(items.visible[index] - 1, start)
            edge = items.right[index] - items.hung.get(end + 1, 0.0)
            given = shrink[moving[end]] - shrink[moving[start]] if justify else 0.0
            fits = edge - reach <= given + EPSILON_PT
            if fits or not best:
                best = index
            if not fits and index not in items.hyphens:
                break
        found.append(best)
        start, line = best, line + 1
        if start < segment.end:
            reach = segment.width_of(line) + items.left[start]
    return found

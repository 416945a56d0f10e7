"""A paragraph: built once from clusters, then broken and set at any measure."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from typeset.cjk.kinsoku import NEVER
from typeset.cjk.spacing import Shrink, Stretch
from typeset.composer.adjustment import compress, expand
from typeset.composer.balance import break_evenly
from typeset.composer.breaking import EPSILON_PT, Resources, Segment, break_greedily, break_optimally
from typeset.composer.items import analyse
from typeset.composer.line import LineSpan, SetLine
from typeset.composer.style import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typeset.composer.cluster import Cluster

__all__ = ["LineSpan", "Paragraph", "SetLine", "Style"]


class Paragraph:
    """Clusters and a style, analysed once.

    Attributes:
        clusters: The clusters.
        style: The style.
        items: What the analysis found, for tests and measurements.
    """

    def __init__(self, clusters: Sequence[Cluster], style: Style | None = None) -> None:
        self.clusters = tuple(clusters)
        self.style = style or Style()
        self.items = analyse(self.clusters, self.style)

    @cached_property
    def _word_starts(self) -> frozenset[int]:
        """The clusters that begin a word, as far as the style can tell words."""
        find_words = self.style.find_words
        if find_words is None:
            return frozenset(range(len(self.clusters)))
        words = find_words("".join(cluster.text for cluster in self.clusters))
        word_starts = set(accumulate((len(word) for word in words), initial=0))
        offsets = accumulate((len(cluster.text) for cluster in self.clusters), initial=0)
        return frozenset(index for index, offset in enumerate(offsets) if offset in word_starts)

    def _inside_word(self, index: int) -> bool:
        return index not in self._word_starts

    def break_lines(
        self, measure: Callable[[int], float] | float, indent_pt: float = 0.0, start: int = 0
    ) -> tuple[LineSpan, ...]:
        """Divide the paragraph into lines.

        Args:
            measure: The width of every line, or the width of each by its number, counted from `start`.
            indent_pt: How much narrower the first of these lines is.
            start: The cluster to start from, when the lines before it stand elsewhere.

        Returns:
            Lines which together hold all clusters from `start`; none for a paragraph without clusters.
        """
        items = self.items
        spans: list[LineSpan] = []
        resources: Resources | None = None
        for end in items.forced:
            if end <= start:
                continue
            width_of = _widths(measure, indent_pt, len(spans))
            segment = Segment(start, end, width_of, self._left(start), not callable(measure))
            breaks = [end]
            if items.right[end] > width_of(0) + segment.left_pt:  # else nothing is cheaper than one line
                resources = resources or Resources(items, self.style.limits)
                breaks = self._break(segment, resources)
            starts = [start, *breaks[:-1]]
            spans += [
                LineSpan(first, after, after in items.hyphens and after != end, after == end)
                for first, after in zip(starts, breaks, strict=True)
            ]
            start = end
        return tuple(spans)

    def _break(self, segment: Segment, resources: Resources) -> list[int]:
        style = self.style
        justify = style.justify and not style.stretch_words_only
        if style.strategy == "balance":
            return break_evenly(self.items, resources, segment, self._inside_word)
        if style.strategy == "greedy":
            return break_greedily(self.items, resources, segment, justify=justify)
        return break_optimally(self.items, resources, segment, justify=justify)

    def _left(self, start: int) -> float:
        if start == 0 and not self.style.trim_first_line:
            return self.items.position[0]
        return self.items.left[start]

    def set_line(self, span: LineSpan, width_pt: float, *, justify: bool) -> SetLine:
        """Set a line to a width.

        Args:
            span: The line, as `break_lines` returned it.
            width_pt: The width to fill, indent already taken off.
            justify: Whether to widen the line to this width; the last line of a paragraph usually is not. A line
                that is too long is compressed in any case, and a leader fills its line in any case.
        """
        items, start = self.items, span.start
        hyphen = items.hyphens.get(span.end) if span.hyphenated else None
        left = self._left(start)
        visible = max(items.visible[span.end], start)
        if visible == start:
            gaps = tuple(-advance for advance in items.advance[start : span.end])
            return SetLine(span, gaps, 0.0, 0.0, 0.0, 0.0, None, visible)
        end = visible - 1
        trim_end = items.blank_after.get(end, 0.0)
        natural = items.position[end] + self.clusters[end].advance_pt - trim_end - left
        natural += hyphen.advance_pt if hyphen else 0.0
        if natural > width_pt + EPSILON_PT and visible in items.hung:
            trim_end += items.hung[visible]
            natural -= items.hung[visible]
        gaps_pt = items.natural[start:end]
        lack = width_pt - natural
        leaders = [index for index in items.leaders if start <= index < visible]
        if lack < -EPSILON_PT:
            natural_after = natural + self._compress(gaps_pt, start, end, -lack)
        elif leaders:
            for index in leaders:
                if index < end:
                    gaps_pt[index - start] += lack / len(leaders)
            natural_after = width_pt
        elif justify and lack > EPSILON_PT:
            natural_after = natural + self._expand(gaps_pt, start, end, lack)
        else:
            natural_after = natural
        # The last visible cluster has no gap; spaces behind it take up no room.
        last_gap = lack / len(leaders) if end in leaders and lack > 0 else -self.clusters[end].spacing_pt
        gaps_pt.append(last_gap)
        gaps_pt += [-advance for advance in items.advance[visible : span.end]]
        trim_start = left - items.position[start]
        return SetLine(span, tuple(gaps_pt), trim_start, trim_end, natural, natural_after, hyphen, visible)

    def _compress(self, gaps_pt: list[float], start: int, end: int, excess_pt: float) -> float:
        return _move(gaps_pt, self.items.shrink[start:end], self.items.em[start:end], excess_pt, self.style, -1)

    def _expand(self, gaps_pt: list[float], start: int, end: int, lack_pt: float) -> float:
        return _move(gaps_pt, self.items.stretch[start:end], self.items.em[start:end], lack_pt, self.style, 1)

    @cached_property
    def min_content_pt(self) -> float:
        """The narrowest measure that no line exceeds, except by compression."""
        items = self.items
        ends = set(items.forced)
        widest, start = 0.0, 0
        for index in range(1, len(self.clusters) + 1):
            if index in ends or items.penalty[index] < NEVER:
                widest = max(widest, items.right[index] - self._left(start))
                start = index
        return widest

    @cached_property
    def max_content_pt(self) -> float:
        """The width of the longest line when only forced breaks are taken."""
        widest, start = 0.0, 0
        for end in self.items.forced:
            if end > start:
                widest = max(widest, self.items.right[end] - self._left(start))
                start = end
        return widest


def _widths(measure: Callable[[int], float] | float, indent_pt: float, lines_before: int) -> Callable[[int], float]:
    if callable(measure):
        by_number = measure
        return lambda line: by_number(line + lines_before) - (0.0 if line + lines_before else indent_pt)
    constant = measure
    return lambda line: constant - (0.0 if line + lines_before else indent_pt)


def _move(
    gaps_pt: list[float],
    steps: Sequence[Shrink] | Sequence[Stretch],
    em: Sequence[float],
    amount_pt: float,
    style: Style,
    sign: int,
) -> float:
    """Change the gaps of a line in place, and tell by how much they changed together."""
    per_step = [0.0] * len(Shrink)
    for step, size in zip(steps, em, strict=True):
        per_step[step] += size
    per_step[0] = 0.0
    changes = expand(amount_pt, per_step, style.limits) if sign > 0 else compress(amount_pt, per_step, style.limits)
    moves = [sign * change for change in changes]
    gaps_pt[:] = [gap + moves[step] * size for gap, step, size in zip(gaps_pt, steps, em, strict=True)]
    return sign * sum(change * size for change, size in zip(changes, per_step, strict=True))

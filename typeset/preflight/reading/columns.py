"""The columns that the body stands in, found from where its lines begin and end.

In: the lines of the body. Out: `Columns`, which tells for any line what column it stands in, and between which edges.
Nothing is asked of the engine: an edge is where many lines begin or end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from typeset.preflight.reading.lines import most_frequent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from typeset.preflight.reading.lines import Line

_FREQUENT = 0.08  # of the lines: what stands so often is an edge
_FEWEST = 3
_FLUSH = 0.2  # of the lines: so many end at the right edge where lines are justified
_INDENT_EM = 3.5  # edges nearer than this to one on their left are indents
_EDGE_EM = 0.3
_BLANK_EM = 0.55  # of a full-width mark, and a little
_BIN_PT = 0.1
_STACK_EM = 2.2  # lines further apart do not belong together


class Column(NamedTuple):
    """A column: its place among the columns of a page, and its edges in points from the left of the page."""

    number: int
    left: float
    right: float

    def width(self, size: float) -> float:
        """Its measure, in em of `size`."""
        return (self.right - self.left) / size


class Columns:
    """The columns of a document's right-hand and left-hand pages."""

    def __init__(self, lines: Sequence[Line], size: float) -> None:
        """Find them from `lines`, which are of the body's font and size."""
        self._size = size
        self._of: dict[int, tuple[tuple[Column, ...], ...]] = {}
        sides = {parity: [line for line in lines if line.page % 2 == parity] for parity in (0, 1)}
        if _alike(sides, size):
            sides = {0: list(lines), 1: list(lines)}
        for parity, found in sides.items():
            self._of[parity] = tuple(_columns(found, size))
        for parity in (0, 1):
            self._of[parity] = self._of[parity] or self._of[1 - parity]
        self._lefts = {parity: [choices[0].left for choices in found] for parity, found in self._of.items()}
        self._pages: dict[int, list[Line]] = {}
        for line in lines:
            self._pages.setdefault(line.page, []).append(line)
        self._found: dict[tuple[int, int], Column] = {}

    def number_of(self, line: Line) -> int:
        """The number of the column that `line` begins in."""
        lefts = self._lefts[line.page % 2]
        return max(bisect_right(lefts, line.left + self._size / 2) - 1, 0) if len(lefts) > 1 else 0

    def of(self, line: Line) -> Column | None:
        """The column that `line` begins in, as wide as the lines around it."""
        sets = self._of[line.page % 2]
        if not sets:
            return None
        number = self.number_of(line)
        if len(sets[number]) == 1:
            return sets[number][0]
        if (line.page, number) not in self._found:
            around = [other.right for other in self._pages.get(line.page, ()) if self.number_of(other) == number]
            reach = sorted(around or [line.right])[len(around) * 9 // 10 if around else 0] - _EDGE_EM * self._size
            fitting = [column for column in sets[number] if column.right >= reach]
            self._found[line.page, number] = min(fitting or sets[number], key=lambda column: column.right)
        return self._found[line.page, number]

    @property
    def every(self) -> tuple[Column, ...]:
        """Each different column, from left to right."""
        return tuple(sorted({column for sets in self._of.values() for choices in sets for column in choices}))

    def across(self, page: int) -> tuple[Column, ...]:
        """The columns of `page`, from left to right, where they do not overlap."""
        sets = self._of[page % 2]
        limits = [*(choices[0].left for choices in sets[1:]), float("inf")]
        fitting = [[one for one in sets[n] if one.right <= limit] for n, limit in enumerate(limits[: len(sets)])]
        return tuple(max(choices, key=lambda one: one.right) for choices in fitting) if all(fitting) else ()


def _alike(sides: Mapping[int, Sequence[Line]], size: float) -> bool:
    """Whether left-hand and right-hand pages have the same edges, or one of them has too few lines to tell."""
    if min(map(len, sides.values())) < 10:  # noqa: PLR2004 - fewer lines show no edge
        return True
    lefts = [_edges(found, size) for found in sides.values()]
    return all(any(abs(one - other) < _EDGE_EM * size for other in lefts[1]) for one in lefts[0])


def _edges(lines: Sequence[Line], size: float) -> list[float]:
    """Where columns begin."""
    counts = Counter(round(line.left, 1) for line in lines)
    merged = {x: sum(counts.get(round(x + step, 1), 0) for step in (-_BIN_PT, 0, _BIN_PT)) for x in counts}
    frequent = sorted(x for x, count in merged.items() if count >= max(_FREQUENT * len(lines), _FEWEST))
    lefts: list[float] = []
    for x in frequent:
        if not lefts or x - lefts[-1] > _INDENT_EM * size:
            lefts.append(x)
        elif x - lefts[-1] < _EDGE_EM * size and merged[x] > merged[lefts[-1]]:
            lefts[-1] = x
    return lefts


def _columns(lines: Sequence[Line], size: float) -> Iterable[tuple[Column, ...]]:
    lefts = _edges(lines, size)
    for number, left in enumerate(lefts):
        after = lefts[number + 1] if number + 1 < len(lefts) else float("inf")
        inside = [line for line in lines if left - size / 2 <= line.left < after - size / 2]
        exact = most_frequent(round(line.left, 2) for line in inside if abs(line.left - left) <= 2 * _BIN_PT)
        start = left if exact is None else exact
        yield tuple(Column(number, start, right) for right in _rights(inside, size))


def _rights(lines: Sequence[Line], size: float) -> list[float]:
    """The edges at which lines that begin in one column end; several where its width changes between pages."""
    counts = Counter(round(line.right, 1) for line in lines)
    merged = {x: sum(counts.get(round(x + step, 1), 0) for step in (-_BIN_PT, 0, _BIN_PT)) for x in counts}
    enough = max(_FLUSH * len(lines), _FEWEST)
    frequent = sorted((x for x, count in merged.items() if count >= enough), key=lambda x: (-merged[x], x))
    edges: list[float] = []
    for x in frequent:
        # A mark that keeps its blank seems to end half an em early: the edge is where the Han end, if they often do.
        further = [y for y in frequent if x < y <= x + _BLANK_EM * size and merged[y] >= merged[x] / 2]
        edge = max(further, default=x)
        if all(abs(edge - other) > size for other in edges):
            edges.append(edge)
    if not edges:  # ragged: nearly all lines end before the edge
        ordered = sorted(line.right for line in lines)
        return [round(ordered[(len(ordered) - 1) * 98 // 100], 2)]
    return sorted(_exact([line.right for line in lines if abs(line.right - edge) <= 2 * _BIN_PT]) for edge in edges)


def _exact(values: Sequence[float]) -> float:
    return most_frequent(round(value, 2) for value in values) or 0.0


def follows(before: Line, after: Line) -> bool:
    """Whether `after` stands right under `before`, in its font and size, as the next line of one text would."""
    step = after.baseline - before.baseline
    if before.page != after.page or not 0.9 * before.size < step < _STACK_EM * before.size:
        return False
    if before.font != after.font or abs(before.size - after.size) > _BIN_PT:
        return False
    return after.left < before.right and before.left < after.right

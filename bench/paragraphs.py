"""Paragraphs of the body text, found again from where its lines stand.

In: the pages of a PDF. Out: `Text`: the frame of the body (columns, measure), its paragraphs in order, and the other
lines. A line at the left edge of its column goes on with the paragraph before; an indented one begins a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from bench.pages import BLANKS, HAN, Line, most_frequent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.pages import Page

SOURCE_LINE = re.compile(r"^[（(]?(?:来源|作者|编选|选自)[：:]")
_BOLD = re.compile(r"bold|heavy|black", re.IGNORECASE)
_MARKER = re.compile(r"[●•▪◆]|[0-9]+[.．、]?")
_SAME_SIZE_PT = 0.05
_FREQUENT = 0.12  # of the lines: what stands so often is the edge of a column
_FLUSH = 0.25  # of the lines: so many end at the right edge where lines are justified
_INDENT_EM = (0.7, 3.5)
_FULL_EM = 2.5  # a line that ends so near the right edge may go on
_EDGE_EM = 0.3
_MARKER_PT = 3.0
_BIN_PT = 0.15  # edges are counted in bins of a tenth of a point, give or take one
_WIDEST_EM = 4.0  # a word space in a narrow column
_LEADER = 6  # dots in a row


@dataclass(frozen=True, slots=True)
class Column:
    """A column of body text: its edges, in points from the left of the page."""

    left_pt: float
    right_pt: float


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line of body text, the column it stands in, and the edges that it has to reach."""

    line: Line
    column: int
    left_pt: float
    right_pt: float


@dataclass(slots=True)
class Paragraph:
    """The lines of a paragraph; `plain` is ordinary text, not a list or a quotation."""

    lines: list[BodyLine] = field(default_factory=list)
    plain: bool = True

    @property
    def text(self) -> str:
        """The characters of the paragraph."""
        return "".join(line.line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Text:
    """What a document's pages hold: `flow` has every line within the type area, body or not, in reading order."""

    size_pt: float
    font: str
    columns: dict[int, tuple[Column, ...]]
    paragraphs: tuple[Paragraph, ...]
    others: tuple[Line, ...]
    pages: tuple[Page, ...]


def read_text(pages: Sequence[Page], *, first_page: int = 1, measure_pt: float | None = None) -> Text:
    """Find the body of a document.

    Args:
        pages: All its pages.
        first_page: The page on which the body begins; a cover before it is left out.
        measure_pt: The measure that was asked for; without it the right edge is where most lines end.
    """
    lines = [line for page in pages if page.number >= first_page for line in page.lines]
    size = most_frequent(g.size_pt for line in lines for g in line.glyphs if HAN.match(g.text)) or 0.0
    sized = [line for line in lines if abs(line.size_pt - size) < _SAME_SIZE_PT and not _is_contents(line)]
    font = most_frequent(g.font for line in sized for g in line.glyphs if HAN.match(g.text)) or ""
    columns = {
        parity: _columns([line for line in sized if line.page % 2 == parity and line.font == font], size, measure_pt)
        for parity in (0, 1)
    }
    if all(len(found) <= 1 for found in columns.values()):
        lines = _joined(lines, [line for line in sized if line.font == font], size)
        sized = [line for line in lines if abs(line.size_pt - size) < _SAME_SIZE_PT and not _is_contents(line)]
    builder = _Builder(size, font, {parity: columns[parity] or columns[1 - parity] for parity in columns})
    builder.find_indent(line for line in sized if line.font == font)
    kept = {id(line) for line in sized}
    for line in builder.in_order(lines):
        builder.take(line, body=id(line) in kept)
    return Text(size, font, builder.columns, tuple(builder.paragraphs), tuple(builder.others), tuple(pages))


def _joined(lines: Sequence[Line], body: Sequence[Line], size: float) -> list[Line]:
    """Where there is one column, a body line that was parted at a very wide word space becomes one line again."""
    pieces: dict[tuple[int, float], list[Line]] = {}
    for line in body:
        pieces.setdefault((line.page, line.baseline_pt), []).append(line)
    parted = [sorted(found, key=lambda line: line.left_pt) for found in pieces.values() if len(found) > 1]
    parted = [found for found in parted if all(b.left_pt - a.right_pt < _WIDEST_EM * size for a, b in pairwise(found))]
    gone = {id(line) for found in parted for line in found}
    whole = [
        Line(found[0].page, found[0].baseline_pt, tuple(glyph for line in found for glyph in line.glyphs))
        for found in parted
    ]
    return [line for line in lines if id(line) not in gone] + whole


def is_heading(line: Line, text: Text) -> bool:
    """Whether `line` is larger than the body, or as large and bold all through."""
    return line.size_pt > text.size_pt + _SAME_SIZE_PT or (
        abs(line.size_pt - text.size_pt) < _SAME_SIZE_PT and _all_bold(line) and line.font != text.font
    )


def _is_contents(line: Line) -> bool:
    return max(Counter(line.text).get(dot, 0) for dot in "·.…") >= _LEADER


def is_bold(font: str) -> bool:
    """Whether a font's name says that it is bold."""
    return bool(_BOLD.search(font))


def _all_bold(line: Line) -> bool:
    return all(is_bold(glyph.font) for glyph in line.glyphs if glyph.text not in BLANKS)


def _columns(lines: Sequence[Line], size: float, measure_pt: float | None) -> tuple[Column, ...]:
    """The columns that `lines` stand in, from left to right."""
    counts = Counter(round(line.left_pt, 1) for line in lines)
    merged = {x: counts[x] + counts[round(x - 0.1, 1)] + counts[round(x + 0.1, 1)] for x in counts}
    frequent = sorted(x for x, count in merged.items() if count >= max(_FREQUENT * len(lines), 1))
    lefts: list[float] = []
    for x in frequent:
        if not lefts or x - lefts[-1] > _INDENT_EM[1] * size:
            lefts.append(x)
        elif x - lefts[-1] < _EDGE_EM * size and merged[x] > merged[lefts[-1]]:
            lefts[-1] = x
    found = []
    for number, left in enumerate(lefts):
        after = lefts[number + 1] if number + 1 < len(lefts) else float("inf")
        inside = [line for line in lines if left - size / 2 <= line.left_pt < after - size / 2]
        exact = most_frequent(round(line.left_pt, 3) for line in inside if abs(line.left_pt - left) < _BIN_PT) or left
        found.append(Column(exact, exact + measure_pt if measure_pt else _right_edge(inside)))
    return tuple(found)


def _right_edge(lines: Sequence[Line]) -> float:
    rights = sorted(round(line.right_pt, 2) for line in lines)
    edge, count = Counter(round(right, 1) for right in rights).most_common(1)[0]
    if count < _FLUSH * len(rights):
        return rights[len(rights) * 99 // 100]
    return most_frequent(right for right in rights if abs(right - edge) < _BIN_PT) or edge


class _Builder:
    """Takes lines in reading order and puts them together."""

    def __init__(self, size: float, font: str, columns: dict[int, tuple[Column, ...]]) -> None:
        self.columns = columns
        self.paragraphs: list[Paragraph] = []
        self.others: list[Line] = []
        self._size = size
        self._font = font
        self._indent_em = 2
        self._open: Paragraph | None = None
        self._markers: list[Line] = []

    def in_order(self, lines: Iterable[Line]) -> list[Line]:
        """Lines page by page, column by column, from top to bottom."""
        return sorted(lines, key=lambda line: (line.page, self.column_of(line), line.baseline_pt, line.left_pt))

    def column_of(self, line: Line) -> int:
        """The number of the column that `line` begins in."""
        columns = self.columns[line.page % 2]
        return max((n for n, c in enumerate(columns) if c.left_pt <= line.left_pt + self._size / 2), default=0)

    def find_indent(self, body: Iterable[Line]) -> None:
        """Learn from the lines of the body how far first lines are indented: whole ems, two where none is."""
        offsets = [(line, self.columns[line.page % 2]) for line in body if self.columns[line.page % 2]]
        found = [(line.left_pt - columns[self.column_of(line)].left_pt) / self._size for line, columns in offsets]
        self._indent_em = most_frequent(round(em) for em in found if _INDENT_EM[0] <= em <= _INDENT_EM[1]) or 2

    def take(self, line: Line, *, body: bool) -> None:
        """Add the next line."""
        columns = self.columns[line.page % 2]
        if _MARKER.fullmatch(line.text):
            self._markers.append(line)
            return
        if not body or not columns or (_all_bold(line) and not self._is_full()):
            self._other(line)
            return
        column = columns[self.column_of(line)]
        offset_em = (line.left_pt - column.left_pt) / self._size
        if line.font != self._font and not _all_bold(line):
            self._block(line, column)
        elif self._in_list(line):
            self._list(line, column)
        elif offset_em < -_EDGE_EM or offset_em > _INDENT_EM[1]:
            self._other(line)
        elif abs(offset_em) <= _EDGE_EM and self._goes_on(line):
            self._add(line, column.left_pt, column.right_pt)
        elif _all_bold(line):
            self._other(line)
        else:
            self._begin(plain=offset_em >= _INDENT_EM[0])
            left = column.left_pt + (self._indent_em * self._size if offset_em >= _INDENT_EM[0] else 0.0)
            self._add(line, left, column.right_pt)

    def _other(self, line: Line) -> None:
        self.others.append(line)
        heading = _all_bold(line) and line.size_pt > self._size - _SAME_SIZE_PT
        if line.size_pt > self._size or heading or SOURCE_LINE.match(line.text):
            self._open = None

    def _begin(self, *, plain: bool) -> None:
        self._open = Paragraph(plain=plain)
        self.paragraphs.append(self._open)

    def _add(self, line: Line, left_pt: float, right_pt: float) -> None:
        assert self._open is not None  # noqa: S101 - take() sees to it
        self._open.lines.append(BodyLine(line, self.column_of(line), left_pt, right_pt))

    def _goes_on(self, line: Line) -> bool:
        """Whether the open paragraph may go on with `line`: its last line is full, and no block stands between."""
        if self._open is None or not self._open.plain:
            return False
        last = self._open.lines[-1]
        if _all_bold(line) and not is_bold(last.line.glyphs[-1].font):
            return False
        same_place = last.line.page == line.page and last.column == self.column_of(line)
        return not same_place or line.baseline_pt - last.line.baseline_pt < 2.5 * self._size

    def _is_full(self) -> bool:
        """Whether the last line reaches so far to the right that its paragraph may go on."""
        if self._open is None:
            return False
        last = self._open.lines[-1]
        return last.line.right_pt > last.right_pt - _FULL_EM * self._size

    def _in_list(self, line: Line) -> bool:
        if self._marked(line):
            return True
        if self._open is None or self._open.plain or self._open.lines[-1].line.font != self._font:
            return False
        return self._is_full() and abs(self._open.lines[-1].left_pt - line.left_pt) < _EDGE_EM * self._size

    def _marked(self, line: Line) -> bool:
        return any(
            marker.page == line.page
            and abs(marker.baseline_pt - line.baseline_pt) < _MARKER_PT
            and 0 < line.left_pt - marker.left_pt < 2 * self._size
            for marker in self._markers
        )

    def _list(self, line: Line, column: Column) -> None:
        if self._marked(line) or self._open is None:
            self._begin(plain=False)
        left = column.left_pt + round((line.left_pt - column.left_pt) / self._size) * self._size
        self._add(line, left, column.right_pt)

    def _block(self, line: Line, column: Column) -> None:
        """A line of a quotation: indented as a whole at both sides, its paragraphs once more."""
        offset_em = round((line.left_pt - column.left_pt) / self._size)
        indented = self._open is None or self._open.plain or not self._open.lines
        if not indented and self._open is not None:
            first, last = self._open.lines[0], self._open.lines[-1]
            went = line.left_pt - first.line.left_pt
            near = line.page != last.line.page or line.baseline_pt - last.line.baseline_pt < 2.5 * self._size
            indented = not near or went > -_EDGE_EM * self._size * (len(self._open.lines) == 1)
            if len(self._open.lines) > 1:
                indented = abs(line.left_pt - last.line.left_pt) > _EDGE_EM * self._size
        if indented:
            self._begin(plain=False)
        left = column.left_pt + offset_em * self._size
        inset = max(offset_em - (2 if indented else 0), 0) * self._size
        self._add(line, left, column.right_pt - inset)

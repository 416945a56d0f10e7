"""How pages and columns end: what stands at their feet, and how many lines stay unused there.

In: a `Text`. Out: a `Foot` for every column that holds text, in reading order. Notes, figures and an imprint at the
foot of a page are no text that runs on: they make its columns shorter. Where a section ends, its columns are as long
as the longest of them, and may differ by a line (I4).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bench.paragraphs import SOURCE_LINE, is_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.pages import Line
    from bench.paragraphs import Text

_DATE = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
_ASCENT_EM = 0.88
_GAP_LINES = 1.3  # what may lie between the last baseline and what stands at the foot: a descent and a blank line

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Foot:
    """How a column ends.

    Attributes:
        page: Its page.
        first: Its first line.
        last: Its last line.
        after: The first line of the column after it, if the text goes on there in the same section.
        unused: How many lines could stand below its last.
        before_heading: Whether `after` is a title.
        stranded_heading: Whether its last line is a title.
        stranded_source: Whether its first line is a source line.
    """

    page: int
    first: str
    last: str
    after: str | None
    unused: float
    before_heading: bool
    stranded_heading: bool
    stranded_source: bool


def column_feet(text: Text, pitch: float) -> Iterator[Foot]:
    """How each column ends, on a grid of `pitch` points."""
    frame = _Frame(text, pitch)
    places = sorted(frame.flow)
    for place, after in zip(places, [*places[1:], None], strict=True):
        lines = frame.flow[place]
        first, last = lines[0], lines[-1]
        goes_on = after is not None and not frame.begins_section(after)
        head = frame.flow[after][0] if after is not None and goes_on else None
        yield Foot(
            place[0],
            first.text,
            last.text,
            head.text if head else None,
            frame.unused(place),
            head is not None and is_heading(head, text),
            is_heading(last, text),
            bool(SOURCE_LINE.match(first.text)) and not frame.covered(first),
        )


def ends(text: Text, pitch: float) -> Iterator[tuple[int, float]]:
    """The pages of several columns on which a section ends, and by how many lines the columns differ there."""
    frame = _Frame(text, pitch)
    for page in sorted({page for page, _ in frame.flow}):
        count = len(text.columns[page % 2])
        if count > 1 and frame.ends_on(page):
            found = [max(line.baseline_pt for line in lines) for (at, _), lines in frame.flow.items() if at == page]
            tops = [min(line.baseline_pt for line in lines) for (at, _), lines in frame.flow.items() if at == page]
            found += [min(tops) - pitch] * (count - len(found))
            yield page, round((max(found) - min(found)) / pitch, 1)


class _Frame:
    """The type area with what flows through it."""

    def __init__(self, text: Text, pitch: float) -> None:
        self._text = text
        self._pitch = pitch
        body = [(line.column, line.line) for paragraph in text.paragraphs for line in paragraph.lines]
        self._top = min(line.baseline_pt for _, line in body) - 0.9 * pitch
        self._foot = max(line.baseline_pt for _, line in body)
        others = [(_column(text, line), line) for line in text.others]
        last_page = max(line.page for _, line in body)
        inside = [
            (number, line)
            for number, line in body + others
            if self._top < line.baseline_pt < self._foot + pitch / 2 and line.page <= last_page
        ]
        ends = {
            page: max(line.baseline_pt for _, line in lines)
            for page, lines in _by_page([(n, line) for n, line in inside if self._flows(line)])
        }
        self.flow: dict[Place, list[Line]] = {}
        for number, line in inside:
            if line.page in ends and (self._flows(line) or line.baseline_pt <= ends[line.page]):
                self.flow.setdefault((line.page, number), []).append(line)
        for lines in self.flow.values():
            lines.sort(key=lambda line: (line.baseline_pt, line.left_pt))
        self._largest = max((line.size_pt for lines in self.flow.values() for line in lines), default=0.0)
        self._feet = {page: self._free_foot(page, end) for page, end in ends.items()}

    def _flows(self, line: Line) -> bool:
        """Whether a line runs with the text: body, titles, source lines; not notes, captions, words in figures."""
        text = self._text
        return (
            line.size_pt >= text.size_pt - 0.05
            or bool(SOURCE_LINE.match(line.text))
            or bool(_DATE.fullmatch(line.text))
        )

    def _free_foot(self, page: int, end: float) -> float:
        """The lowest baseline that text can have on a page whose text ends at `end`."""
        tops = [
            line.baseline_pt - _ASCENT_EM * line.size_pt
            for line in self._text.others
            if line.page == page and end < line.baseline_pt < self._foot + self._pitch
        ]
        tops += [
            shape.top_pt
            for shape in next(found.shapes for found in self._text.pages if found.number == page)
            if end < shape.top_pt < self._foot
        ]
        if not tops:
            return self._foot
        free = math.floor((min(tops) - end) / self._pitch - _GAP_LINES)
        return min(end + max(free, 0) * self._pitch, self._foot)

    def unused(self, place: Place) -> float:
        """How many lines could stand below the last of a column."""
        page = place[0]
        foot = self._feet[page]
        if self.ends_on(page):
            foot = max(lines[-1].baseline_pt for at, lines in self.flow.items() if at[0] == page)
        last = max(line.baseline_pt for line in self.flow[place])
        return max(round((foot - last) / self._pitch, 1), 0.0)

    def begins_section(self, place: Place) -> bool:
        """Whether the first line of a column is as large as any: what comes before it need not fill its page."""
        return self.flow[place][0].size_pt >= max(self._largest, self._text.size_pt + 1)

    def ends_on(self, page: int) -> bool:
        """Whether a section ends on a page."""
        after = min((place for place in self.flow if place[0] > page), default=None)
        return after is None or self.begins_section(after)

    def covered(self, line: Line) -> bool:
        """Whether a title that spans the columns stands above a column: then a source line may begin it."""
        return any(
            other.page == line.page
            and self._top < other.baseline_pt < line.baseline_pt
            and other.right_pt > line.left_pt
            for other in self._text.others
        )


def _by_page(lines: Sequence[tuple[int, Line]]) -> Iterator[tuple[int, list[tuple[int, Line]]]]:
    for page, found in groupby(sorted(lines, key=lambda item: item[1].page), key=lambda item: item[1].page):
        yield page, list(found)


def _column(text: Text, line: Line) -> int:
    columns = text.columns[line.page % 2]
    return max((n for n, c in enumerate(columns) if c.left_pt <= line.left_pt + text.size_pt / 2), default=0)

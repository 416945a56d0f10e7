"""The text of laid-out pages as blocks: what it says, where it stands, and where it is written."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from typeset.leaves import TextRun

# How far a line of Chinese reaches above and below its baseline.
_ABOVE_EM, _BELOW_EM = 0.88, 0.22


class Line(NamedTuple):
    """A line of a block: its text and its box, points from the page's top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Block(Struct, frozen=True):
    """A paragraph, heading or cell on one page and in one column.

    Attributes:
        source: `file#line`, or `file`; empty for what the layout adds.
        lines: Its lines from top to bottom.
    """

    source: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All it says."""
        return "".join(line.text for line in self.lines)

    @property
    def file(self) -> str:
        """The file that it is written in."""
        return self.source.partition("#")[0]

    @property
    def line(self) -> int:
        """The line of the file, from 1; 0 where only the file is known."""
        number = self.source.partition("#")[2]
        return int(number) if number.isdigit() else 0


def blocks_of(runs: Iterable[TextRun]) -> tuple[Block, ...]:
    """The blocks of a page with these `runs`, in reading order."""
    groups = groupby(runs, key=lambda run: (run.source, run.column))
    return tuple(Block(source, tuple(_lines(group))) for (source, _), group in groups)


def blocks_by_page(runs: Iterable[TextRun]) -> Mapping[int, tuple[Block, ...]]:
    """The blocks of each page, from 1."""
    return {page: blocks_of(group) for page, group in groupby(runs, key=lambda run: run.page)}


def _lines(runs: Iterable[TextRun]) -> Iterator[Line]:
    for _, group in groupby(runs, key=lambda run: round(run.line_pt, 2)):
        line = list(group)
        yield Line(
            "".join(run.text for run in line),
            min(run.x_pt for run in line),
            min(run.baseline_pt - _ABOVE_EM * run.size_pt for run in line),
            max(run.x_pt + run.width_pt for run in line),
            max(run.baseline_pt + _BELOW_EM * run.size_pt for run in line),
        )

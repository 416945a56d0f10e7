"""The lines of a page as proofreaders count them: each line of an article, column by column, from the top."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from typeset.leaves import Column, TextRun

# Cells of a row and the marks of lists may stand a little off the text beside them, in em of the larger.
_SAME_LINE_EM = 0.4


class CountedLine(Struct, frozen=True):
    """A line: its number on the page, from 1, and where it stands, in points from the page's top left."""

    number: int
    baseline_pt: float
    left_pt: float
    right_pt: float
    size_pt: float
    column: Column
    files: frozenset[str]


def count_lines(runs: Iterable[TextRun]) -> dict[int, list[CountedLine]]:
    """The lines of each page: titles, text, captions and notes; not running heads, covers and contents.

    What a page has in columns counts column by column; what stands across them, where it stands.
    """
    counted: dict[int, list[CountedLine]] = {}
    wanted = (run for run in runs if is_article_text(run))
    for (page, column), group in groupby(wanted, key=lambda run: (run.page, run.column)):
        lines = counted.setdefault(page, [])
        for line in _lines(list(group)):
            lines.append(_counted(len(lines) + 1, line, column))
    return counted


def is_article_text(run: TextRun) -> bool:
    """Whether `run` is a visible part of an article: only that knows the line of a file."""
    return "#" in run.source and bool(run.text.strip())


def _lines(runs: Sequence[TextRun]) -> list[list[TextRun]]:
    lines: list[list[TextRun]] = []
    for run in sorted(runs, key=lambda run: (run.line_pt, run.x_pt)):
        first = lines[-1][0] if lines else None
        if first and run.line_pt - first.line_pt < _SAME_LINE_EM * max(run.size_pt, first.size_pt):
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


def _counted(number: int, runs: Sequence[TextRun], column: Column) -> CountedLine:
    return CountedLine(
        number=number,
        baseline_pt=max(runs, key=lambda run: len(run.text)).line_pt,
        left_pt=min(run.x_pt for run in runs),
        right_pt=max(run.x_pt + run.width_pt for run in runs),
        size_pt=max(run.size_pt for run in runs),
        column=column,
        files=frozenset(run.source.partition("#")[0] for run in runs),
    )

"""The lines of a page as one reads them: text on one baseline, cut where a column ends."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.preflight.pdf.objects import Rectangle
from typeset.preflight.pdf.painted import Kind, Painted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from typeset.preflight.pdf.painted import Content

_SAME = 0.3  # of the size: what stands this near to a baseline stands on it
_GAP = 4.0  # em: what follows at a greater distance is another column's


class Line(Struct, frozen=True):
    """A line: its text from left to right, and the rectangle around it."""

    text: str
    box: Rectangle
    size: float


def lines_of(content: Content, wanted: Callable[[Sequence[Painted]], bool]) -> Iterator[Line]:
    """The lines of a page, from top to bottom; only those baselines on which what stands there is `wanted`."""
    for row in _rows(filter(_is_read, content.things)):
        if wanted(row):
            yield from _cut(sorted(row, key=lambda thing: thing.box.left))


def _is_read(thing: Painted) -> bool:
    return thing.kind is Kind.TEXT and thing.is_visible and bool(thing.text.strip())


def _rows(things: Iterable[Painted]) -> list[list[Painted]]:
    rows: list[list[Painted]] = []
    for thing in sorted(things, key=lambda thing: (-round(_baseline(thing), 1), thing.box.left)):
        if rows and abs(_baseline(rows[-1][0]) - _baseline(thing)) < _SAME * thing.size:
            rows[-1].append(thing)
        else:
            rows.append([thing])
    return rows


def _baseline(thing: Painted) -> float:
    return thing.matrix[5]


def _cut(row: Sequence[Painted]) -> list[Line]:
    groups = [[row[0]]]
    for before, thing in itertools.pairwise(row):
        if thing.box.left - before.box.right > _GAP * max(thing.size, before.size):
            groups.append([])
        groups[-1].append(thing)
    return [_line(group) for group in groups]


def _line(group: Sequence[Painted]) -> Line:
    sides = [thing.box for thing in group]
    box = Rectangle(
        min(side.left for side in sides),
        min(side.bottom for side in sides),
        max(side.right for side in sides),
        max(side.top for side in sides),
    )
    return Line("".join(thing.text for thing in group), box, max(thing.size for thing in group))

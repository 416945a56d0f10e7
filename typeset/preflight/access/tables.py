"""Tables: cells know their headers, and rows are of one length (U7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.objects import integer, items, name
from typeset.preflight.pdf.tags import Tag, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.tags import Tags
    from typeset.settings import Profiles

_SCOPES = {"Row", "Column", "Both"}
_SECTIONS = {"THead", "TBody", "TFoot"}
_MOST = 1000  # rows or columns that a cell may span


def check_headers(document: Document, _: Profiles) -> Iterator[Finding]:
    """Headers have a scope, unless every cell names its headers."""
    tags = document.once(tags_of)
    for table in tags.of_role("Table"):
        cells = [cell for row in _rows(table) for cell in row.kids if cell.role in {"TH", "TD"}]
        headers = [cell for cell in cells if cell.role == "TH"]
        named = all(items(tags.attribute(cell, "/Headers")) for cell in cells if cell.role == "TD")
        if not headers and cells:
            yield Finding("U7.no-headers", table.page)
        elif not named and not all(name(tags.attribute(cell, "/Scope")) in _SCOPES for cell in headers):
            yield Finding("U7.no-scope", table.page)


def check_regular(document: Document, _: Profiles) -> Iterator[Finding]:
    """The spans of cells add up: every row is as long as the first, and no cells overlap."""
    tags = document.once(tags_of)
    for table in tags.of_role("Table"):
        lengths = _lengths(tags, _rows(table))
        if len(set(lengths)) > 1:
            row = next(number for number, length in enumerate(lengths, 1) if length != lengths[0])
            values = {"row": row, "count": lengths[row - 1], "expected": lengths[0]}
            yield Finding("U7.irregular", table.page, values=values)


def _rows(table: Tag) -> list[Tag]:
    rows = []
    for kid in table.kids:
        rows += [kid] if kid.role == "TR" else kid.kids if kid.role in _SECTIONS else []
    return [row for row in rows if row.role == "TR"]


def _lengths(tags: Tags, rows: list[Tag]) -> list[int]:
    """How many columns each row takes, cells that reach down from above counted."""
    lengths = []
    above: list[int] = []  # how many rows from above still cover each column
    for row in rows:
        covered = [max(0, left) for left in above]
        column = 0
        for cell in row.kids:
            while column < len(covered) and covered[column] > 0:
                column += 1
            wide = min(_MOST, max(1, integer(tags.attribute(cell, "/ColSpan")) or 1))
            high = min(_MOST, max(1, integer(tags.attribute(cell, "/RowSpan")) or 1))
            covered += [0] * (column + wide - len(covered))
            covered[column : column + wide] = [high] * wide
            column += wide
        lengths.append(sum(left > 0 for left in covered))
        above = [left - 1 for left in covered]
    return lengths

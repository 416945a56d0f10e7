"""Paragraphs of the body, put together again from lines.

A line at the left edge of its column goes on with the paragraph before; an indented one begins a paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.preflight.reading.lines import OPENING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typeset.preflight.reading.columns import Column, Columns
    from typeset.preflight.reading.lines import Line

_EDGE_EM = 0.3
_BLANK_EM = 0.5
_INDENT_EM = (0.7, 3.5)
_FULL_EM = 2.5  # a line that ends so near the right edge may go on
_UNBROKEN_EM = 6.0  # … into a line right under it, which may begin with a long word
_NEAR_PITCH = 1.4  # of the pitch: lines further apart have something between them


class Placed(Struct, frozen=True):
    """A line of the body and the column it stands in."""

    line: Line
    column: Column

    def offset(self) -> float:
        """How far it begins from the left edge, in em."""
        return (self.line.left - self.column.left) / self.line.size

    def at_edge(self) -> bool:
        """Whether it begins at the left edge, with or without the blank of an opening mark."""
        blank = _BLANK_EM if self.line.seen.kinds[0] in OPENING else 0.0
        return min(abs(self.offset()), abs(self.offset() - blank)) <= _EDGE_EM

    def missing(self) -> float:
        """How far it ends before the right edge, in em."""
        return (self.column.right - self.line.right) / self.line.size


class Paragraph(Struct):
    """Lines of one paragraph.

    Attributes:
        lines: From the first to the last.
        indent: How far the first line is indented, in em.
        plain: Whether it is ordinary text: its turnover lines stand at the edge of the column.
        whole: Whether it is known where it begins and ends; nothing stands between its lines.
    """

    lines: list[Placed] = field(default_factory=list)
    indent: float = 0.0
    plain: bool = True
    whole: bool = True


def paragraphs_of(lines: Iterable[Line], columns: Columns, pitch: float, turns: frozenset[int]) -> Iterator[Paragraph]:
    """The paragraphs of `lines`.

    Args:
        lines: The lines of the body, in reading order.
        columns: The columns that they stand in.
        pitch: From one baseline to the next, in points.
        turns: The identities of the lines after which a paragraph may go on in another column or on another page.
    """
    current: Paragraph | None = None
    for line in lines:
        column = columns.of(line)
        if column is None:
            return
        placed = Placed(line, column)
        if current is not None and _goes_on(current, placed, pitch, turns):
            split = _after_inset(current, placed)
            if split is not None:
                yield current
                current = split
            current.lines.append(placed)
            continue
        if current is not None:
            yield current
        offset = placed.offset()
        indented = _INDENT_EM[0] <= offset <= _INDENT_EM[1]
        current = Paragraph([placed], offset, plain=placed.at_edge() or indented)
    if current is not None:
        yield current


def _goes_on(paragraph: Paragraph, placed: Placed, pitch: float, turns: frozenset[int]) -> bool:
    """Whether `placed` may be the next line of `paragraph`."""
    last = paragraph.lines[-1]
    step = placed.line.baseline - last.line.baseline
    same = (last.line.page, last.column.number) == (placed.line.page, placed.column.number)
    if not 0 < step <= _NEAR_PITCH * pitch if same else id(last.line) not in turns:
        return False
    if placed.at_edge() and last.missing() <= (_UNBROKEN_EM if same else _FULL_EM):
        return True
    if last.missing() > _FULL_EM:
        return False
    # Turnover lines of lists and quotations stand under each other; a paragraph of one full line looks the same.
    inset = same and placed.offset() > 0 and abs(placed.offset() - last.offset()) <= _EDGE_EM
    if inset:
        paragraph.plain = False
    return inset


def _after_inset(paragraph: Paragraph, placed: Placed) -> Paragraph | None:
    """Where a line at the edge follows an inset, the line before it was the first of a paragraph of its own."""
    if paragraph.plain or not placed.at_edge() or len(paragraph.lines) < 2:  # noqa: PLR2004
        return None
    first = paragraph.lines.pop()
    if len(paragraph.lines) == 1:
        paragraph.plain = True
    return Paragraph([first], first.offset(), plain=True)

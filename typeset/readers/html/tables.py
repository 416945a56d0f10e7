"""Tables: rows of the same length under one head, as the dialect has them; what does not fit is kept and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from typeset.markup.dialect import is_cjk
from typeset.markup.tree import LineBreak, Paragraph, Table, Text
from typeset.readers.html.inline import WIDE_SPACE, flattened, without_breaks
from typeset.readers.manuscript import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from typeset.markup.tree import Inline
    from typeset.readers.html.session import Session

_MOST_COLUMNS = 60
_MOST_ROWS = 2000
_LARGEST_GRID = 100_000  # cells that spans may cover
_ROWS = frozenset(["thead", "tbody", "tfoot"])
_LONGEST_TITLE = 60


class _Cell(Struct):
    """A cell: what is in it, and how many columns and rows it covers."""

    pieces: list[Piece]
    columns: int = 1
    rows: int = 1


def read_table(node: LexborNode, session: Session, inside: Callable[[LexborNode], list[Piece]]) -> Iterator[Piece]:
    """The pieces that `node` becomes: a table, and after it the tables that stood in its cells."""
    begin = session.place
    caption: tuple[Inline, ...] = ()
    rows: list[list[_Cell]] = []
    for row in _rows(node):
        if row.tag == "caption":
            caption = (*caption, *without_breaks(flattened([piece.block for piece in inside(row)], LineBreak())))
        else:
            rows.append([_cell(cell, inside(cell)) for cell in _cells(row)])
    rows = [row for row in rows if row]
    cells = [cell for row in rows for cell in row]
    inner = [piece for cell in cells for piece in cell.pieces if isinstance(piece.block, Table)]
    place = next((piece.block.line for cell in cells for piece in cell.pieces), begin)
    here, session.place = session.place, place
    if caption and not _is_table(cells):
        yield Piece(Paragraph(caption, place), centred=True, caption=True)
        caption = ()
    if len(cells) == 1:
        session.remark("import.frame-table")
        yield from cells[0].pieces
    elif cells:
        rows, title = _titled(rows)
        caption = caption or title
        yield Piece(_made(rows, caption, place, session))
        if inner:
            session.remark("import.nested-table", "", str(len(inner)))
        yield from inner
    session.place = here


def _is_table(cells: Sequence[_Cell]) -> bool:
    return len(cells) > 1


def _rows(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        if child.tag in _ROWS:
            yield from _rows(child)
        elif child.tag in {"tr", "caption"}:
            yield child
        child = child.next


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    child = row.first_child
    while child is not None:
        if child.tag in {"td", "th"}:
            yield child
        child = child.next


def _cell(node: LexborNode, pieces: list[Piece]) -> _Cell:
    return _Cell(pieces, _span(node, "colspan", _MOST_COLUMNS), _span(node, "rowspan", _MOST_ROWS))


def _span(node: LexborNode, name: str, most: int) -> int:
    text = node.attributes.get(name) or ""
    return min(max(1, int(text)), most) if text.isascii() and text.isdigit() and len(text) < 9 else 1  # noqa: PLR2004


def _titled(rows: list[list[_Cell]]) -> tuple[list[list[_Cell]], tuple[Inline, ...]]:
    """`rows` without a first one that is one cell over all columns, and what it says: the title of the table."""
    if len(rows) > 1 and len(rows[0]) == 1 and rows[0][0].columns > 1:
        words = _line(rows[0][0].pieces)
        if words and _length(words) <= _LONGEST_TITLE:
            return rows[1:], words
    return rows, ()


def _length(inlines: tuple[Inline, ...]) -> int:
    return sum(len(inline.text) if isinstance(inline, Text) else 1 for inline in inlines)


def _made(rows: list[list[_Cell]], caption: tuple[Inline, ...], place: int, session: Session) -> Table:
    grid: list[dict[int, tuple[Inline, ...]]] = [{} for _ in rows]
    merged = 0
    room = _LARGEST_GRID
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[r]:
                column += 1
            words = _line(cell.pieces)
            down_to, room = min(cell.rows, len(rows) - r), room - cell.rows * cell.columns
            for down in range(down_to if room > 0 else 1):
                for right in range(cell.columns if room > 0 else 1):
                    grid[r + down].setdefault(column + right, words if not (down or right) else ())
            merged += cell.columns > 1 or cell.rows > 1
            column += cell.columns if room > 0 else 1
    if merged:
        session.remark("import.merged-cells", "", str(merged))
    if any(sum(1 for piece in cell.pieces if isinstance(piece.block, Paragraph)) > 1 for row in rows for cell in row):
        session.remark("import.cell-paragraphs")
    width = max(max(row, default=0) for row in grid) + 1
    head, *rest = [tuple(row.get(column, ()) for column in range(width)) for row in grid]
    return Table(head, tuple(rest), ("",) * width, caption, "", place)


def _line(pieces: Sequence[Piece]) -> tuple[Inline, ...]:
    """What a cell says in one line; a table in it stands elsewhere."""
    blocks = [replace(piece.block, caption=()) if isinstance(piece.block, Table) else piece.block for piece in pieces]
    words = flattened([block for block in blocks if not isinstance(block, Table)], LineBreak())
    return _spaced(words)


def _spaced(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A full-width space for a line end beside Chinese, a space for one between Western words."""
    spaced: list[Inline] = []
    for index, inline in enumerate(inlines):
        if isinstance(inline, LineBreak):
            beside = [inlines[i] for i in (index - 1, index + 1) if 0 <= i < len(inlines)]
            texts = [other.text for other in beside if isinstance(other, Text)]
            western = len(texts) == len(beside) and not any(is_cjk(c) for t in texts for c in (t[:1], t[-1:]) if c)
            spaced.append(Text(" " if western else WIDE_SPACE))
        else:
            spaced.append(inline)
    return without_breaks(spaced)

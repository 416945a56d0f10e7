"""The title: a paragraph in the style of titles, or a short first line; else the name of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.markup.tree import Note, Paragraph
from typeset.readers.manuscript import Remark
from typeset.readers.shape.byline import is_byline
from typeset.readers.shape.headings import rank_of
from typeset.readers.shape.words import is_closed, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.markup.tree import Inline
    from typeset.readers.manuscript import Head, Piece

_LONGEST = 50
_FIRST = 3
_DASH = re.compile(r"\s*[—–-]{1,2}")


def take_title(pieces: Sequence[Piece], head: Head, name: str) -> tuple[list[Piece], Head, list[Remark]]:
    """`pieces` without the title, `head` with it."""
    if head.title:
        return _without(pieces, head)
    rest = list(pieces)
    index = _found(rest)
    if index is None:
        return rest, replace(head, title=name), [Remark("import.title-from-name", 0, name)]
    piece = rest.pop(index)
    title, notes = _one_line(words_of(piece)), _notes(piece)
    remarks = [Remark("import.title", piece.block.line, title)]
    while index < len(rest) and _continues(rest[index], piece):
        more = rest.pop(index)
        title += f"\u3000{_one_line(words_of(more))}"
        notes += _notes(more)
        remarks.append(Remark("import.subtitle", more.block.line, words_of(more)))
    return _with_notes(rest, notes, remarks), replace(head, title=title), remarks


def _without(pieces: Sequence[Piece], head: Head) -> tuple[list[Piece], Head, list[Remark]]:
    """The title is known; where the text begins with it again, it stands there no longer."""
    rest = list(pieces)
    first = next((index for index, piece in enumerate(rest[:_FIRST]) if words_of(piece)), None)
    if first is not None and _squeezed(words_of(rest[first])) == _squeezed(head.title) and not _notes(rest[first]):
        piece = rest.pop(first)
        return rest, head, [Remark("import.labels", piece.block.line, words_of(piece))]
    return rest, head, []


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _one_line(text: str) -> str:
    return "\u3000".join(text.split("\n"))


def _found(pieces: Sequence[Piece]) -> int | None:
    for index, piece in enumerate(pieces):
        if piece.level == 0 and words_of(piece):
            return index
    for index, piece in enumerate(pieces[:_FIRST]):
        text = words_of(piece)
        if not text:
            continue
        likely = piece.level is not None or not is_closed(text)
        return index if likely and len(text) <= _LONGEST and rank_of(text) is None and not is_byline(text) else None
    return None


def _continues(piece: Piece, title: Piece) -> bool:
    text = words_of(piece)
    if not text or len(text) > _LONGEST or is_byline(text):
        return False
    return piece.subtitle or (piece.level == 0 and title.level == 0) or bool(_DASH.match(text) and not is_closed(text))


def _notes(piece: Piece) -> list[Inline]:
    return [inline for inline in getattr(piece.block, "children", ()) if isinstance(inline, Note)]


def _with_notes(pieces: list[Piece], notes: Sequence[Inline], remarks: list[Remark]) -> list[Piece]:
    """A title can hold no note; its notes hang on the first paragraph."""
    for index, piece in enumerate(pieces if notes else ()):
        if isinstance(piece.block, Paragraph):
            pieces[index] = replace(piece, block=replace(piece.block, children=(*piece.block.children, *notes)))
            remarks.append(Remark("import.title-note", piece.block.line))
            break
    return pieces

"""The words of a piece, and the questions that every step of the shaping asks of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.markup.text import plain_text
from typeset.markup.tree import Paragraph, Strong, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.markup.tree import Inline
    from typeset.readers.manuscript import Piece

_CLOSED = re.compile(r"[。！？；：…!?;:，,、][”’\"')）》】\]]*$")
_LONGEST_QUOTATION = 40


def words_of(piece: Piece) -> str:
    """What a paragraph says, without marks and notes; nothing for any other block."""
    return plain_text(piece.block.children).strip() if isinstance(piece.block, Paragraph) else ""


def is_closed(text: str) -> bool:
    """Whether `text` ends with a mark, as sentences do and titles do not."""
    return bool(_CLOSED.search(text.strip()))


def is_strong(piece: Piece) -> bool:
    """Whether all words of a paragraph are bold."""
    children = piece.block.children if isinstance(piece.block, Paragraph) else ()
    return any(isinstance(inline, Strong) for inline in children) and all(
        isinstance(inline, Strong) or (isinstance(inline, Text) and not re.search(r"\w", inline.text))
        for inline in children
    )


def unbold(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """`inlines` without bold, for what is set in bold by the layout."""
    flat: list[Inline] = []
    for inline in inlines:
        for part in inline.children if isinstance(inline, Strong) else (inline,):
            if isinstance(part, Text) and flat and isinstance(last := flat[-1], Text):
                flat[-1] = Text(last.text + part.text)
            else:
                flat.append(part)
    return tuple(flat)


def quoted(text: str) -> str:
    """The first words of `text`, for the report."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTATION else text[:_LONGEST_QUOTATION] + "……"

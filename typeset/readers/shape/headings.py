"""Headings: those in a style, those with a number typed by hand (一、（一）1.（1）), and short lines all in bold.

Their ranks, as they occur, become the levels of the dialect, from 2; every level is a proposal and reported as one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.markup.tree import Heading, Paragraph
from typeset.readers.manuscript import Remark
from typeset.readers.shape.words import is_closed, is_strong, quoted, unbold, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.readers.manuscript import Piece

# From the highest to the lowest, as GB/T 9704 has them, with chapters above.
_HAND = tuple(
    re.compile(pattern)
    for pattern in (
        r"第[一二三四五六七八九十百\d]{1,4}[编章部][\s\u3000：:]*\S|第[一二三四五六七八九十]{1,3}部分",
        r"第[一二三四五六七八九十百\d]{1,4}节[\s\u3000：:]*\S",
        r"[一二三四五六七八九十]{1,3}\s*[、．.]",
        r"[（(][一二三四五六七八九十]{1,3}[）)]",
        r"\d{1,2}\s*(?:[、．]|\.(?!\d))",
        r"[（(]\d{1,2}[）)]|[①-⑳]|\d{1,2}[）)]",
    )
)
_BOLD = len(_HAND)
_LONGEST = 40
_LONGEST_BOLD = 30
_TOP, _LOWEST = 2, 4
_STYLED = 0  # ranks of styles come before those of hands
_STEP = 100


def rank_of(text: str) -> int | None:
    """The rank of the number that `text` begins with; None where it begins with none."""
    return next((rank for rank, pattern in enumerate(_HAND) if pattern.match(text)), None)


def shape_headings(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Remark]]:
    """`pieces` with headings where they probably are."""
    ranks = [_rank(piece) for piece in pieces]
    hand = [_hand(piece) if rank is None else None for piece, rank in zip(pieces, ranks, strict=True)]
    for kind in {rank for rank in hand if rank is not None}:
        if not _divides(kind, hand, ranks, pieces):
            hand = [None if other == kind else other for other in hand]
    ranks = _together(ranks, hand, pieces)
    levels = {
        rank: min(_TOP + order, _LOWEST) for order, rank in enumerate(sorted({r for r in ranks if r is not None}))
    }
    shaped: list[Piece] = []
    remarks: list[Remark] = []
    above = _TOP - 1
    for index, (piece, rank) in enumerate(zip(pieces, ranks, strict=True)):
        if rank is None or not isinstance(piece.block, Paragraph):
            shaped.append(piece)
            continue
        above = level = min(levels[rank], above + 1)
        shaped.append(replace(piece, block=Heading(level, unbold(piece.block.children), piece.block.line)))
        code = "import.headings" if hand[index] is not None else "import.styled-headings"
        remarks.append(Remark(code, piece.block.line, "#" * level + " " + quoted(words_of(piece))))
    return shaped, remarks


def _rank(piece: Piece) -> int | None:
    return _STYLED + piece.level if piece.level is not None and words_of(piece) else None


def _hand(piece: Piece) -> int | None:
    """The rank of a paragraph that looks like a heading."""
    text = words_of(piece)
    if not text or "\n" in text or is_closed(text) or len(text) > _LONGEST or piece.caption:
        return None
    rank = rank_of(text)
    if rank is None:
        return _BOLD if is_strong(piece) and len(text) <= _LONGEST_BOLD else None
    return rank


def _divides(rank: int, hand: Sequence[int | None], ranks: Sequence[int | None], pieces: Sequence[Piece]) -> bool:
    """Whether text stands between the headings of this rank; else they are the items of a list."""
    at = [index for index, other in enumerate(hand) if other == rank]
    followed = [index for index in at if index + 1 < len(pieces) and hand[index + 1] != rank]
    bold = sum(1 for index in at if is_strong(pieces[index]))
    above = [r for r in ranks if r is not None]
    return 2 * len(followed) > len(at) or (2 * bold > len(at) and bool(above or rank < _BOLD))


def _together(styled: Sequence[int | None], hand: Sequence[int | None], pieces: Sequence[Piece]) -> list[int | None]:
    """One order of ranks: a number typed by hand ranks with the styled headings that have such a number."""
    same: dict[int, int] = {}
    for rank, piece in zip(styled, pieces, strict=True):
        number = rank_of(words_of(piece))
        if rank is not None and number is not None:
            same.setdefault(number, rank)
    lowest = max((rank for rank in styled if rank is not None), default=0)
    return [
        rank if rank is not None else None if typed is None else same.get(typed, lowest + _STEP + typed)
        for rank, typed in zip(styled, hand, strict=True)
    ]

"""Paragraphs that a page break cut in two are joined again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.readers.extracted.lines import Block, LineKind, is_closed

if TYPE_CHECKING:
    from collections.abc import Sequence

# What can only begin a paragraph: a number of its own, a run-in head.
_BEGINS = re.compile(
    r"\s*(?:\*\*|[（(][一二三四五六七八九十0-9]+[)）]|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[，、])"
)
_ALL_BOLD = re.compile(r"\s*\*\*[^*]+\*\*\s*$")


def join_cut(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """Join each text that does not end as a paragraph does with the text after it.

    Returns the blocks, and the lines at which a paragraph goes on.
    """
    joined: list[Block] = []
    places: list[int] = []
    for block in blocks:
        if joined and _goes_on(joined[-1], block):
            joined[-1] = Block(LineKind.TEXT, (*joined[-1].lines, *block.lines))
            places.append(block.lines[0].number)
        else:
            joined.append(block)
    return tuple(joined), tuple(places)


def _goes_on(block: Block, following: Block) -> bool:
    return (
        block.kind is following.kind is LineKind.TEXT
        and not is_closed(block.lines[-1].text)
        and not _ALL_BOLD.match(block.text)
        and not _BEGINS.match(following.lines[0].text)
    )

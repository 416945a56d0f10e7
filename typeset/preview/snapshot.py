"""One state of the pages, as the browser is shown it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typeset.press.proof import Proof
    from typeset.preview.blocks import Block


class PageView(Struct, frozen=True):
    """A page: `key` names its looks, so that the same key is the same picture; its size in points."""

    key: str
    width: float
    height: float


class Entry(Struct, frozen=True):
    """A line of the outline: level 1 is a section, 2 an article."""

    title: str
    level: int
    page: int


class Hit(Struct, frozen=True):
    """Where a search finds its words: the page, a piece of text around it, and the box in points."""

    page: int
    before: str
    match: str
    after: str
    box: tuple[float, float, float, float]


class Snapshot(Struct, frozen=True):
    """All pages of one layout of the issue."""

    version: int
    title: str
    proof: Proof
    pages: tuple[PageView, ...]
    outline: tuple[Entry, ...]
    blocks: Mapping[int, tuple[Block, ...]]

    def number_of(self, key: str) -> int | None:
        """The page, from 1, that looks as `key` says."""
        return next((number for number, page in enumerate(self.pages, 1) if page.key == key), None)

    def page_of(self, file: str, line: int) -> int | None:
        """The page on which the block that reaches to `line` of `file` begins."""
        best: tuple[int, int] | None = None
        for page, blocks in self.blocks.items():
            for block in blocks:
                if block.file == file and block.line <= max(line, 1) and (best is None or block.line > best[0]):
                    best = (block.line, page)
        return best[1] if best else None

    def search(self, words: str, most: int) -> Iterator[Hit]:
        """The first `most` places of `words`, whatever their case, within the blocks; lines may break inside them."""
        needle = words.casefold()
        for page, blocks in sorted(self.blocks.items()):
            for block in blocks:
                text = block.text.casefold()
                at = text.find(needle)
                while needle and at >= 0:
                    if most <= 0:
                        return
                    most -= 1
                    yield _hit(page, block, at, len(needle))
                    at = text.find(needle, at + len(needle))


_AROUND = 12


def _hit(page: int, block: Block, at: int, length: int) -> Hit:
    text, start = block.text, 0
    line = block.lines[0]
    for line in block.lines:
        if at < start + len(line.text):
            break
        start += len(line.text)
    width = (line.right - line.left) / max(1, len(line.text))
    left = line.left + (at - start) * width
    right = min(line.right, left + length * width)
    around = text[max(0, at - _AROUND) : at], text[at : at + length], text[at + length : at + length + _AROUND]
    return Hit(page, *around, (left, line.top, right, line.bottom))

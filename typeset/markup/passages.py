"""The running text of an article, paragraph by paragraph, each character with its place in the file.

The tree of `tree.py` is for setting; this is for reading: markup is left out, code and pictures are one object
character (U+FFFC), and a finding in the text can be led back to the character that the author typed.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct
from msgspec.structs import replace

from typeset.diagnostics import Report
from typeset.markup.dialect import DEEPEST, parser
from typeset.markup.places import Cursor, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

OBJECT = "\ufffc"


class Kind(StrEnum):
    """What a passage is in its article."""

    TITLE = "title"
    SHORT_TITLE = "short_title"
    SOURCE = "source"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    NOTE = "note"
    CAPTION = "caption"


class Run(Struct, frozen=True):
    """The text of one paragraph, heading, item, cell or note; `offsets[i]` is where `text[i]` stands in the source."""

    kind: Kind
    text: str
    offsets: Sequence[int]


_KINDS = {
    "heading": Kind.HEADING,
    "list_item": Kind.ITEM,
    "th": Kind.CELL,
    "td": Kind.CELL,
    "footnote_reference": Kind.NOTE,
}
_NOWHERE = Path()
# The mark of a table's caption, as `parse.py` has it.
_CAPTION = re.compile(r"(?::[ \t\u3000]|：)\s*")


def read_runs(text: str) -> tuple[Run, ...]:
    """The runs of `text` in reading order; none where it nests deeper than an article may."""
    source = Source(text, _NOWHERE, 1, Report())
    tokens = parser().parse(text, {})
    return () if _depth(tokens) > 2 * DEEPEST else tuple(_runs(SyntaxTreeNode(tokens), Kind.PARAGRAPH, source))


def _depth(tokens: Sequence[Token]) -> int:
    """How deep the tokens nest, blocks and what stands inside of lines together."""
    depth = deepest = 0
    for token in tokens:
        depth += token.nesting
        deepest = max(deepest, depth, depth + _depth(token.children) if token.children else 0)
    return deepest


def _runs(node: SyntaxTreeNode, kind: Kind, source: Source) -> Iterator[Run]:
    if node.type == "inline":
        yield from _run(node, kind, source.cursor(node))
        return
    kind = _KINDS.get(node.type, kind)
    if node.type == "tr":  # the parser knows the place of a row, not of its cells
        cursor = source.cursor(node)
        for cell in node.children:
            yield from _run(cell.children[0], Kind.CELL, cursor)
        return
    above = ""
    for child in node.children:
        below = _CAPTION.match(child.children[0].content) if above == "table" and child.type == "paragraph" else None
        for run in _runs(child, kind, source):
            yield (
                replace(run, kind=Kind.CAPTION, text=run.text[below.end() :], offsets=run.offsets[below.end() :])
                if below
                else run
            )
        above = child.type


def _run(node: SyntaxTreeNode, kind: Kind, cursor: Cursor) -> Iterator[Run]:
    pieces = list(_pieces(node.children, cursor))
    text = "".join(piece for piece, _ in pieces)
    offsets = [offset for _, places in pieces for offset in places]
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if begin < end:
        yield Run(kind, text[begin:end], offsets[begin:end])
    yield from _captions(node, cursor)


def _pieces(nodes: Iterable[SyntaxTreeNode], cursor: Cursor) -> Iterator[tuple[str, Sequence[int]]]:
    """Text and places, piece by piece. Moves `cursor` past what it has read."""
    for node in nodes:
        if node.type == "text":
            yield _at(node.content, cursor.take(node.content))
        elif node.type == "text_special":
            begin = cursor.take(node.markup)
            yield node.content, [begin] * len(node.content)
        elif node.type in {"softbreak", "hardbreak"}:
            begin = cursor.take("\n")
            content = "\n" if node.type == "hardbreak" else node.content
            yield content, [begin] * len(content)
        elif node.type == "ruby":
            begin = cursor.take(node.content)
            yield _at("".join(base for base, _ in node.meta["pairs"]), begin + 1)
        elif node.type in {"code_inline", "image", "html_inline"}:
            needle = node.content if node.type != "image" else str(node.attrs["src"])
            yield OBJECT, [cursor.take(needle)]
        elif node.type == "link":
            yield from _pieces(node.children, cursor)
            cursor.take(str(node.attrs.get("href", "")))
        elif node.children:
            yield from _pieces(node.children, cursor)


def _captions(node: SyntaxTreeNode, line: Cursor) -> Iterator[Run]:
    """What a picture shows, its caption and its credit, where they are written as they are read."""
    for child in node.walk():
        words: tuple[str, ...] = ()
        if child.type == "image":
            words = (child.content, str(child.attrs.get("title", "")))
        elif child.type == "credit":
            words = (str(child.meta["credit"]),)
        for text in filter(None, words):
            begin = line.source.text.find(text, line.source.span(node)[0], line.end)
            if begin >= 0:
                yield Run(Kind.CAPTION, text, range(begin, begin + len(text)))


def _at(text: str, begin: int) -> tuple[str, Sequence[int]]:
    return text, range(begin, begin + len(text))

"""The tree of an article's text. Every block knows the line of the file it begins on, counted from 1."""

from __future__ import annotations

from msgspec import Struct


class Text(Struct, frozen=True):
    """Plain text, without line ends."""

    text: str


class Strong(Struct, frozen=True):
    """`**…**`: set in Hei; at the head of a paragraph it is a run-in head (段首标题)."""

    children: tuple[Inline, ...]


class Emphasis(Struct, frozen=True):
    """`*…*`: emphasis dots (着重号) under Han, italics for Western words."""

    children: tuple[Inline, ...]


class Code(Struct, frozen=True):
    """A span of code."""

    text: str


class Link(Struct, frozen=True):
    """A link to an address outside the issue."""

    target: str
    children: tuple[Inline, ...]


class Ruby(Struct, frozen=True):
    """`{拼音|pīn|yīn}`: base and annotation, pair by pair."""

    pairs: tuple[tuple[str, str], ...]


class Note(Struct, frozen=True):
    """A footnote, standing where its mark stands."""

    children: tuple[Inline, ...]
    line: int


class LineBreak(Struct, frozen=True):
    """A line end that the author wants: two spaces or a backslash at the end of a line."""


class Image(Struct, frozen=True):
    """A picture inside a line."""

    source: str
    alt: str
    line: int


Inline = Text | Strong | Emphasis | Code | Link | Ruby | Note | LineBreak | Image


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    children: tuple[Inline, ...]
    line: int


class Heading(Struct, frozen=True):
    """A subhead: level 2 for `##`, down to 4. Level 1 is the article's title, which stands in the front matter."""

    level: int
    children: tuple[Inline, ...]
    line: int


class List(Struct, frozen=True):
    """A list; `start` is None for bullets, else the first number."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None
    line: int


class Table(Struct, frozen=True):
    """A table: one row of heads, then rows of the same length; `alignments` are "", "left", "center" or "right"."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[str, ...]
    caption: tuple[Inline, ...]
    credit: str
    line: int


class Figure(Struct, frozen=True):
    """A picture on its own, with what it shows in words, a caption and a credit (each may be empty but `alt`)."""

    source: str
    alt: str
    caption: tuple[Inline, ...]
    credit: str
    line: int


class Quote(Struct, frozen=True):
    """A quotation set off from the text."""

    children: tuple[Block, ...]
    line: int


class CodeBlock(Struct, frozen=True):
    """Lines kept as they are."""

    text: str
    line: int


class Divider(Struct, frozen=True):
    """A break between two parts of a text (`---`)."""

    line: int


Block = Paragraph | Heading | List | Table | Figure | Quote | CodeBlock | Divider

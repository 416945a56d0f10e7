"""The tree of an article's text. Every block knows the line of the file it begins on, counted from 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, without line ends."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """`**…**`: set in Hei; at the head of a paragraph it is a run-in head (段首标题)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """`*…*`: emphasis dots (着重号) under Han, italics for Western words."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A span of code."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the issue."""

    target: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Ruby:
    """`{拼音|pīn|yīn}`: base and annotation, pair by pair."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, standing where its mark stands."""

    children: tuple[Inline, ...]
    line: int


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author wants: two spaces or a backslash at the end of a line."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture inside a line."""

    source: str
    alt: str
    line: int


Inline = Text | Strong | Emphasis | Code | Link | Ruby | Note | LineBreak | Image


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: tuple[Inline, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A subhead: level 2 for `##`, down to 4. Level 1 is the article's title, which stands in the front matter."""

    level: int
    children: tuple[Inline, ...]
    line: int


@dataclass(frozen=True, slots=True)
class List:
    """A list; `start` is None for bullets, else the first number."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one row of heads, then rows of the same length; `alignments` are "", "left", "center" or "right"."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[str, ...]
    caption: tuple[Inline, ...]
    credit: str
    line: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture on its own, with what it shows in words, a caption and a credit (each may be empty but `alt`)."""

    source: str
    alt: str
    caption: tuple[Inline, ...]
    credit: str
    line: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation set off from the text."""

    children: tuple[Block, ...]
    line: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines kept as they are."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Divider:
    """A break between two parts of a text (`---`)."""

    line: int


Block = Paragraph | Heading | List | Table | Figure | Quote | CodeBlock | Divider

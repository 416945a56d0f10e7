"""Drawn pages: all that a PDF says of them, as plain values that may go from one process to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

Rectangle = tuple[float, float, float, float]


class Mark(Struct, frozen=True):
    """A piece of marked content: its page, from 0 for the first of the part, its group there, and its number."""

    page: int
    group: int | None
    number: int


class Tag(Struct):
    """A structure element, with what it holds in the order of the text.

    Attributes:
        name: Its standard structure type.
        entries: What its dictionary says besides, as the PDF writes it.
        kids: Elements and marked content.
        links: Its annotations: the page, from 0, and the number of the annotation there.
        shared: What it is called where it is one element through several parts.
        is_note: Whether it is a note, which needs a name in the document.
    """

    name: str
    entries: str = ""
    kids: list[Tag | Mark] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    shared: str = ""
    is_note: bool = False


class LinkArea(Struct, frozen=True):
    """A link on a page: `internal` to an anchor or `external` to an address, where it stands, and what it is called.

    `contents` is empty where only the place that it goes to has words.
    """

    kind: str
    goal: str
    lines: tuple[Rectangle, ...]
    contents: str


class Glyphs(Struct, frozen=True):
    """What of a font was used: its family and weight, and widths and texts by glyph.

    `own` is the engine's font, which does not leave its process.
    """

    family: str
    weight: int
    widths: Mapping[int, float]
    to_unicode: Mapping[int, str]
    missing: Mapping[int, int]
    own: Any = None

    def __reduce__(self) -> tuple[type[Glyphs], tuple[object, ...]]:
        """Leave the engine's font behind."""
        return Glyphs, (self.family, self.weight, self.widths, self.to_unicode, self.missing)


class DrawnPage(Struct, frozen=True):
    """A page.

    Attributes:
        content: Its content stream, as the PDF has it.
        width: How wide it is, as cut, in points.
        height: How high.
        links: Its links.
        anchors: Where each anchor stands, in points.
        bookmarks: Level, words, place in points and state.
        marks: How many pieces of marked content there are.
        groups: For each group of it, the name of its stream among the resources, and its pieces of marked content.
    """

    content: bytes
    width: float
    height: float
    links: tuple[LinkArea, ...]
    anchors: Mapping[str, tuple[float, float]]
    bookmarks: tuple[tuple[int, str, tuple[float, float], str], ...]
    marks: int
    groups: tuple[tuple[Any, int], ...]


class DrawnPart(Struct, frozen=True):
    """The pages of a part, with what they share.

    Attributes:
        pages: The pages.
        resources: What the content streams name, as objects of a PDF; fonts excepted.
        images: The pictures among them, by name.
        fonts: What was used of each font, by the name it has in the content streams.
        tags: The structure.
        words: The words of each anchor, for links to it.
    """

    pages: tuple[DrawnPage, ...]
    resources: Any
    images: Mapping[str, Any]
    fonts: Mapping[str, Glyphs]
    tags: Tag
    words: Mapping[str, str]

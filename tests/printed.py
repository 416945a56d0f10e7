"""Reading a PDF back, with tools that are not ours: lines of text, titles, links."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pdfplumber
import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAME_LINE_PT = 3.6  # a leader and its title stand on one baseline and differ in size
_PAGE_NUMBER = re.compile(r"(?P<title>.+?)[·\s]+(?P<page>\d+)$")


@dataclass(frozen=True)
class Line:
    """One line of a page: its characters from left to right, distances in points from the top left."""

    characters: tuple[dict[str, Any], ...]

    @property
    def text(self) -> str:
        return "".join(character["text"] for character in self.characters)

    @property
    def left(self) -> float:
        return min(float(character["x0"]) for character in self.characters)

    @property
    def right(self) -> float:
        return max(float(character["x1"]) for character in self.characters)

    @property
    def bottom(self) -> float:
        return max(float(character["bottom"]) for character in self.characters)


@dataclass(frozen=True)
class Entry:
    """A line of the contents as printed: its words, its page number, and its height on the page."""

    page: int
    text: str
    number: int
    line: Line


@dataclass(frozen=True)
class Link:
    """A link on page `page` to page `target`; its middle is `y` points below the page's top."""

    page: int
    target: int
    y: float


class Printed:
    """A finished PDF."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(io.BytesIO(data))

    @cached_property
    def pages(self) -> list[list[Line]]:
        with pdfplumber.open(io.BytesIO(self.data)) as document:
            return [_lines(page.chars) for page in document.pages]

    def titles(self, size_pt: float) -> list[str]:
        """For each page the text set in this size, without spaces."""
        return [
            squeezed("".join(c["text"] for line in lines for c in line.characters if abs(c["size"] - size_pt) < 0.01))
            for lines in self.pages
        ]

    def entries(self, page: int) -> Iterator[Entry]:
        """The lines of page `page` that end with leaders and a page number."""
        for line in self.pages[page - 1]:
            if "·" in line.text and (match := _PAGE_NUMBER.match(line.text)):
                yield Entry(page, squeezed(match["title"]), int(match["page"]), line)

    @cached_property
    def links(self) -> list[Link]:
        """The links inside the document."""
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        destinations = {str(name): value for name, value in pikepdf.NameTree(self.pdf.Root.Names.Dests).items()}
        found = []
        for number, page in enumerate(self.pdf.pages, 1):
            height = float(page.mediabox[3])
            for annotation in page.get("/Annots", pikepdf.Array()):
                target = annotation.get("/Dest")
                if annotation.Subtype != "/Link" or target is None:
                    continue
                place = destinations[str(target)] if isinstance(target, pikepdf.String) else target
                low, high = sorted((float(annotation.Rect[1]), float(annotation.Rect[3])))
                found.append(Link(number, numbers[place[0].objgen], height - (low + high) / 2))
        return found


def squeezed(text: str) -> str:
    """`text` without spaces of any kind."""
    return re.sub(r"\s", "", text)


def _lines(characters: list[dict[str, Any]]) -> list[Line]:
    ordered = sorted(characters, key=lambda character: character["bottom"])
    number = 0
    numbered = []
    for index, character in enumerate(ordered):
        if index and character["bottom"] - ordered[index - 1]["bottom"] > _SAME_LINE_PT:
            number += 1
        numbered.append((number, character))
    groups = groupby(numbered, key=lambda pair: pair[0])
    return [Line(tuple(sorted((c for _, c in group), key=lambda c: c["x0"]))) for _, group in groups]

"""The numbers that are printed on pages: folios, and those at the ends of lines of the contents."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.preflight.facts import Gathering
from typeset.preflight.pages.lines import lines_of
from typeset.preflight.pdf.content import contents_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.objects import Rectangle
    from typeset.preflight.pdf.pages import Page
    from typeset.preflight.pdf.painted import Content, Painted

_FOLIO = re.compile(r"[\s—–\-·.|第]*(?P<number>\d{1,4})[\s—–\-·.|页]*$")
_MARGIN = 0.12  # of the height of the page, at head and foot
# Leaders, then the number of a page, at the end of a line of the contents.
_ENTRY = re.compile(r"(?P<title>.*?)[.·•․‥…⋯\s]*[.·•․‥…⋯]{3}[.·•․‥…⋯\s]*(?P<number>\d{1,4}|[ivxlcIVXLC]{1,8})\s*$")
_LEADER = re.compile("[.·•․‥…⋯]")


class Entry(Struct, frozen=True):
    """A line of the contents: the rectangle around it, its title, and the number of a page, as printed."""

    box: Rectangle
    title: str
    number: str


class Printed(Struct, frozen=True):
    """What is printed on a page: numbers at its head and foot, and entries of a contents."""

    numbers: dict[int, Rectangle]
    entries: tuple[Entry, ...]


def _printed(content: Content) -> Printed:
    page, middle = content.page, _middle(content.page)
    numbers: dict[int, Rectangle] = {}
    entries: list[Entry] = []
    for line in lines_of(content, lambda row: any(_may_tell(thing, middle) for thing in row)):
        if _is_outer(line.box, middle) and (folio := _FOLIO.match(line.text)) and line.box.meets(page.finished):
            numbers[int(folio["number"])] = line.box
        if entry := _ENTRY.match(line.text):
            entries.append(Entry(line.box, entry["title"].strip(), entry["number"]))
    return Printed(numbers, tuple(entries))


def _middle(page: Page) -> Rectangle:
    """What lies between the head of a page and its foot."""
    edge = page.finished
    height = (edge.top - edge.bottom) * _MARGIN
    return edge._replace(bottom=edge.bottom + height, top=edge.top - height)


def _may_tell(thing: Painted, middle: Rectangle) -> bool:
    """Whether a line may be a folio, or one of the contents, because of this piece of it."""
    return _is_outer(thing.box, middle) or _LEADER.search(thing.text) is not None


def _is_outer(box: Rectangle, middle: Rectangle) -> bool:
    """Whether a line stands at the head or the foot of its page."""
    return box.top > middle.top or box.bottom < middle.bottom


def _of_part(part: Document) -> tuple[Printed, ...]:
    return tuple(map(_printed, part.here(contents_of)))


def _joined(parts: Sequence[tuple[Printed, ...]]) -> tuple[Printed, ...]:
    return tuple(chain.from_iterable(parts))


#: What is printed on each page.
PRINTED = Gathering(_of_part, _joined)

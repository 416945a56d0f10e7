"""Links: where they lead, and whether the contents tell the page that they lead to (J7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.preflight.finding import Finding
from typeset.preflight.pages.printed import PRINTED
from typeset.preflight.pdf.objects import (
    PdfObject,
    entries,
    entry,
    identity,
    is_dictionary,
    items,
    name,
    rectangle,
    text,
    tree,
)
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.survey import annotations_of
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.objects import Rectangle
    from typeset.settings import Profiles

_FEW = 3  # lines that end so make a contents


class Link(Struct, frozen=True):
    """A link inside the document: its page and area; the page that it leads to, None where it leads nowhere."""

    page: int
    area: Rectangle
    target: int | None
    name: str


def links_of(document: Document) -> tuple[Link, ...]:
    """Every link to a place in the same document."""
    numbers = {identity(page.dictionary): page.number for page in document.once(pages_of)}
    names = _names(document)
    found = []
    for annotation in document.once(annotations_of):
        area = rectangle(entry(annotation.dictionary, "/Rect"))
        action = entry(annotation.dictionary, "/A")
        inside = name(entry(action, "/S")) == "GoTo"
        destination = entry(action, "/D") if inside else entry(annotation.dictionary, "/Dest")
        if annotation.kind == "Link" and area and (inside or (destination is not None and action is None)):
            target = _page_of(destination, names, numbers)
            found.append(Link(annotation.page, area, target, text(destination) or name(destination)))
    return tuple(found)


def _names(document: Document) -> dict[str, PdfObject]:
    root = entry(document.pdf.trailer, "/Root")
    named = {str(key): value for key, value in tree(entry(root, "/Names", "/Dests"), "/Names")}
    return named | {key.removeprefix("/"): value for key, value in entries(entry(root, "/Dests"))}


def _page_of(
    destination: PdfObject, names: Mapping[str, PdfObject], numbers: Mapping[tuple[int, int] | None, int]
) -> int | None:
    if isinstance(destination, pikepdf.String | pikepdf.Name):
        destination = names.get(str(destination).removeprefix("/"))
    if is_dictionary(destination):
        destination = entry(destination, "/D")
    first = next(iter(items(destination)), None)
    if isinstance(first, int) and not isinstance(first, bool):
        return first + 1 if 0 <= first < len(numbers) else None
    own = identity(first)
    return numbers.get(own) if own else None


def check_links(document: Document, _: Profiles) -> Iterator[Finding]:
    """Every link leads to a page."""
    pages = document.once(pages_of)
    for link in document.once(links_of):
        if link.target is None:
            box = pages[link.page - 1].place(link.area)
            yield Finding("J7.leads-nowhere", link.page, box=box, values={"name": link.name})


def check_contents(document: Document, _: Profiles) -> Iterator[Finding]:
    """Where a line of the contents tells a page, its link leads to the page that bears this number."""
    links = document.once(links_of)
    pages = document.once(pages_of)
    if not links:
        return
    for page in pages:
        own = [link for link in links if link.page == page.number]
        listed = document.gathered(PRINTED)[page.number - 1].entries
        for listing in listed if len(listed) >= _FEW else ():
            over = [link for link in own if _lies_on(link, listing.box)]
            # Links to several pages are those of an index, whose numbers need not be of pages.
            labels = {pages[link.target - 1].label for link in over if link.target}
            values = {"title": listing.title[:20], "number": listing.number}
            if not over:
                yield Finding("J7.entry-without-link", page.number, box=page.place(listing.box), values=values)
            elif len(labels) == 1 and listing.number not in labels:
                values["label"] = min(labels)
                yield Finding("J7.other-page", page.number, box=page.place(listing.box), values=values)


def _lies_on(link: Link, line: Rectangle) -> bool:
    middle = (line.bottom + line.top) / 2
    across = min(link.area.right, line.right) - max(link.area.left, line.left)
    return link.area.bottom <= middle <= link.area.top and across > 0

"""All parts of an issue set as pages, one after the other, until what they say of pages is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from weasyprint.document import Document
from weasyprint.html import get_html_metadata
from weasyprint.pdf.metadata import DocumentMetadata

from typeset.leaves import CoverTooLong
from typeset.press.galley import Galley
from typeset.press.parts import Part, split
from typeset.press.passage import Inseparable, Start
from typeset.press.stock import listening

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from typeset.diagnostics import Report
    from typeset.press.keeping.standing import Standing
    from typeset.press.stock import Stock

_MOST_ROUNDS = 8


class SetPart(Struct, frozen=True):
    """A part with its finished pages."""

    galley: Galley
    pages: tuple[Any, ...]


def check_cover(bodies: Sequence[Any]) -> None:
    """Look at the pages of a document, or of all that comes before its sections. Raises CoverTooLong.

    Those of the cover are of the named page that the first is of (`@page cover`); where that has no name, all of
    `bodies` are.
    """
    name = bodies[0].page_type.name
    if len(bodies) > 1 and bodies[1].page_type.name == name:
        raise CoverTooLong


def set_issue(
    html: str, stock: Stock, report: Report, standing: Standing, *, short_cover: bool = False
) -> tuple[SetPart, ...]:
    """The pages of the document `html`, part by part where they can be set apart, of which some may be `standing`.

    Raises CoverTooLong where that matters (`short_cover`).
    """
    parts = split(html)
    if len(parts) > 1 and not stock.of_the_whole:
        standing.begin()
        try:
            done = _apart(parts, stock, standing, short_cover=short_cover)
        except Inseparable:
            standing.end()
        else:
            for part in done:
                for diagnostic in part.galley.noticed:
                    report.take(diagnostic)
            standing.end()
            return done
    with listening(report):
        whole = Galley(Part(html), stock).build().lay_out()
        if short_cover:
            check_cover(whole.bodies)
        return (SetPart(whole, whole.number(Start(pages=len(whole.bodies)))),)


def _apart(parts: Sequence[Part], stock: Stock, standing: Standing, *, short_cover: bool) -> tuple[SetPart, ...]:
    galleys: list[Galley] = []
    before, page = None, 1
    for part in parts:
        galley = standing.galley(part, stock, None, before, right=bool(page % 2))
        if short_cover and part.opens:
            check_cover(galley.bodies)
        galleys.append(galley)
        before, page = galley.after, page + len(galley.bodies)
    for _ in range(_MOST_ROUNDS):
        starts = _turned(galleys)
        known = {
            name: start + index
            for start, galley in zip(starts, galleys, strict=True)
            for name, index in galley.anchors.items()
        }
        again = [number for number, galley in enumerate(galleys) if galley.asks_anew(known)]
        for number in again:
            before, right = galleys[number].before, bool(starts[number] % 2)
            galleys[number] = standing.galley(parts[number], stock, known, before, right=right)
        if not again:
            break
    return _numbered(galleys)


def _turned(galleys: Sequence[Galley]) -> list[int]:
    """The first page of each of `galleys`, which are turned to the side on which they so begin."""
    starts, page = [], 1
    for galley in galleys:
        galley.turn(right=bool(page % 2))
        starts.append(page)
        page += len(galley.bodies)
    return starts


def _numbered(galleys: Sequence[Galley]) -> tuple[SetPart, ...]:
    total = sum(len(galley.bodies) for galley in galleys)
    page, done = 1, []
    strings: tuple[tuple[str, str], ...] = ()
    for galley in galleys:
        pages = galley.number(Start(page, total, strings))
        done.append(SetPart(galley, pages))
        page, strings = page + len(pages), galley.strings
    return tuple(done)


def document_of(parts: Sequence[SetPart], stock: Stock) -> Any:
    """The engine's document of all pages."""
    html = parts[0].galley.html
    metadata = DocumentMetadata(**get_html_metadata(html))
    pages = [page for part in parts for page in part.pages]
    document = Document(pages, metadata, stock.fetcher, stock.fonts, {}, None)
    document._html = html
    return document

"""The Proof: laid-out pages, asked in the words of the trade instead of the engine's."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import pydyf
import weasyprint

from typeset.diagnostics import Report
from typeset.leaves import Description
from typeset.press import extent
from typeset.press.binding import bind
from typeset.press.drawing import draw
from typeset.press.hooks import composing
from typeset.press.leaves import leaves_of
from typeset.press.likeness import likeness
from typeset.press.runs import links_of, runs_of
from typeset.press.timing import timed
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from typeset.leaves import Leaf, Link, TextRun
    from typeset.press.setting import SetPart
    from typeset.press.stock import Stock
    from typeset.stopwatch import Watch

_PT_PER_PX = 0.75


class Proof:
    """Pages as they will be printed."""

    def __init__(self, document: Any, stock: Stock, parts: Sequence[SetPart] = (), watch: Watch = UNWATCHED) -> None:
        """Keep the engine's `document`, the `stock` that its pages point into, and the parts that it was set in.

        `watch` is told of the stages of writing.
        """
        self._watch = watch
        self._document = document
        self._metadata = document.metadata
        self._parts = tuple(parts)
        self._stock = stock
        self._fonts = stock.fonts
        self._files = stock.fetcher.files
        self._bleeds = [page.bleed for page in document.pages]
        self._close_bleeds()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._document.pages)

    @property
    def description(self) -> Description:
        """What the pages say of themselves."""
        return described(self._metadata)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The pages as plain values."""
        return tuple(leaves_of(self._document.pages, 1))

    def page_of(self, anchor: str) -> int | None:
        """The page, from 1, on which the element named `anchor` begins."""
        for number, page in enumerate(self._document.pages, 1):
            if anchor in page.anchors:
                return number
        return None

    def page_size(self, number: int) -> tuple[float, float]:
        """Width and height of page `number`, from 1, in points."""
        page = self._document.pages[number - 1]
        return page.width * _PT_PER_PX, page.height * _PT_PER_PX

    def page_type(self, number: int) -> str:
        """The name of the CSS page of page `number`, from 1."""
        return str(self._document.pages[number - 1]._page_box.page_type.name)

    def links(self) -> Iterator[Link]:
        """The links inside the document in page order."""
        for number, page in enumerate(self._document.pages, 1):
            yield from links_of(page, number)

    def runs(self) -> Iterator[TextRun]:
        """Every piece of text, page by page, in the order of the tree."""
        for number in range(1, self.page_count + 1):
            yield from self.runs_on(number)

    def runs_on(self, number: int) -> Iterator[TextRun]:
        """Every piece of text on page `number`, from 1."""
        yield from runs_of(self._document.pages[number - 1], number)

    def sheet(self, number: int) -> object:
        """What page `number`, from 1, is printed from: one object as long as the page stands as it is."""
        page: object = self._document.pages[number - 1]
        return page

    def pieces(self) -> Iterator[extent.Piece]:
        """The pieces of the articles, page by page, in the order of the tree."""
        return extent.pieces(self._document.pages)

    def type_area(self, number: int) -> extent.TypeArea:
        """The room for text on page `number`, from 1."""
        return extent.type_area(self._document.pages[number - 1])

    @property
    def body_type_pt(self) -> tuple[float, float]:
        """Size and leading of the body."""
        return extent.body_type_pt(self._document.pages)

    def number_of(self, name: str) -> float | None:
        """The number that the layout gives to its custom property `name` (`--lines`); None where there is none."""
        return extent.number_of(self._document.pages, name)

    def write(self, identifier: str, *, variant: str | None, packet: bytes | None = None) -> bytes:
        """The PDF of all pages; without a `variant` it has no tags, and claims nothing.

        `identifier` makes its trailer, and `packet` is its XMP metadata where the engine's will not do; the same pages
        and arguments give the same bytes.
        """
        if variant is None or not self._parts:
            return self._write(self._document, packet, pdf_identifier=identifier.encode(), pdf_variant=variant)
        with self._fonts.current(), composing(Report()), timed(self._watch):
            done = partial(finish, self._metadata, packet=packet)
            drawn = [draw(part) for part in self._parts]
            return bind(drawn, self._stock, self._metadata, variant, identifier, done)

    def order(self, identifier: str, *, variant: str, packet: bytes | None = None) -> None:
        """Say that `write` will be asked for this: nothing is written here before it is asked for."""

    def write_page(self, number: int) -> bytes:
        """The PDF of page `number`, from 1, alone and without tags: for a screen."""
        return self._write(self._document.copy([self._document.pages[number - 1]]), None)

    def likeness(self, number: int) -> str:
        """What tells the looks of page `number`, from 1, from those of others of the same styles and pictures."""
        return likeness(self._document.pages[number - 1])

    @property
    def pictures(self) -> tuple[Path, ...]:
        """The files of all pictures."""
        return tuple(sorted(set(self._files.values())))

    def write_plain(self) -> bytes:
        """The PDF of all pages without tags and uncompressed, with what stands in the bleed: stuff for delivery."""
        for page, bleed in zip(self._document.pages, self._bleeds, strict=True):
            page.bleed = bleed
        return self._write(self._document, None, uncompressed_pdf=True)

    def picture_file(self, name: str) -> Path | None:
        """The file of the picture that a written PDF calls `name`; None for one inside another file."""
        return self._files.get(name[1:-1])  # i, the engine's name, and whether it is smoothed

    def _write(self, document: Any, packet: bytes | None, **options: Any) -> bytes:
        with self._fonts.current(), composing(Report()), timed(self._watch):
            finisher = lambda _, pdf: finish(self._metadata, pdf, packet=packet)  # noqa: E731
            data: bytes = document.write_pdf(finisher=finisher, **options)
        self._close_bleeds()
        return data

    def _close_bleeds(self) -> None:
        """End pages where they are cut: only a printer wants what stands beyond."""
        for page in self._document.pages:
            page.bleed = dict.fromkeys(page.bleed, 0)


def described(metadata: Any) -> Description:
    """What the engine's `metadata` says."""
    return Description(
        title=metadata.title or "",
        authors=tuple(metadata.authors),
        language=metadata.lang or "",
        created=_instant(metadata.created or ""),
        modified=_instant(metadata.modified or metadata.created or ""),
        creator=metadata.generator or "",
        producer=f"WeasyPrint {weasyprint.__version__}",
    )


def finish(metadata: Any, pdf: Any, *, packet: bytes | None) -> None:
    """Say in `pdf` how its pages are numbered and when it was made; `packet` takes the place of its XMP metadata."""
    _number_pages(pdf)
    for key, date in (("CreationDate", metadata.created), ("ModDate", metadata.modified)):
        if date:
            pdf.info[key] = pydyf.String(pdf_date(_instant(date)))
    if packet is not None:
        number = int(pdf.catalog["Metadata"].split()[0])
        # Left uncompressed, for programs that look for it without reading the PDF.
        stream = pydyf.Stream([packet], {"Type": "/Metadata", "Subtype": "/XML"})
        stream.number = number
        pdf.objects[number] = stream


def _number_pages(pdf: Any) -> None:
    """Label pages 1, 2, 3 …, as the folios count them, the cover included."""
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})


def _instant(date: str) -> str:
    """`date` with the time that a day begins, where it has none: PDF/A compares dates to the second."""
    return f"{date}T00:00:00Z" if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else date


def pdf_date(instant: str) -> str:
    """An instant of ISO 8601 as PDF writes it (ISO 32000-1, 7.9.4)."""
    return "D:" + re.sub(r"[-:T]", "", instant)

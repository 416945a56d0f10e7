"""The Proof: laid-out pages, asked in the words of the trade instead of the engine's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pydyf
import weasyprint
from weasyprint.formatting_structure import boxes

from typeset.diagnostics import Report
from typeset.press import extent
from typeset.press.binding import bind
from typeset.press.drawing import draw
from typeset.press.hooks import composing
from typeset.press.likeness import likeness
from typeset.press.timing import timed
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from typeset.press.glyphs import GlyphRun
    from typeset.press.setting import SetPart
    from typeset.press.stock import Stock
    from typeset.stopwatch import Watch

_PT_PER_PX = 0.75


class Column(NamedTuple):
    """A column of text: number `number`, from 1, of the `of` that stand side by side; edges in points from the left.

    Text that stands in no columns has the area of the page for its only one.
    """

    left_pt: float
    right_pt: float
    number: int = 1
    of: int = 1


_NOWHERE = Column(0, 0)


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of text on one line: where it is (points from the page's top left) and how it is set.

    Attributes:
        page: The page, from 1.
        x_pt: Where the pen starts.
        width_pt: How far it moves.
        baseline_pt: Where the baseline is.
        text: The characters.
        families: The families that the style asks for, first choice first.
        size_pt: The size of the font.
        source: `file#line` of the block it came from; empty for what the layout adds.
        faces: The faces that set it, `family weight`; empty where WeasyPrint chose them.
        gaps_pt: What the composer added after each cluster; empty where it did not set the text.
        line_pt: The baseline of the line that it stands on, which that of ruby and of raised marks is not.
        column: The column that it stands in.
    """

    page: int
    x_pt: float
    width_pt: float
    baseline_pt: float
    text: str
    families: tuple[str, ...]
    size_pt: float
    source: str
    faces: tuple[str, ...] = ()
    gaps_pt: tuple[float, ...] = ()
    line_pt: float = 0
    column: Column = _NOWHERE


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the document, as laid out."""

    page: int
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Description:
    """What the pages say of themselves, as the head of the HTML has it; dates as ISO 8601 writes them."""

    title: str
    authors: tuple[str, ...]
    language: str
    created: str
    modified: str
    producer: str
    creator: str


class Proof:
    """Pages as they will be printed."""

    def __init__(self, document: Any, stock: Stock, parts: Sequence[SetPart] = (), watch: Watch = UNWATCHED) -> None:
        """Keep the engine's `document`, the `stock` that its pages point into, and the parts that it was set in.

        `watch` is told of the stages of writing.
        """
        self._watch = watch
        self._document = document
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
        metadata = self._document.metadata
        return Description(
            title=metadata.title or "",
            authors=tuple(metadata.authors),
            language=metadata.lang or "",
            created=_instant(metadata.created or ""),
            modified=_instant(metadata.modified or metadata.created or ""),
            creator=metadata.generator or "",
            producer=f"WeasyPrint {weasyprint.__version__}",
        )

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
            for kind, target, _, box in page.links:
                if kind == "internal":
                    yield Link(number, target, _text_of(box))

    def runs(self) -> Iterator[TextRun]:
        """Every piece of text, page by page, in the order of the tree."""
        for number, page in enumerate(self._document.pages, 1):
            for box, spot in _text_boxes(page._page_box, _Spot(column=_column(page._page_box))):
                run: GlyphRun | None = box.__dict__.get("_typeset_run")
                yield TextRun(
                    page=number,
                    x_pt=box.position_x * _PT_PER_PX,
                    width_pt=box.width * _PT_PER_PX,
                    baseline_pt=(box.position_y + box.baseline) * _PT_PER_PX,
                    text=box.text,
                    families=tuple(box.style["font_family"]),
                    size_pt=box.style["font_size"] * _PT_PER_PX,
                    source=spot.source,
                    faces=tuple(f"{face.file.family} {face.file.weight}" for _, face in run.faces) if run else (),
                    gaps_pt=run.gaps_pt if run else (),
                    line_pt=(box.position_y + box.baseline if spot.line is None else spot.line) * _PT_PER_PX,
                    column=spot.column,
                )

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
            metadata = self._document.metadata
            finish = partial(_finish, self._document, packet=packet)
            return bind([draw(part) for part in self._parts], self._stock, metadata, variant, identifier, finish)

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
            data: bytes = document.write_pdf(finisher=partial(_finish, packet=packet), **options)
        self._close_bleeds()
        return data

    def _close_bleeds(self) -> None:
        """End pages where they are cut: only a printer wants what stands beyond."""
        for page in self._document.pages:
            page.bleed = dict.fromkeys(page.bleed, 0)


def _finish(document: Any, pdf: Any, *, packet: bytes | None) -> None:
    _number_pages(pdf)
    for key, date in (("CreationDate", document.metadata.created), ("ModDate", document.metadata.modified)):
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


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a text box stands: its source, the baseline of its line in CSS pixels, its column."""

    source: str = ""
    line: float | None = None
    column: Column = _NOWHERE


def _text_boxes(box: Any, spot: _Spot) -> Iterator[tuple[Any, _Spot]]:
    element = getattr(box, "element", None)
    if element is not None:
        known = "data-line" in element.attrib
        source = _source(element, spot.source) if known else element.get("data-source", spot.source)
        spot = replace(spot, source=source)
    if isinstance(box, boxes.BlockContainerBox):  # a float or an inline block has lines of its own
        spot = replace(spot, line=None)
    elif isinstance(box, boxes.LineBox):
        spot = replace(spot, line=box.position_y + box.baseline)
    if isinstance(box, boxes.TextBox):
        yield box, spot
    children = [getattr(child, "_box", child) for child in getattr(box, "children", ())]
    columns = [child for child in children if child.is_column]
    for child in children:
        within = _column(child, columns.index(child) + 1, len(columns)) if child.is_column else spot.column
        yield from _text_boxes(child, replace(spot, column=within))


def _column(box: Any, number: int = 1, of: int = 1) -> Column:
    left = box.content_box_x() * _PT_PER_PX
    return Column(left, left + box.width * _PT_PER_PX, number, of)


def _source(element: Any, source: str) -> str:
    return f"{source.partition('#')[0]}#{element.get('data-line')}"


def _text_of(box: Any) -> str:
    return "".join(text.text for text, _ in _text_boxes(box, _Spot()))

"""The Proof: laid-out pages, asked in the words of the trade instead of the engine's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pydyf
import weasyprint
from weasyprint.formatting_structure import boxes

from typeset.diagnostics import Report
from typeset.press.hooks import composing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.press.fontconfig import HermeticFonts
    from typeset.press.glyphs import GlyphRun

_PT_PER_PX = 0.75


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

    def __init__(self, document: Any, fonts: HermeticFonts) -> None:
        """Keep the engine's `document`, and the `fonts` that its pages point into."""
        self._document = document
        self._fonts = fonts

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
            for box, source in _text_boxes(page._page_box, ""):
                run: GlyphRun | None = box.__dict__.get("_typeset_run")
                yield TextRun(
                    page=number,
                    x_pt=box.position_x * _PT_PER_PX,
                    width_pt=box.width * _PT_PER_PX,
                    baseline_pt=(box.position_y + box.baseline) * _PT_PER_PX,
                    text=box.text,
                    families=tuple(box.style["font_family"]),
                    size_pt=box.style["font_size"] * _PT_PER_PX,
                    source=source,
                    faces=tuple(f"{face.file.family} {face.file.weight}" for _, face in run.faces) if run else (),
                    gaps_pt=run.gaps_pt if run else (),
                )

    def write(self, identifier: str, *, variant: str, packet: bytes | None = None) -> bytes:
        """The PDF of all pages.

        `identifier` makes its trailer, and `packet` is its XMP metadata where the engine's will not do; the same pages
        and arguments give the same bytes.
        """
        with self._fonts.current(), composing(Report()):
            data: bytes = self._document.write_pdf(
                pdf_identifier=identifier.encode(), pdf_variant=variant, finisher=partial(_finish, packet=packet)
            )
        return data


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


def _text_boxes(box: Any, source: str) -> Iterator[tuple[Any, str]]:
    element = getattr(box, "element", None)
    if element is not None:
        source = element.get("data-source", source) if "data-line" not in element.attrib else _source(element, source)
    if isinstance(box, boxes.TextBox):
        yield box, source
    for child in getattr(box, "children", ()):
        child_box = getattr(child, "_box", child)
        yield from _text_boxes(child_box, source)


def _source(element: Any, source: str) -> str:
    return f"{source.partition('#')[0]}#{element.get('data-line')}"


def _text_of(box: Any) -> str:
    return "".join(text.text for text, _ in _text_boxes(box, ""))

"""The PDF for proofreaders (校样): each page as it is, at its size, on a larger sheet with a slug and line numbers.

The sheet is the next ISO size that leaves room to write in: A3 for A4 pages. An office printer has it, and one that has
A4 only prints it at 71 %, margins and all. What is added lies over the page in a form of its own, set by our own press
from the layout `proof-slip`; the page below is not touched, but cut off at its trim.
"""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.delivery.linecount import count_lines, is_article_text
from typeset.delivery.packet import describe
from typeset.errors import ContentError
from typeset.layout import read_layout
from typeset.qpdf import pikepdf
from typeset.render import fill
from typeset.rendering import Rendering

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.delivery.consignment import Consignment
    from typeset.delivery.linecount import CountedLine
    from typeset.delivery.slip import Slip
    from typeset.diagnostics import Report

LAYOUT = "proof-slip"
FORM = "/TypesetSlip"
_ACTUAL_TEXT = re.compile(rb"/Span\s*<<\s*/ActualText\s*(?:<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\)])*\))\s*>>\s*BDC", re.DOTALL)
_PT_PER_MM = 72 / 25.4
# ISO 216, short side and long side; and what must be free beside and above the page.
_SHEETS_MM = {
    "A6": (105, 148),
    "A5": (148, 210),
    "A4": (210, 297),
    "A3": (297, 420),
    "A2": (420, 594),
    "A1": (594, 841),
    "A0": (841, 1189),
}
_SIDE_MM, _HEAD_MM = 20, 30


class Sheet(Struct, frozen=True):
    """The paper around one page: sizes in points, the page's corner from the top left of the sheet."""

    number: int
    paper: str
    width_pt: float
    height_pt: float
    left_pt: float
    top_pt: float
    page_width_pt: float
    page_height_pt: float
    lines: tuple[CountedLine, ...]
    faded: tuple[CountedLine, ...]


def deliver(consignment: Consignment, report: Report) -> bytes:
    """The pages on their sheets. Raises ContentError where the layout of the slug is unusable."""
    slip = consignment.slip
    if slip is None:
        raise ValueError(slip)  # the pipeline writes one for every proof
    sheets = tuple(_sheets(consignment, slip))
    overlay = _overlay(consignment, slip, sheets, report)
    pages = consignment.proof.write(consignment.identifier, variant=None)
    with pikepdf.open(io.BytesIO(pages)) as whole, pikepdf.open(io.BytesIO(overlay)) as forms:
        pdf = _only(whole, [sheet.number for sheet in sheets]) if slip.articles else whole
        for page, form, sheet in zip(pdf.pages, forms.pages, sheets, strict=True):
            _lay_over(pdf, page, form, sheet)
        out = io.BytesIO()
        describe(pdf, consignment.proof.description)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _sheets(consignment: Consignment, slip: Slip) -> Iterator[Sheet]:
    proof = consignment.proof
    runs = [run for run in proof.runs() if is_article_text(run)]
    wanted = {str(article.path) for article in slip.articles}
    counted = count_lines(runs)
    numbers = {run.page for run in runs if run.source.partition("#")[0] in wanted} or range(1, proof.page_count + 1)
    for number in sorted(numbers):
        width, height = proof.page_size(number)
        paper, sheet_width, sheet_height = paper_for(width, height)
        lines = counted.get(number, [])
        others = (line for line in lines if wanted and not line.files & {*wanted, ""})
        yield Sheet(
            number=number,
            paper=paper,
            width_pt=sheet_width,
            height_pt=sheet_height,
            left_pt=(sheet_width - width) / 2,
            top_pt=(sheet_height - height) / 2,
            page_width_pt=width,
            page_height_pt=height,
            lines=tuple(lines) if consignment.profiles.proof.line_numbers else (),
            faded=tuple(others),
        )


def paper_for(width_pt: float, height_pt: float) -> tuple[str, float, float]:
    """Name and size of the smallest ISO sheet, turned like the page, with room around it; nameless where none has."""
    room = (width_pt + 2 * _SIDE_MM * _PT_PER_MM, height_pt + 2 * _HEAD_MM * _PT_PER_MM)
    for name, (short, long) in _SHEETS_MM.items():
        sides = (short, long) if width_pt <= height_pt else (long, short)
        sheet = (sides[0] * _PT_PER_MM, sides[1] * _PT_PER_MM)
        if sheet[0] >= room[0] and sheet[1] >= room[1]:
            return name, *sheet
    return "", *room


def _overlay(consignment: Consignment, slip: Slip, sheets: Sequence[Sheet], report: Report) -> bytes:
    """The slugs and line numbers, a page a sheet, as our own press sets them."""
    from typeset.press.sheet import lay_out  # noqa: PLC0415 - WeasyPrint takes 0.6 s

    layout = read_layout(LAYOUT, slip.layout_folders, None, report)
    if layout is None:
        raise ContentError(report)
    values = {"edition": consignment.edition, "slip": slip, "sheets": sheets, "pages": consignment.proof.page_count}
    html = fill(layout, "slip.html", report, **values)
    if html is None:
        raise ContentError(report)
    rendering = Rendering(html, layout.styles, layout.folders[0], layout.folders)
    return lay_out(rendering, consignment.catalogue, report).write(consignment.identifier, variant=None)


def _only(whole: pikepdf.Pdf, numbers: Sequence[int]) -> pikepdf.Pdf:
    """A new document of some pages: nothing of the others goes to an author, links to them included."""
    pdf = pikepdf.new()
    labels = pikepdf.Array()
    for index, number in enumerate(numbers):
        page = whole.pages[number - 1]
        if "/Annots" in page:
            del page.Annots
        pdf.pages.append(page)
        labels.append(index)
        labels.append(pikepdf.Dictionary(S=pikepdf.Name.D, St=number))
    pdf.remove_unreferenced_resources()
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
    pdf.Root.Lang = whole.Root.get("/Lang", pikepdf.String(""))
    pdf.docinfo.update({key: str(value) for key, value in whole.docinfo.items()})
    return pdf


def _lay_over(pdf: pikepdf.Pdf, page: pikepdf.Page, form: pikepdf.Page, sheet: Sheet) -> None:
    """Grow the page to its sheet, cut its contents off at the trim, and lay the form over it."""
    resources = pikepdf.Dictionary({**page.Resources})  # pages of one document share theirs
    resources.XObject = pikepdf.Dictionary({**resources.get("/XObject", pikepdf.Dictionary())})
    resources.XObject[FORM] = pdf.copy_foreign(form.as_form_xobject())
    page.Resources = resources
    width, height = _digits(sheet.page_width_pt), _digits(sheet.page_height_pt)
    left = _digits(-sheet.left_pt)
    bottom = _digits(sheet.top_pt + sheet.page_height_pt - sheet.height_pt)
    page.contents_add(f"q 0 0 {width} {height} re W n\n".encode(), prepend=True)
    page.contents_add(f"Q q 1 0 0 1 {left} {bottom} cm {FORM} Do Q\n".encode())
    right, top = left + _digits(sheet.width_pt), bottom + _digits(sheet.height_pt)
    page.MediaBox = pikepdf.Array([left, bottom, right, top])
    page.TrimBox = pikepdf.Array([Decimal(0), Decimal(0), width, height])
    for box in ("/CropBox", "/BleedBox", "/ArtBox"):
        if box in page:
            del page[box]


def _digits(length_pt: float) -> Decimal:
    """A length as a PDF has it; fewer digits would move the glyphs by what a comparison of pages sees."""
    return Decimal(f"{length_pt:.6f}")


def bare_pages(data: bytes) -> bytes:
    """A PDF as two are compared: its pages cut down to their trim, without what `deliver` lays over those of a proof.

    ActualText goes as well: readers spread its characters evenly over a line, and no longer know where each stands.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            resources = page.get("/Resources", pikepdf.Dictionary())
            if FORM in resources.get("/XObject", pikepdf.Dictionary()):
                resources.XObject[FORM].write(b"")
            page.MediaBox = page.CropBox = page.trimbox
            contents = page.get("/Contents", pikepdf.Array())
            for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
                stream.write(_ACTUAL_TEXT.sub(rb"/Span BMC", stream.read_bytes()))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()

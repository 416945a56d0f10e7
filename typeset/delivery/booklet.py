"""The PDF for an office printer: two pages a side, both sides, to be folded and stapled in the fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.delivery.boxes import PT_PER_MM
from typeset.delivery.imposition import creep_pt, sheet_sides
from typeset.delivery.intent import read_intent
from typeset.delivery.packet import describe
from typeset.delivery.plates import add_blanks, make_plates
from typeset.delivery.print import saved
from typeset.diagnostics import Report
from typeset.qpdf import pikepdf
from typeset.settings import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.delivery.consignment import Consignment

# Width and height in points, as the sheet lies open.
_SHEETS: Mapping[Sheet, tuple[float, float]] = {
    Sheet.A3: (420 * PT_PER_MM, 297 * PT_PER_MM),
    Sheet.A4: (297 * PT_PER_MM, 210 * PT_PER_MM),
}
# Pages a hair larger than half a sheet (A4 in points is rounded) are printed as they are.
_SLACK = 0.001


def deliver(consignment: Consignment, report: Report) -> bytes:
    """The sheets, front and back by turns; empty, with the reason in `report`, if the intent cannot be used.

    Colours are those of the print PDF. An office printer scales as it likes, so that resolution is no matter here.
    """
    intent = read_intent(consignment.manifest, report)
    if intent is None:
        return b""
    settings = consignment.profiles.booklet
    with make_plates(consignment, intent, Report()) as pdf:
        add_blanks(pdf, report)
        pages = [*pdf.pages]
        forms = [_form(pdf, page) for page in pages]
        width, height = _SHEETS[settings.sheet]
        for side in sheet_sides(len(pages)):
            creep = creep_pt(side.sheet, settings.paper_mm * PT_PER_MM)
            placed = [_placed(forms[side.left - 1], "/Left", width, height, creep)]
            placed.append(_placed(forms[side.right - 1], "/Right", width, height, creep))
            pdf.pages.append(_side(pdf, placed, forms[side.left - 1], forms[side.right - 1], (width, height)))
        del pdf.pages[: len(pages)]
        if "/PageLabels" in pdf.Root:
            del pdf.Root.PageLabels
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(
            DisplayDocTitle=True, Duplex=pikepdf.Name.DuplexFlipShortEdge, PrintScaling=pikepdf.Name("/None")
        )
        describe(pdf, consignment.proof.description)
        pdf.Root.OutputIntents = pikepdf.Array([intent.dictionary(pdf)])
        return saved(pdf, "1.7")


def _form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Stream:
    """The page as a form, with what it has in the bleed: creep may let some of it be seen."""
    form = pdf.make_stream(
        page.obj.Contents.read_bytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=page.obj.MediaBox,
        Resources=page.obj.Resources,
        Trim=page.obj.TrimBox,
    )
    if "/Group" in page.obj:
        form.Group = page.obj.Group
    return form


def _placed(form: pikepdf.Stream, name: str, sheet_width: float, sheet_height: float, creep: float) -> bytes:
    """The page in its half of the sheet: against the fold, in the middle of the height, moved by `creep` to the fold.

    It is never enlarged. What would reach beyond its own trimmed size, or across the fold, is cut.
    """
    left, bottom, right, top = (float(n) for n in form.Trim)
    width, height = right - left, top - bottom
    scale = min(sheet_width / 2 / width, sheet_height / height, 1.0)
    if scale > 1 - _SLACK:
        scale = 1.0
    is_left = name == "/Left"
    fold = sheet_width / 2
    x = fold - width * scale if is_left else fold
    y = (sheet_height - height * scale) / 2
    shift = creep if is_left else -creep
    window = f"{max(x, 0):.4f} {y:.4f} {min(width * scale, fold):.4f} {height * scale:.4f} re W n"
    matrix = f"{scale:.6f} 0 0 {scale:.6f} {x + shift - left * scale:.4f} {y - bottom * scale:.4f} cm"
    return f"q {window} {matrix} {name} Do Q\n".encode()


def _side(
    pdf: pikepdf.Pdf, placed: list[bytes], left: pikepdf.Stream, right: pikepdf.Stream, size: tuple[float, float]
) -> pikepdf.Page:
    box = pikepdf.Array([0, 0, *(round(length, 4) for length in size)])
    side = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=box,
        TrimBox=box,
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Left=left, Right=right)),
        Contents=pdf.make_stream(b"".join(placed)),
    )
    return pikepdf.Page(pdf.make_indirect(side))

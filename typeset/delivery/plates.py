"""Plates (印版): the pages of a proof in the inks of the press, with nothing that only a screen has."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from typeset.delivery.imposition import blanks_needed
from typeset.delivery.inks import Inks
from typeset.delivery.pictures import Darkroom
from typeset.delivery.separation import Separation
from typeset.diagnostics import Place
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from typeset.delivery.consignment import Consignment
    from typeset.delivery.inks import Ink
    from typeset.delivery.intent import Intent
    from typeset.diagnostics import Report

_ON_SCREEN = ("/Outlines", "/Names", "/OpenAction", "/AA", "/AcroForm", "/PageMode", "/StructTreeRoot", "/MarkInfo")
_ON_PAGES = ("/Annots", "/AA", "/Tabs", "/StructParents")


def make_plates(consignment: Consignment, intent: Intent, report: Report) -> pikepdf.Pdf:
    """The pages separated for `intent`; what had to be changed, and what is too coarse, goes to `report`."""
    settings = consignment.profiles.print
    pdf = pikepdf.open(io.BytesIO(consignment.proof.write_plain()))
    for key in _ON_SCREEN:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in _ON_PAGES:
            if key in page.obj:
                del page.obj[key]
    inks = Inks(intent, consignment.layout.inks, settings.ink_limit / 100)
    darkroom = Darkroom(inks)
    proof = consignment.proof
    separation = Separation(pdf, inks, lambda name, image: darkroom.develop(image, proof.picture_file(name)))
    separation.run()
    for number in separation.transparent:
        group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK, I=True)
        pdf.pages[number - 1].obj.Group = group
    _report_inks(consignment, inks, report)
    _report_resolution(consignment, separation, report)
    return pdf


def add_blanks(pdf: pikepdf.Pdf, report: Report) -> None:
    """Add blank pages at the end until the count is a multiple of four.

    At the end and nowhere else: every page keeps its folio and its side, left or right, and no article is interrupted.
    Before the last page they would part it from the text that runs on to it, and turn a right page into a left one.
    """
    count = len(pdf.pages)
    blanks = blanks_needed(count)
    if not blanks:
        return
    last = pdf.pages[-1].obj
    for _ in range(blanks):
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=last.MediaBox,
            TrimBox=last.TrimBox,
            Resources=pikepdf.Dictionary(),
            Contents=pdf.make_stream(b""),
            Typeset_Blank=True,
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    report.add("print.blank-pages", None, pages=count, blanks=blanks, total=count + blanks)


def _report_inks(consignment: Consignment, inks: Inks, report: Report) -> None:
    place = Place(consignment.layout.folders[0] / "layout.yaml")
    for colour, ink in sorted(inks.converted.items()):
        report.add("print.colour-converted", place, colour=colour, inks=_formula(ink))
    for colour, total in sorted(inks.reduced.items()):
        values = {"colour": colour, "total": round(100 * total), "limit": round(100 * inks.limit)}
        report.add("print.ink-reduced", place, **values, inks=_formula(inks.of_rgb(*_lights(colour))))


def _report_resolution(consignment: Consignment, separation: Separation, report: Report) -> None:
    settings = consignment.profiles.print
    for name, page, exact in separation.placed:
        ppi = round(exact)
        if ppi >= settings.image_ppi:
            continue
        code = "print.picture-coarse" if ppi >= settings.image_ppi_warning else "print.picture-too-coarse"
        file = consignment.proof.picture_file(name)
        place = Place(file) if file else None
        report.add(code, place, file=file.name if file else "data:", page=page, ppi=ppi, wanted=settings.image_ppi)


def _formula(ink: Ink) -> str:
    return " ".join(f"{name}{round(100 * share)}" for name, share in zip("CMYK", ink, strict=True))


def _lights(colour: str) -> tuple[float, ...]:
    return tuple(byte / 255 for byte in bytes.fromhex(colour[1:]))

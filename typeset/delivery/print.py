"""The PDF for the printer: PDF/X-4 (ISO 15930-7)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from typeset.delivery.boxes import Boxes
from typeset.delivery.identity import identify
from typeset.delivery.intent import read_intent
from typeset.delivery.plates import add_blanks, make_plates
from typeset.delivery.slug import add_slugs
from typeset.qpdf import pikepdf
from typeset.settings import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.delivery.consignment import Consignment
    from typeset.diagnostics import Report


def deliver(consignment: Consignment, report: Report) -> bytes:
    """The pages in inks, with bleed and marks; empty, with the reason in `report`, if the intent cannot be used."""
    intent = read_intent(consignment.manifest, report)
    if intent is None:
        return b""
    settings = consignment.profiles.print
    with make_plates(consignment, intent, report) as pdf:
        printed = len(pdf.pages)
        if settings.binding is Binding.SADDLE_STITCH:
            add_blanks(pdf, report)
        boxes: list[Boxes] = []
        for page in pdf.pages:
            left, bottom, right, top = (float(n) for n in page.trimbox)
            around = Boxes.around(right - left, top - bottom, bleed_mm=settings.bleed_mm, marks=settings.marks)
            page.obj.TrimBox, page.obj.BleedBox, page.obj.MediaBox = map(
                _array, (around.trim, around.bleed, around.media)
            )
            _place(page, around)
            boxes.append(around)
        _move_tiles(pdf.pages, boxes[0])
        if settings.marks:
            name = consignment.edition.name
            lines = [f"{name}　第{n}页{'' if n <= printed else '　空白'}" for n in range(1, len(boxes) + 1)]
            add_slugs(pdf, consignment.catalogue, boxes, lines)
        pdf.Root.OutputIntents = pikepdf.Array([intent.dictionary(pdf)])
        identify(pdf, consignment)
        return saved(pdf, "1.6")


def saved(pdf: pikepdf.Pdf, version: str) -> bytes:
    """The file: the same bytes for the same pages."""
    file = io.BytesIO()
    pdf.save(
        file,
        force_version=version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return file.getvalue()


def _place(page: pikepdf.Page, boxes: Boxes) -> None:
    """Move the page to where it is cut, and cut what reaches beyond the bleed: the marks stand there."""
    left, bottom, right, top = boxes.bleed
    x, y, _, _ = boxes.trim
    window = f"{left} {bottom} {right - left:.4f} {top - bottom:.4f} re W n"
    page.contents_add(f"q {window} 1 0 0 1 {x} {y} cm\n".encode(), prepend=True)
    page.contents_add(b"Q\n")


def _move_tiles(pages: Iterable[pikepdf.Page], boxes: Boxes) -> None:
    """Move the patterns of the pages with them: they lie by the sheet and not by the page (ISO 32000-1, 8.7.2)."""
    by = pikepdf.Matrix().translated(*boxes.trim[:2])
    patterns = {p.objgen: p for page in pages for p in page.obj.Resources.get("/Pattern", {}).values()}
    for pattern in patterns.values():
        pattern.Matrix = (pikepdf.Matrix(pattern.get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0]))) @ by).as_array()


def _array(box: tuple[float, ...]) -> pikepdf.Array:
    return pikepdf.Array([*box])

"""The slug (版边): what stands beside the trimmed page for the people at the press: marks, page, and ink names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.delivery.boxes import PT_PER_MM
from typeset.delivery.lettering import letter
from typeset.delivery.marks import drawn
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.delivery.boxes import Boxes
    from typeset.delivery.lettering import Lettering
    from typeset.typefaces import FontCatalogue

# Each ink's name is printed in that ink, so that every plate says which it is.
_INKS = (("青", "1 0 0 0 k"), ("品红", "0 1 0 0 k"), ("黄", "0 0 1 0 k"), ("黑", "0 0 0 1 k"))
_SIZE_PT = 6.0
_FROM_CORNER_PT = 3 * PT_PER_MM
_FROM_MIDDLE_PT = 8 * PT_PER_MM
_INK_STEP_PT = 8 * PT_PER_MM
_BASELINE_PT = 3.2 * PT_PER_MM  # below the beginning of the crop marks
_FONT = "/Slug"


def add_slugs(pdf: pikepdf.Pdf, catalogue: FontCatalogue, boxes: Sequence[Boxes], lines: Sequence[str]) -> None:
    """Draw marks around every page of `pdf`, and below it one of `lines` and the names of the inks."""
    lettering = letter(pdf, catalogue, "".join([*lines, *(name for name, _ in _INKS)]))
    every_plate = pdf.make_indirect(
        pikepdf.Array(
            [
                pikepdf.Name.Separation,
                pikepdf.Name.All,
                pikepdf.Name.DeviceCMYK,
                pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1),
            ]
        )
    )
    marks: dict[Boxes, pikepdf.Stream] = {}
    for page, around, line in zip(pdf.pages, boxes, lines, strict=True):
        if around not in marks:
            resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary(All=every_plate))
            marks[around] = pdf.make_stream(
                drawn(around),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[*around.media],
                Resources=resources,
            )
        # The press gave all pages one dictionary of resources; what only pages have goes into a form of its own.
        slug = pdf.make_stream(
            _lettered(around, line, lettering),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[*around.media],
            Resources=pikepdf.Dictionary(
                ColorSpace=pikepdf.Dictionary(All=every_plate),
                Font=pikepdf.Dictionary({_FONT: lettering.font}),
                XObject=pikepdf.Dictionary(Marks=marks[around]),
            ),
        )
        page.obj.Resources = _with_form(page.obj.Resources, slug)
        page.contents_add(b"/Slug Do\n")


def _with_form(resources: pikepdf.Object, slug: pikepdf.Stream) -> pikepdf.Dictionary:
    own = pikepdf.Dictionary({key: value for key, value in resources.items() if key != "/XObject"})
    own.XObject = pikepdf.Dictionary({**dict(resources.get("/XObject", {}).items()), "/Slug": slug})
    return own


def _lettered(boxes: Boxes, line: str, lettering: Lettering) -> bytes:
    left, bottom, right, _ = boxes.trim
    middle = (left + right) / 2
    y = bottom - boxes.mark_offset_pt - _BASELINE_PT
    room = middle - left - _FROM_CORNER_PT - _FROM_MIDDLE_PT
    width = lettering.width_pt(line, 1)
    size = min(_SIZE_PT, room / width) if width else _SIZE_PT
    parts = [f"/Marks Do /All cs 1 scn {_text(lettering, line, left + _FROM_CORNER_PT, y, size)}"]
    for number, (name, setter) in enumerate(_INKS):
        x = middle + _FROM_MIDDLE_PT + number * _INK_STEP_PT
        parts.append(f"{setter} {_text(lettering, name, x, y, _SIZE_PT)}")
    return "\n".join([*parts, ""]).encode()


def _text(lettering: Lettering, text: str, x: float, y: float, size: float) -> str:
    return f"BT {_FONT} {size:.2f} Tf {x:.3f} {y:.3f} Td {lettering.shown(text)} Tj ET"

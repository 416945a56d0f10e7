"""The pages of a PDF with their boxes, and places on them as a person sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.preflight.finding import Box
from typeset.preflight.pdf.objects import BROKEN, PdfObject, Rectangle, entry, inherited, integer, number, rectangle

if TYPE_CHECKING:
    from typeset.preflight.document import Document

_A4 = Rectangle(0, 0, 595.276, 841.89)
_QUARTER = 90


class Page(Struct, frozen=True):
    """One page: `number` counts from 1, `label` is what a reader shows; `trim` and `bleed` are None if not written."""

    number: int
    label: str
    dictionary: PdfObject
    media: Rectangle
    crop: Rectangle
    trim: Rectangle | None
    bleed: Rectangle | None
    art: Rectangle | None
    turn: int
    unit: float

    @property
    def finished(self) -> Rectangle:
        """What is left after trimming: the trim box, the art box or the crop box."""
        return self.trim or self.art or self.crop

    def place(self, area: Rectangle) -> Box:
        """`area` of the user space as seen: from the top left of the crop box, turned as the page is."""
        crop = self.crop
        left, right = area.left - crop.left, area.right - crop.left
        top, bottom = crop.top - area.top, crop.top - area.bottom
        width, height = crop.right - crop.left, crop.top - crop.bottom
        match self.turn:
            case 1:
                left, top, right, bottom = height - bottom, left, height - top, right
            case 2:
                left, top, right, bottom = width - right, height - bottom, width - left, height - top
            case 3:
                left, top, right, bottom = top, width - right, bottom, width - left
            case _:
                pass
        return Box(*(round(side * self.unit, 2) for side in (left, top, right, bottom)))


def pages_of(document: Document) -> tuple[Page, ...]:
    """All pages in order. A page tree too damaged to walk has none."""
    try:
        pages = list(document.pdf.pages)
    except BROKEN:
        return ()
    return tuple(_page(position, page) for position, page in enumerate(pages, 1))


def _page(position: int, page: PdfObject) -> Page:
    dictionary = page.obj
    media = rectangle(inherited(dictionary, "/MediaBox")) or _A4
    crop = rectangle(inherited(dictionary, "/CropBox")) or media
    try:
        label = str(page.label)
    except BROKEN:
        label = str(position)
    turn = integer(inherited(dictionary, "/Rotate")) or 0
    return Page(
        number=position,
        label=label,
        dictionary=dictionary,
        media=media,
        crop=crop.cut(media) if crop.meets(media) else media,
        trim=rectangle(entry(dictionary, "/TrimBox")),
        bleed=rectangle(entry(dictionary, "/BleedBox")),
        art=rectangle(entry(dictionary, "/ArtBox")),
        turn=turn // _QUARTER % 4,
        unit=number(entry(dictionary, "/UserUnit")) or 1.0,
    )

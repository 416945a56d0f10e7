"""Pages drawn as pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterable

_PPI = 110
_QUALITY = 72


class Picture(NamedTuple):
    """A page as a JPEG; `width` and `height` are those of the page, in points."""

    width: float
    height: float
    jpeg: bytes


def draw_pages(data: bytes, numbers: Iterable[int]) -> dict[int, Picture]:
    """The pages `numbers`, from 1, of the PDF `data`. Raises pypdfium2.PdfiumError where a page cannot be drawn."""
    document = pypdfium2.PdfDocument(data)
    try:
        return {number: _draw(document, number) for number in numbers if number <= len(document)}
    finally:
        document.close()


def _draw(document: pypdfium2.PdfDocument, number: int) -> Picture:
    page = document[number - 1]
    width, height = (max(side, 1.0) for side in page.get_size())
    # A poster would take a picture of its own size; two thousand pixels show any place.
    scale = min(_PPI / 72, 2000 / max(width, height))
    image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    page.close()
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return Picture(width, height, file.getvalue())

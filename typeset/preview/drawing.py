"""A page of a PDF as a picture."""

from __future__ import annotations

import io
import threading

import pypdfium2

# PDFium may be used by one thread at a time.
_PDFIUM = threading.Lock()


def draw(pdf: bytes, width_px: int) -> bytes:
    """The first page of `pdf` as a PNG `width_px` wide; hardly compressed, for it goes no further than the browser."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            picture = page.render(scale=width_px / page.get_width(), rev_byteorder=True).to_pil()
        finally:
            document.close()
    data = io.BytesIO()
    picture.save(data, "PNG", compress_level=1)
    return data.getvalue()

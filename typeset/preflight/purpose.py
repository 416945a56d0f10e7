"""What a PDF is for, as far as the file itself says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.profile import Profile
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from typeset.preflight.document import Document

# The first that the file names in its metadata or its output intents: PDF/X, PDF/A.
_MARKS = (
    (Profile.PRINT, b"GTS_PDFXVersion", "/GTS_PDFX"),
    (Profile.ARCHIVE, b"pdfaid:part", "/GTS_PDFA1"),
)


def guess_profile(document: Document) -> Profile:
    """The profile to check `document` for: print for PDF/X, archive for PDF/A, else web."""
    try:
        root = document.pdf.Root
        metadata = root.get("/Metadata")
        words = metadata.read_bytes() if isinstance(metadata, pikepdf.Stream) else b""
        intents = root.get("/OutputIntents")
        kinds = [intent.get("/S") for intent in intents] if isinstance(intents, pikepdf.Array) else []
        info = document.pdf.trailer.get("/Info")
        keys = set(info.keys()) if isinstance(info, pikepdf.Dictionary) else set()
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
        return Profile.WEB
    for profile, name, kind in _MARKS:
        if name in words or kind in kinds or f"/{name.decode()}" in keys:
            return profile
    return Profile.WEB

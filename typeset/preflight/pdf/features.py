"""Features that one standard or another forbids, recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.pdf.objects import PdfObject, entry, integer, is_dictionary, items, name
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from typeset.preflight.document import Document
    from typeset.preflight.pdf.survey import Survey

_ALLOWED_HALFTONES = {1, 5}


def has_transfer_function(state: PdfObject) -> bool:
    """Whether a graphics state changes tones: TR, or a TR2 other than Default."""
    second = entry(state, "/TR2")
    return entry(state, "/TR") is not None or (second is not None and name(second) != "Default")


def bad_halftones(found: Survey) -> list[PdfObject]:
    """Halftones of a type other than 1 and 5, or with a name."""
    return [
        each
        for each in found.halftones
        if integer(entry(each, "/HalftoneType")) not in _ALLOWED_HALFTONES or entry(each, "/HalftoneName") is not None
    ]


def reads_from_outside(stream: PdfObject) -> bool:
    """Whether the data of a stream lie in another file."""
    return isinstance(stream, pikepdf.Stream) and any(
        entry(stream, key) is not None for key in ("/F", "/FFilter", "/FDecodeParms")
    )


def layer_configurations(document: Document) -> list[PdfObject]:
    """The configurations of optional content: the default first."""
    properties = entry(document.pdf.trailer, "/Root", "/OCProperties")
    found = [entry(properties, "/D"), *items(entry(properties, "/Configs"))]
    return [each for each in found if is_dictionary(each)]

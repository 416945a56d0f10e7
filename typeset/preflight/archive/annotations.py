"""Annotations in an archive: of a kind that is known, printed, and drawn in the file (U11; ISO 19005-2 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.objects import entries, entry, integer, is_dictionary, name, rectangle
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.survey import Annotation, annotations_of
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles

_KINDS = frozenset(
    (
        *("Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline"),
        *("Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Widget", "PrinterMark"),
        *("TrapNet", "Watermark", "Redact"),
    )
)
_PRINT = 4
_FORBIDDEN = 1 | 2 | 32 | 256  # invisible, hidden, no view, toggle no view
_UNDRAWN = {"Popup", "Link"}


def check_annotations(document: Document, _: Profiles) -> Iterator[Finding]:
    """Every annotation is of a known kind, is printed and seen, and has one appearance."""
    for annotation in document.once(annotations_of):
        page = document.once(pages_of)[annotation.page - 1]
        area = rectangle(entry(annotation.dictionary, "/Rect"))
        for code in _faults(annotation):
            box = page.place(area) if area else None
            yield Finding(code, annotation.page, box=box, values={"kind": annotation.kind})


def _faults(annotation: Annotation) -> Iterator[str]:
    dictionary, kind = annotation.dictionary, annotation.kind
    if kind not in _KINDS:
        yield "U11.annotation-kind"
    flags = integer(entry(dictionary, "/F"))
    if kind != "Popup" and (flags is None or not flags & _PRINT or flags & _FORBIDDEN):
        yield "U11.annotation-flags"
    area = rectangle(entry(dictionary, "/Rect"))
    empty = area is not None and area.left == area.right and area.bottom == area.top
    appearance = entry(dictionary, "/AP")
    if appearance is None:
        if kind not in _UNDRAWN and not empty:
            yield "U11.annotation-undrawn"
    elif [key for key, _ in entries(appearance)] != ["/N"] or not _is_drawn(annotation):
        yield "U11.annotation-appearance"
    if kind == "Widget" and (entry(dictionary, "/A") is not None):
        yield "U11.field-action"


def _is_drawn(annotation: Annotation) -> bool:
    normal = entry(annotation.dictionary, "/AP", "/N")
    button = annotation.kind == "Widget" and name(entry(annotation.dictionary, "/FT")) == "Btn"
    return (
        (is_dictionary(normal) and not isinstance(normal, pikepdf.Stream))
        if button
        else isinstance(normal, pikepdf.Stream)
    )

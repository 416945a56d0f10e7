"""What could shut a reader out: layers, attachments, dynamic forms, permissions (U14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.objects import data, entry, integer, is_dictionary, items, one_or_many, text
from typeset.preflight.pdf.survey import annotations_of, survey_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles

_READING_ALOUD = 1 << 9  # bit 10: extraction for accessibility
_DYNAMIC = b"<dynamicRender>required</dynamicRender>"


def check_layers(document: Document, _: Profiles) -> Iterator[Finding]:
    """Configurations of layers have names, and none switches by itself."""
    properties = entry(document.pdf.trailer, "/Root", "/OCProperties")
    default = entry(properties, "/D")
    others = [each for each in items(entry(properties, "/Configs")) if is_dictionary(each)]
    if is_dictionary(properties) and not text(entry(default, "/Name")):
        yield Finding("U14.default-layers-unnamed")
    if not all(text(entry(each, "/Name")) for each in others):
        yield Finding("U14.layers-unnamed")
    if any(entry(each, "/AS") is not None for each in (default, *others)):
        yield Finding("U14.layers-switch")


def check_attachments(document: Document, _: Profiles) -> Iterator[Finding]:
    """Files in the file have names that every reader knows."""
    files = [file for file in document.once(survey_of).files if entry(file, "/EF") is not None]
    attached = [
        entry(each.dictionary, "/FS") for each in document.once(annotations_of) if each.kind == "FileAttachment"
    ]
    for file in (*files, *(each for each in attached if entry(each, "/EF") is None)):
        if not (text(entry(file, "/F")) and text(entry(file, "/UF"))):
            yield Finding("U14.file-unnamed", values={"file": text(entry(file, "/F")) or text(entry(file, "/UF"))})


def check_forms(document: Document, _: Profiles) -> Iterator[Finding]:
    """No form has to be drawn by the viewer."""
    parts = one_or_many(entry(document.pdf.trailer, "/Root", "/AcroForm", "/XFA"))
    if any(_DYNAMIC in b"".join(data(part).split()) for part in parts):
        yield Finding("U14.form-dynamic")


def check_permissions(document: Document, _: Profiles) -> Iterator[Finding]:
    """An encrypted file lets assistive technology read it."""
    if not document.pdf.is_encrypted:
        return
    granted = integer(entry(document.pdf.trailer, "/Encrypt", "/P"))
    if granted is None:
        yield Finding("U14.permissions-missing")
    elif not granted & _READING_ALOUD:
        yield Finding("U14.reading-forbidden")

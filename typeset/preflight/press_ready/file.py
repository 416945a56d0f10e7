"""The file as such: pages, version, encryption, identifier, what it says of itself (P9, P11, P12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.facts import WARNINGS
from typeset.preflight.finding import Finding
from typeset.preflight.pdf.objects import BROKEN, entry, items, name
from typeset.preflight.pdf.xmp import metadata_of
from typeset.preflight.press_ready.x1a import claims_x1a
from typeset.qpdf import pikepdf
from typeset.settings import Binding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles

_SHEET = 4  # pages
_NEWEST = (1, 6)
_IDENTIFIERS = ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")
_DATES = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate")


def check_page_count(document: Document, settings: Profiles) -> Iterator[Finding]:
    """Sheets folded in the middle make four pages each."""
    count = document.page_count
    if settings.print.binding is Binding.SADDLE_STITCH and count % _SHEET:
        yield Finding("P9.page-count", values={"count": count, "missing": -count % _SHEET})


def check_file(document: Document, _: Profiles) -> Iterator[Finding]:
    """The version is at most 1.6; nothing is encrypted; the trailer has an identifier."""
    pdf = document.pdf
    written = [pdf.pdf_version, name(entry(pdf.trailer, "/Root", "/Version"))]
    newest = max((_version(each) for each in written), default=(0, 0))
    if newest > _NEWEST:
        yield Finding("P11.version", values={"version": ".".join(map(str, newest))})
    if pdf.is_encrypted:
        yield Finding("P11.encrypted")
    if not all(isinstance(each, pikepdf.String) for each in items(entry(pdf.trailer, "/ID"))[:2] or [None]):
        yield Finding("P11.no-id")


def _version(written: str) -> tuple[int, ...]:
    return tuple(int(part) for part in written.split(".") if part.isdigit())


def check_damage(document: Document, _: Profiles) -> Iterator[Finding]:
    """The file could be read without mending it."""
    try:
        warnings = document.gathered(WARNINGS)
    except BROKEN:
        return
    if warnings:
        yield Finding("P11.repaired", values={"reason": warnings[0].split("(", maxsplit=1)[-1][:80]})


def check_identification(document: Document, _: Profiles) -> Iterator[Finding]:
    """XMP says that this is PDF/X-4, what it is, when it was made; Trapped is told; both records agree."""
    found = document.once(metadata_of)
    if claims_x1a(document):
        return
    if not found.sound:
        yield Finding("P12.no-xmp")
        return
    if found.value("pdfxid:GTS_PDFXVersion") != "PDF/X-4":
        yield Finding("P12.not-identified")
    for key in (*_DATES, *_IDENTIFIERS):
        if not found.value(key):
            yield Finding("P12.no-property", values={"property": key})
    trapped = {found.information.get("/Trapped", ""), found.value("pdf:Trapped")} - {""}
    if not trapped <= {"True", "False"} or not trapped:
        yield Finding("P12.trapped-unknown")
    elif len(trapped) > 1:
        yield Finding("P12.information-differs", values={"key": "Trapped"})
    for key in found.differences():
        yield Finding("P12.information-differs", values={"key": key})

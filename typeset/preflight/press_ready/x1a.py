"""PDF/X-1a, which presses of old ask for: what it forbids beyond PDF/X-4 (P16; ISO 15930-1, ISO 15930-4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.gathering import on_pages
from typeset.preflight.pdf.colour import Family
from typeset.preflight.pdf.content import things_of
from typeset.preflight.pdf.objects import entry
from typeset.preflight.pdf.xmp import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.painted import Painted
    from typeset.settings import Profiles

_NEWEST = "1.4"
_MEASURED = {Family.CAL_RGB, Family.LAB, Family.ICC}
_KEYS = ("/Title", "/CreationDate", "/ModDate")


def claims_x1a(document: Document) -> bool:
    """Whether the file says in its information dictionary that it is PDF/X-1a, of 2001 or of 2003."""
    information = document.once(metadata_of).information
    claims = (information.get(key, "") for key in ("/GTS_PDFXConformance", "/GTS_PDFXVersion"))
    return any(claim.startswith("PDF/X-1a") for claim in claims)


def check_x1a(document: Document, _: Profiles) -> Iterator[Finding]:
    """A file that claims PDF/X-1a is of version 1.4 at most, says when it was made, and has no layers."""
    if not claims_x1a(document):
        return
    pdf = document.pdf
    if pdf.pdf_version > _NEWEST:
        yield Finding("P16.version", values={"version": pdf.pdf_version})
    information = document.once(metadata_of).information
    for key in _KEYS:
        if not information.get(key):
            yield Finding("P16.no-property", values={"property": key.removeprefix("/")})
    if entry(pdf.trailer, "/Root", "/OCProperties") is not None:
        yield Finding("P16.layers")


def check_x1a_contents(document: Document, _: Profiles) -> Iterator[Finding]:
    """What such a file paints is opaque, and in inks of the press."""
    if not claims_x1a(document):
        return
    things = document.here(things_of)
    yield from on_pages("P16.measured-colour", document, (thing for thing in things if _is_measured(thing)))
    yield from on_pages(
        "P16.transparency", document, (thing for thing in things if thing.transparent and thing.is_visible)
    )


def _is_measured(thing: Painted) -> bool:
    return any(paint.space.real.family in _MEASURED for paint in (thing.fill, thing.stroke) if paint)

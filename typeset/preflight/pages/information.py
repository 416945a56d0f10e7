"""What every PDF tells of itself: a title and a language (U3, U4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.objects import entry, text
from typeset.preflight.pdf.xmp import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles


def check_information(document: Document, _: Profiles) -> Iterator[Finding]:
    """The metadata have a title; the catalogue tells the language."""
    if not document.once(metadata_of).value("dc:title"):
        yield Finding("U3.no-title")
    if not text(entry(document.pdf.trailer, "/Root", "/Lang")):
        yield Finding("U4.no-language")

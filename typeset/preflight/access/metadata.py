"""What the file says of itself to a reader: that it is PDF/UA, and its title in the window (U3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.objects import entry
from typeset.preflight.pdf.xmp import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles


def check_identification(document: Document, _: Profiles) -> Iterator[Finding]:
    """There is metadata, and it says PDF/UA-1. That it has a title is a check of all PDFs."""
    found = document.once(metadata_of)
    if not found.present:
        yield Finding("U3.no-metadata")
    elif found.value("pdfuaid:part") != "1":
        yield Finding("U3.not-identified")


def check_title_bar(document: Document, _: Profiles) -> Iterator[Finding]:
    """The window shows the title, not the name of the file."""
    shown = entry(document.pdf.trailer, "/Root", "/ViewerPreferences", "/DisplayDocTitle")
    if shown is None:
        yield Finding("U3.title-bar-unset")
    elif shown is not True:
        yield Finding("U3.title-bar-file-name")

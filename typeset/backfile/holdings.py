"""What has been built: every issue that has a PDF in `dist/`, with its articles and their pages.

What the receipt says is taken where it is of that very file; else the manuscripts are read, and the pages asked of the
PDF.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.backfile.receipt import Listing, listing_of, read_receipt
from typeset.delivery.handover import file_name
from typeset.diagnostics import Place, Report
from typeset.errors import ContentError
from typeset.pipeline import read_edition
from typeset.preflight.document import Document
from typeset.profile import Profile
from typeset.qpdf import pikepdf
from typeset.rounds.inputs import checksum

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typeset.workspace import Workspace

# Readers are sent to the first of these that there is.
_READABLE = (Profile.WEB, Profile.ARCHIVE, Profile.PRINT)


class Holding(Struct, frozen=True):
    """An issue that was built: its PDF, the pages of that, and what is in it."""

    file: Path
    pages: int
    listing: Listing


def holdings(workspace: Workspace, report: Report) -> Iterator[Holding]:
    """The issues that were built, in the order of their numbers; one that cannot be read is a warning in `report`."""
    for folder in workspace.issue_folders():
        for profile in _READABLE:
            file = workspace.dist / file_name(folder.name, profile)
            if file.is_file():
                holding = _by_receipt(workspace, folder, profile, file) or _by_reading(workspace, folder, file)
                if holding:
                    yield holding
                else:
                    report.add("backfile.not-listed", Place(file), issue=folder.name)
                break


def _by_receipt(workspace: Workspace, folder: Path, profile: Profile, file: Path) -> Holding | None:
    receipt = read_receipt(workspace, folder.name, profile)
    if receipt is None or receipt.file.sha256 != checksum(file):
        return None
    return Holding(file, receipt.pages, receipt.listing)


def _by_reading(workspace: Workspace, folder: Path, file: Path) -> Holding | None:
    edition, _ = read_edition(workspace, folder, Report())
    if edition is None:
        return None
    data = file.read_bytes()
    try:
        return Holding(file, Document(data, file.name).page_count, listing_of(edition, _destinations(data)))
    except (ContentError, pikepdf.PdfError):
        return None


def _destinations(data: bytes) -> dict[str, int]:
    """The pages, from 1, of the named destinations of a PDF (ISO 32000-1, 12.3.2.3)."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        names = pdf.Root.get("/Names", pikepdf.Dictionary())
        found = {}
        for name, destination in pikepdf.NameTree(names.Dests).items() if "/Dests" in names else ():
            if isinstance(destination, pikepdf.Array):
                found[str(name)] = numbers.get(destination[0].objgen, 0)
        return {name: page for name, page in found.items() if page}

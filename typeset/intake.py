"""Taking manuscripts in: the extracted text of a whole issue becomes a folder that builds.

In: a file anywhere on the machine, which is only read. Out: a new issue folder with `issue.yaml`, `articles/` and
`import-report.md`, which accounts for every line of the original.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError, UsageError
from typeset.manifest import read_publication
from typeset.readers.extracted import read_extracted, to_markdown
from typeset.scaffold import add_folder, check_name, write_schemas
from typeset.source import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.diagnostics import Language
    from typeset.manifest import Publication
    from typeset.readers.extracted import ImportedIssue
    from typeset.workspace import Workspace

IMPORT_REPORT = PurePosixPath("import-report.md")


class Intake(Struct, frozen=True):
    """What an import made: the folder, the issue as it was read, and what was noticed."""

    folder: Path
    issue: ImportedIssue
    report: Report


def import_extracted(workspace: Workspace, file: Path, name: str, language: Language) -> Intake:
    """Import `file` as the new issue `name`. Raises ContentError, or UsageError where the issue exists.

    What belongs to the publication (title, sponsor, imprint) is compared with publication.yaml, never written there.
    """
    folder = workspace.issues / name
    check_name(name)
    if folder.exists():
        raise UsageError(Diagnostic("workspace.exists", Place(folder), {"name": name}))
    report = Report()
    source = read_source(file, report)
    publication = read_publication(workspace.publication, report)
    if source is None or publication is None:
        raise ContentError(report)
    issue = read_extracted(source.text, file, report)
    if report.errors:
        raise ContentError(report)
    _compare(issue, publication[0], Place(workspace.publication), report)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    account = to_markdown(issue.report, language) + f"\nSHA-256: `{digest}`\n"
    add_folder(folder, {**issue.files(), IMPORT_REPORT: account})
    write_schemas(workspace)
    return Intake(folder, issue, report)


def _compare(issue: ImportedIssue, publication: Publication, place: Place, report: Report) -> None:
    """Report what the original says of the publication otherwise than publication.yaml."""
    imprint = publication.imprint
    pairs = (
        ("title", issue.title, publication.title),
        ("sponsor", issue.sponsor, publication.sponsor),
        ("imprint.address", issue.imprint.address, imprint.address),
        ("imprint.postcode", issue.imprint.postcode, imprint.postcode),
        ("imprint.phone", issue.imprint.phone, imprint.phone),
    )
    for key, read, written in pairs:
        if read and read != (written or ""):
            report.add("import.publication-differs", place, key=key, read=read, written=written or "—")

"""All issues of a workspace at a glance: what each is called, how far it is, how long."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.delivery.handover import file_name
from typeset.diagnostics import Report
from typeset.manifest import read_manifest
from typeset.preflight.document import Document
from typeset.profile import Profile
from typeset.rounds.release import RELEASE, read_release
from typeset.rounds.shelf import last_record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from typeset.workspace import Workspace


class State(StrEnum):
    """How far an issue is: the last of these that it has reached."""

    DRAFT = "draft"
    BUILT = "built"
    PROOFED = "proofed"
    SIGNED = "signed"


class IssueLine(Struct, frozen=True):
    """An issue in the list; `pages` is None where nothing was made of it yet."""

    name: str
    folder: Path
    year: int
    number: int
    total: int | None
    date: dt.date
    articles: int
    state: State
    pages: int | None


def overview(workspace: Workspace, report: Report) -> Iterator[IssueLine]:
    """The issues in the order of their numbers; one whose manifest cannot be read is an error in `report`."""
    for folder in workspace.issue_folders():
        noticed = Report()  # an unfinished issue may lack articles
        manifest = read_manifest(folder, workspace.publication, noticed)
        if manifest is None:
            for error in noticed.errors:
                report.add(error.code, error.place, **error.values)
            continue
        issue = manifest.issue
        articles = sum(len(section.articles) for section in issue.sections)
        state, pages = _reached(workspace, folder)
        yield IssueLine(folder.name, folder, issue.year, issue.number, issue.total, issue.date, articles, state, pages)


def _reached(workspace: Workspace, folder: Path) -> tuple[State, int | None]:
    """The state, and the pages as they were then. Raises ContentError where a record was damaged."""
    if (folder / RELEASE).is_file():
        return State.SIGNED, read_release(folder / RELEASE).pages
    record = last_record(workspace, folder.name)
    if record:
        return State.PROOFED, record.pages
    path = workspace.dist / file_name(folder.name, Profile.WEB)
    if path.is_file():
        return State.BUILT, Document(path.read_bytes(), path.name).page_count
    return State.DRAFT, None

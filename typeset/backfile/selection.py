"""Which issues of a workspace are meant: all, or those of some years, or with some names."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from typeset.diagnostics import Diagnostic, Report
from typeset.errors import UsageError
from typeset.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from typeset.workspace import Workspace

Years = tuple[int, int]
"""The first and the last of several years."""


def select(workspace: Workspace, years: Sequence[Years] = (), patterns: Sequence[str] = ()) -> list[Path]:
    """The folders of the issues in the order of their numbers. Raises UsageError where there are none.

    Of `patterns` (`issue-2??`) one must fit the name, and the year must lie in one of `years`. An issue whose year
    cannot be read is not left out: it would fail unnoticed.
    """
    folders = workspace.issue_folders()
    found = [
        folder
        for folder in folders
        if (not patterns or any(fnmatchcase(folder.name, pattern) for pattern in patterns))
        and (not years or _within(workspace, folder, years))
    ]
    if not folders:
        raise UsageError(Diagnostic("workspace.no-issue", None, {"folder": str(workspace.issues)}))
    if not found:
        raise UsageError(Diagnostic("backfile.none-selected", None, {"count": len(folders)}))
    return found


def _within(workspace: Workspace, folder: Path, years: Sequence[Years]) -> bool:
    manifest = read_manifest(folder, workspace.publication, Report())
    return manifest is None or any(first <= manifest.issue.year <= last for first, last in years)

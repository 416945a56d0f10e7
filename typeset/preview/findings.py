"""Findings as the page shows them: what, how much it weighs, where on the pages and where in the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.language import spoken
from typeset.preflight.telling import as_data, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.diagnostics import Diagnostic, Report
    from typeset.preflight.finding import Finding
    from typeset.preview.snapshot import Snapshot
    from typeset.workspace import Workspace


def told(report: Report, workspace: Workspace, snapshot: Snapshot | None) -> list[dict[str, object]]:
    """The diagnostics of `report`; the page is that of the text they speak of, where it is laid out."""
    return [_diagnostic(diagnostic, workspace, snapshot) for diagnostic in report]


def _diagnostic(diagnostic: Diagnostic, workspace: Workspace, snapshot: Snapshot | None) -> dict[str, object]:
    place = diagnostic.place
    page = snapshot.page_of(str(place.path), place.line) if snapshot and place else None
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.text(spoken()),
        "hint": diagnostic.hint(spoken()),
        "file": workspace.shown(place.path) if place else None,
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "page": page,
        "box": None,
    }


def found(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """What preflight found in the finished PDF; advice is left to `typeset preflight`."""
    shown = []
    for finding in findings:
        data = as_data(finding)
        spots = finding.spots
        shown.append(
            {
                "code": finding.code,
                "severity": data["severity"],
                "message": sentence(finding),
                "hint": data["hint"],
                "file": None,
                "line": 0,
                "column": 0,
                "page": spots[0].page if spots else None,
                "box": list(spots[0].box) if spots and spots[0].box else None,
            }
        )
    return shown

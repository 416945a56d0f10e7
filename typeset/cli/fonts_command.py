"""`typeset fonts`: families, roles, checksums, and what an issue needs that a role lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.completions import complete_issue
from typeset.cli.desk import Desk, with_desk
from typeset.cli.formats import Format
from typeset.cli.usage import Command
from typeset.language import say

if TYPE_CHECKING:
    from typeset.diagnostics import Report
    from typeset.typefaces import FontCatalogue, FontFace
    from typeset.workspace import Workspace

_SAMPLE = 20


@click.command("fonts", cls=Command, help=say("fonts.help"))
@click.argument("issue", required=False, shell_complete=complete_issue)
@with_desk
def command(desk: Desk, issue: str | None) -> None:
    """List and verify fonts."""
    from typeset.diagnostics import Report  # noqa: PLC0415 - slow to import, and --help must not pay for it
    from typeset.errors import ContentError  # noqa: PLC0415
    from typeset.fonts import read_catalogue, verify  # noqa: PLC0415

    report = Report()
    workspace = desk.workspace()
    catalogue = read_catalogue(workspace.font_folders, report)
    if catalogue is None:
        raise ContentError(report)
    verify(catalogue, report)
    changed = {d.place.path for d in report.errors if d.place}
    if desk.output_format is Format.JSON:
        faces = [
            {"family": face.family, "weight": face.weight, "file": desk.path(face.path), "state": _state(face, changed)}
            for face in catalogue.faces
        ]
        desk.data({"faces": faces, "roles": {role: list(families) for role, families in catalogue.roles.items()}})
    else:
        _list_faces(desk, catalogue, changed)
        _list_roles(desk, catalogue)
    if issue and desk.output_format is not Format.JSON:
        _list_coverage(desk, workspace, workspace.issue_folder(issue, start=Path.cwd()), catalogue, report)
    if report.errors:
        raise ContentError(report)
    desk.show(report)


def _list_faces(desk: Desk, catalogue: FontCatalogue, changed: set[Path]) -> None:
    desk.result("\t".join(say(f"fonts.{head}") for head in ("family", "weight", "file", "state", "licence")))
    for face in catalogue.faces:
        cells = (
            face.family,
            str(face.weight),
            desk.path(face.path),
            say(f"fonts.{_state(face, changed)}"),
            face.record.licence or "—",
        )
        desk.result("\t".join(cells))


def _state(face: FontFace, changed: set[Path]) -> str:
    return "changed" if face.path in changed else "ok" if face.record.sha256 else "unchecked"


def _list_roles(desk: Desk, catalogue: FontCatalogue) -> None:
    desk.result("")
    desk.result("\t".join(say(f"fonts.{head}") for head in ("role", "families")))
    for role, families in catalogue.roles.items():
        desk.result("\t".join([role, " → ".join(families)]))


def _list_coverage(desk: Desk, workspace: Workspace, folder: Path, catalogue: FontCatalogue, report: Report) -> None:
    from typeset.pipeline import read_edition  # noqa: PLC0415
    from typeset.typefaces import missing_characters  # noqa: PLC0415 - see above

    edition, _ = read_edition(workspace, folder, report)
    if edition is None:
        return
    characters = edition.characters()
    desk.result("")
    for role in catalogue.roles:
        missing = missing_characters(catalogue, role, characters)
        sample = " ".join(missing[:_SAMPLE])
        values = {
            "issue": folder.name,
            "total": len(characters),
            "role": role,
            "missing": len(missing),
            "sample": sample,
        }
        desk.result(say("fonts.coverage", **values).rstrip())

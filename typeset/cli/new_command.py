"""`typeset new`: the folder of the next issue."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.cli.completions import complete_issue
from typeset.cli.desk import Desk, with_desk
from typeset.cli.usage import Command
from typeset.language import say


@click.command("new", cls=Command, help=say("new.help"))
@click.argument("issue", required=False)
@click.option("--from", "base", metavar="ISSUE", help=say("new.from"), shell_complete=complete_issue)
@with_desk
def command(desk: Desk, issue: str | None, base: str | None) -> None:
    """Begin an issue."""
    from typeset.scaffold import new_issue  # noqa: PLC0415 - slow to import, and --help must not pay for it

    workspace = desk.workspace()
    folder, numbering = new_issue(workspace, issue, workspace.issue_folder(base, start=Path.cwd()) if base else None)
    desk.result(
        say(
            "new.done",
            folder=desk.path(folder),
            year=numbering.year,
            number=numbering.number,
            total=numbering.total or "—",
            date=numbering.date.isoformat(),
        )
    )

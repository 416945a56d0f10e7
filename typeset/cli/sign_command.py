"""`typeset sign`: the record of what was released."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.completions import complete_issue, complete_layout
from typeset.cli.desk import Desk, with_desk
from typeset.cli.exits import CONTENT
from typeset.cli.formats import Format, as_data
from typeset.cli.usage import Command, Day
from typeset.language import say

if TYPE_CHECKING:
    import datetime as dt

    from typeset.workspace import Workspace


@click.command("sign", cls=Command, help=say("sign.help"))
@click.argument("issue", required=False, shell_complete=complete_issue)
@click.option("--by", metavar="NAME", help=say("sign.by"))
@click.option("--date", type=Day(), metavar="YYYY-MM-DD", help=say("sign.date"))
@click.option("--layout", "layout_name", metavar="NAME", help=say("sign.layout"), shell_complete=complete_layout)
@click.option("--again", is_flag=True, help=say("sign.again"))
@click.option("--check", "checking", is_flag=True, help=say("sign.check"))
@with_desk
def command(
    desk: Desk,
    issue: str | None,
    by: str | None,
    date: dt.date | None,
    layout_name: str | None,
    *,
    again: bool,
    checking: bool,
) -> None:
    """Sign one issue, or check what was signed."""
    from typeset.rounds.release import sign  # noqa: PLC0415 - slow to import, and --help must not pay for it

    workspace = desk.workspace()
    folder = workspace.issue_folder(issue, start=Path.cwd()) if issue else workspace.current_issue(Path.cwd())
    if checking:
        _check(desk, workspace, folder)
        return
    signed = sign(
        workspace,
        folder,
        by=by or _user(),
        date=date,
        again=again,
        layout_name=layout_name,
        watch=desk.watch(),
    )
    desk.progress_done()
    if desk.output_format is Format.JSON:
        findings = [as_data(diagnostic, desk.root()) for diagnostic in signed.report]
        files = [file.file for file in signed.release.files.values()]
        data = {"release": desk.path(signed.path), "new": signed.new, "files": files, "diagnostics": findings}
        desk.result(json.dumps(data, ensure_ascii=False))
        return
    desk.show(signed.report)
    if signed.new:
        for file in signed.release.files.values():
            desk.result(f"{file.sha256}  {file.file}")
        values = {"by": signed.release.by or "—", "date": signed.release.date.isoformat()}
        desk.result(say("sign.done", file=desk.path(signed.path), pages=signed.release.pages, **values))


def _check(desk: Desk, workspace: Workspace, folder: Path) -> None:
    from typeset.rounds.release import check  # noqa: PLC0415 - see above

    release, differences = check(workspace, folder)
    if desk.output_format is Format.JSON:
        found = [{"change": difference.kind, "file": difference.file} for difference in differences]
        desk.result(json.dumps({"same": not found, "differences": found}, ensure_ascii=False))
    else:
        for difference in differences:
            desk.result(say(f"sign.{difference.kind}", file=difference.file))
        if not differences:
            values = {"by": release.by or "—", "date": release.date.isoformat()}
            count = len(release.files) + len(release.inputs)
            desk.result(say("sign.checked", count=count, **values))
    if differences:
        sys.exit(CONTENT)


def _user() -> str:
    """The name under which the editor is logged in; empty where the machine knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""

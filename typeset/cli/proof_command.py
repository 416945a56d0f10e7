"""`typeset proof`: the next round of proof, numbered and kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.completions import complete_issue
from typeset.cli.desk import Desk, with_desk
from typeset.cli.formats import Format, as_data
from typeset.cli.usage import Command, Day
from typeset.diagnostics import Diagnostic
from typeset.errors import UsageError
from typeset.language import say

if TYPE_CHECKING:
    import datetime as dt

# Six lines beside the name of the round; more runs into the edge of the paper.
_LONGEST_NOTE = 200


@click.command("proof", cls=Command, help=say("proof.help"))
@click.argument("issue", required=False, shell_complete=complete_issue)
@click.option("--date", type=Day(), metavar="YYYY-MM-DD", help=say("proof.date"))
@click.option("--note", default="", metavar="TEXT", help=say("proof.note"))
@click.option("--again", is_flag=True, help=say("proof.again"))
@with_desk
def command(desk: Desk, issue: str | None, date: dt.date | None, note: str, *, again: bool) -> None:
    """Keep the next proof of one issue."""
    from typeset.rounds.keep import keep_proof  # noqa: PLC0415 - slow to import, and --help must not pay for it

    if len(note) > _LONGEST_NOTE:
        raise UsageError(Diagnostic("rounds.long-note", None, {"count": len(note), "limit": _LONGEST_NOTE}))
    workspace = desk.workspace()
    folder = workspace.issue_folder(issue, start=Path.cwd()) if issue else workspace.current_issue(Path.cwd())
    kept = keep_proof(workspace, folder, date=date, note=" ".join(note.split()), again=again, watch=desk.watch())
    desk.progress_done()
    file = desk.path(kept.folder / kept.record.proof.file)
    if desk.output_format is Format.JSON:
        findings = [as_data(diagnostic, desk.root()) for diagnostic in kept.report]
        data = {"number": kept.record.number, "new": kept.new, "file": file, "pages": kept.record.pages}
        desk.result(json.dumps({**data, "diagnostics": findings}, ensure_ascii=False))
        return
    desk.show(kept.report)
    if kept.new:
        desk.result(say("proof.done", name=kept.record.name, file=file, pages=kept.record.pages))

"""`typeset preview`: the pages in a browser, as they are written."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.cli.completions import complete_issue
from typeset.cli.desk import Desk, with_desk
from typeset.cli.usage import Command
from typeset.language import say


@click.command("preview", cls=Command, help=say("preview.help"))
@click.argument("issue", required=False, shell_complete=complete_issue)
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help=say("preview.port"))
@click.option("--no-open", is_flag=True, help=say("preview.no_open"))
@with_desk
def command(desk: Desk, issue: str | None, port: int | None, *, no_open: bool) -> None:
    """Show one issue until interrupted."""
    from typeset.preview.server import serve  # noqa: PLC0415 - slow to import, and --help must not pay for it

    workspace = desk.workspace()
    folder = workspace.issue_folder(issue, start=Path.cwd()) if issue else workspace.current_issue(Path.cwd())

    def ready(address: str) -> None:
        desk.result(say("preview.ready", issue=folder.name, address=address))
        if not no_open:
            click.launch(address)

    try:
        serve(workspace, folder, port, ready)
    except KeyboardInterrupt:
        return  # the way to end it

"""`typeset init`: a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.cli.desk import Desk, with_desk
from typeset.cli.formats import Format
from typeset.cli.usage import Command
from typeset.clock import today
from typeset.language import say


@click.command("init", cls=Command, help=say("init.help"))
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="我的刊物", help=say("init.title"))
@click.option("--sponsor", default="编辑部", help=say("init.sponsor"))
@with_desk
def command(desk: Desk, folder: Path | None, title: str, sponsor: str) -> None:
    """Make a workspace."""
    from typeset.scaffold import new_workspace  # noqa: PLC0415 - slow to import, and --help must not pay for it

    target = (folder or Path()).absolute()
    new_workspace(target, title=title, sponsor=sponsor, date=today())
    if desk.output_format is Format.JSON:
        desk.data({"folder": desk.path(target)})
    else:
        desk.result(say("init.done", folder=desk.path(target)))

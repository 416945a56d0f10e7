"""`typeset specimen`: every rule of setting with its example, as a PDF or as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.desk import Desk, with_desk
from typeset.cli.usage import Command
from typeset.errors import UsageError
from typeset.language import say

if TYPE_CHECKING:
    from typeset.workspace import Workspace


@click.command("specimen", cls=Command, help=say("specimen.help"))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say("specimen.output")
)
@click.option("--dump", is_flag=True, help=say("specimen.dump"))
@with_desk
def command(desk: Desk, output: Path | None, *, dump: bool) -> None:
    """Build the specimen, or print it."""
    from typeset.diagnostics import Report  # noqa: PLC0415 - slow to import, and --help must not pay for it
    from typeset.specimen import build_specimen, make_specimen  # noqa: PLC0415

    workspace = _workspace(desk, needed=output is None and not dump)
    if dump:
        from typeset.press.dump import dump_pages  # noqa: PLC0415

        report = Report()
        proof = make_specimen(workspace, report, watch=desk.watch())
        desk.progress_done()
        desk.show(report)
        for line in dump_pages(proof):
            desk.result(line)
        return
    path = output.absolute() if output else workspace.dist / "specimen.pdf"
    made = build_specimen(workspace, path, watch=desk.watch())
    desk.progress_done()
    desk.show(made.report)
    desk.result(say("specimen.done", file=desk.path(path), pages=made.page_count))


def _workspace(desk: Desk, *, needed: bool) -> Workspace:
    """The workspace, or what ships where there is none and none is `needed` to put the file into."""
    from typeset.workspace import shipped  # noqa: PLC0415

    try:
        return desk.workspace()
    except UsageError:
        if needed:
            raise
        return shipped()

"""`typeset layouts`: the layouts at hand."""

from __future__ import annotations

import click

from typeset.cli.desk import Desk, with_desk
from typeset.cli.usage import Command
from typeset.language import say


@click.command("layouts", cls=Command, help=say("layouts.help"))
@with_desk
def command(desk: Desk) -> None:
    """List the layouts."""
    from typeset.diagnostics import Report  # noqa: PLC0415 - slow to import, and --help must not pay for it
    from typeset.errors import ContentError  # noqa: PLC0415
    from typeset.layout import layout_names, read_layout  # noqa: PLC0415

    report = Report()
    folders = desk.workspace().layout_folders
    for name in layout_names(folders):
        layout = read_layout(name, folders, None, report)
        if layout and layout.offered:
            desk.result("\t".join(filter(None, [name, layout.title, layout.description, desk.path(layout.folders[0])])))
    if report.errors:
        raise ContentError(report)

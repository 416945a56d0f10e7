"""`typeset layouts`: the layouts at hand."""

from __future__ import annotations

import click

from typeset.cli.desk import Desk, with_desk
from typeset.cli.formats import Format
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
    layouts = {name: read_layout(name, folders, None, report) for name in layout_names(folders)}
    rows = [
        {"name": name, "title": layout.title, "description": layout.description, "folder": desk.path(layout.folders[0])}
        for name, layout in layouts.items()
        if layout and layout.offered
    ]
    if desk.output_format is Format.JSON:
        desk.data(rows)
    else:
        for row in rows:
            desk.result("\t".join(filter(None, row.values())))
    if report.errors:
        raise ContentError(report)

"""`typeset list`: the issues of the workspace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from typeset.cli.desk import Desk, with_desk
from typeset.cli.formats import Format
from typeset.cli.usage import Command
from typeset.language import say

if TYPE_CHECKING:
    from typeset.overview import IssueLine


@click.command("list", cls=Command, help=say("list.help"))
@with_desk
def command(desk: Desk) -> None:
    """List the issues."""
    from typeset.diagnostics import Report  # noqa: PLC0415 - slow to import, and --help must not pay for it
    from typeset.errors import ContentError  # noqa: PLC0415
    from typeset.overview import overview  # noqa: PLC0415

    report = Report()
    lines = list(overview(desk.workspace(), report))
    if desk.output_format is Format.JSON:
        desk.result(json.dumps([_data(line, desk) for line in lines], ensure_ascii=False))
    else:
        for line in lines:
            desk.result(_text(line))
    if report.errors:
        raise ContentError(Report(report.errors))


def _data(line: IssueLine, desk: Desk) -> dict[str, object]:
    return {
        "name": line.name,
        "folder": desk.path(line.folder),
        "year": line.year,
        "number": line.number,
        "total": line.total,
        "date": line.date.isoformat(),
        "state": line.state.value,
        "pages": line.pages,
        "articles": line.articles,
    }


def _text(line: IssueLine) -> str:
    return say(
        "list.line",
        name=line.name,
        date=line.date.isoformat(),
        year=line.year,
        number=line.number,
        state=say(f"list.{line.state}"),
        pages="—" if line.pages is None else line.pages,
        articles=line.articles,
    )

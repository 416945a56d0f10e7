"""`typeset archive`: the index of all issues that were built."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from typeset.cli.desk import Desk, with_desk
from typeset.cli.formats import Format
from typeset.cli.usage import Command
from typeset.language import say


@click.command("archive", cls=Command, help=say("archive.help"))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.html", help=say("archive.output")
)
@with_desk
def command(desk: Desk, output: Path | None) -> None:
    """Write the index."""
    from typeset.backfile.holdings import holdings  # noqa: PLC0415 - slow to import, and --help must not pay for it
    from typeset.backfile.index import to_json  # noqa: PLC0415
    from typeset.backfile.webpage import webpage  # noqa: PLC0415
    from typeset.delivery.output import write_whole  # noqa: PLC0415
    from typeset.diagnostics import Diagnostic, Place, Report  # noqa: PLC0415
    from typeset.errors import ContentError, UsageError  # noqa: PLC0415
    from typeset.manifest import read_publication  # noqa: PLC0415

    workspace, report = desk.workspace(), Report()
    read = read_publication(workspace.publication, report)
    if read is None:
        raise ContentError(report)
    publication, _ = read
    found = list(holdings(workspace, report))
    if not found:
        raise UsageError(Diagnostic("backfile.nothing-built", Place(workspace.dist)))
    page = output.absolute() if output else workspace.dist / "index.html"
    hrefs = {holding.listing.issue: Path(os.path.relpath(holding.file, page.parent)).as_posix() for holding in found}
    data = page.with_suffix(".json")
    write_whole(data, to_json(publication.title, found, hrefs))
    write_whole(page, webpage(publication.title, publication.sponsor, found, hrefs).encode())
    desk.show(report)
    articles = sum(len(holding.listing.articles) for holding in found)
    if desk.output_format is Format.JSON:
        result = {"page": desk.path(page), "index": desk.path(data), "issues": len(found), "articles": articles}
        desk.result(json.dumps(result, ensure_ascii=False))
    else:
        values = {"page": desk.path(page), "data": desk.path(data)}
        desk.result(say("archive.done", issues=len(found), articles=articles, **values))

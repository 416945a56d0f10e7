"""`typeset import`: a manuscript becomes part of an issue."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.cli.desk import Desk, with_desk
from typeset.cli.usage import Command
from typeset.language import say, spoken


@click.command("import", cls=Command, help=say("import.help"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--issue", required=True, metavar="ISSUE", help=say("import.issue"))
@with_desk
def command(desk: Desk, file: Path, issue: str) -> None:
    """Import the extracted text of a whole issue."""
    from typeset.intake import import_extracted  # noqa: PLC0415 - slow to import, and --help must not pay for it

    taken = import_extracted(desk.workspace(), file.absolute(), issue, spoken())
    desk.show(taken.report)
    desk.result(
        say(
            "import.done",
            folder=desk.path(taken.folder),
            sections=len(taken.issue.sections),
            articles=len(taken.issue.articles),
            entries=sum(article.contents for article in taken.issue.articles),
        )
    )

"""`typeset dump`: the laid-out pages as plain text."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.cli.completions import complete_issue, complete_layout
from typeset.cli.desk import Desk, with_desk
from typeset.cli.usage import Command
from typeset.language import say


@click.command("dump", cls=Command, help=say("dump.help"))
@click.argument("issue", required=False, shell_complete=complete_issue)
@click.option("--layout", "layout_name", metavar="NAME", help=say("build.layout"), shell_complete=complete_layout)
@click.option(
    "--pages", metavar="2,5-7", callback=lambda _ctx, _parameter, value: pages_of(value), help=say("dump.pages")
)
@with_desk
def command(desk: Desk, issue: str | None, layout_name: str | None, pages: frozenset[int] | None) -> None:
    """Print the pages of one issue."""
    from typeset.diagnostics import Report  # noqa: PLC0415 - slow to import, and --help must not pay for it
    from typeset.pipeline import make_consignment  # noqa: PLC0415
    from typeset.press.dump import dump_pages  # noqa: PLC0415

    workspace = desk.workspace()
    folder = workspace.issue_folder(issue, start=Path.cwd()) if issue else workspace.current_issue(Path.cwd())
    report = Report()
    consignment = make_consignment(workspace, folder, report, layout_name=layout_name, watch=desk.watch())
    desk.progress_done()
    desk.show(report)
    for line in dump_pages(consignment.proof, pages):
        desk.result(line)


def pages_of(value: str | None) -> frozenset[int] | None:
    """The page numbers in `2,5-7`; None for none given. Raises click.BadParameter for anything else."""
    if value is None:
        return None
    pages: set[int] = set()
    for part in value.split(","):
        first, _, last = part.strip().partition("-")
        if not first.isdigit() or not (last or first).isdigit():
            raise click.BadParameter(value)
        pages.update(range(int(first), int(last or first) + 1))
    return frozenset(pages)

"""`typeset new`: the folder of the next issue, or the file of an article."""

from __future__ import annotations

from pathlib import Path

import click

from typeset.cli.completions import complete_issue, complete_new, complete_section
from typeset.cli.desk import Desk, with_desk
from typeset.cli.formats import Format
from typeset.cli.usage import Command
from typeset.diagnostics import Diagnostic
from typeset.errors import UsageError
from typeset.language import say

_ARTICLE = "article"


@click.command("new", cls=Command, help=say("new.help"))
@click.argument("what", required=False, metavar="[ISSUE]", shell_complete=complete_new)
@click.argument("name", required=False, metavar=f"| {_ARTICLE} NAME")
@click.option("--from", "base", metavar="ISSUE", help=say("new.from"), shell_complete=complete_issue)
@click.option("--issue", metavar="ISSUE", help=say("new.issue"), shell_complete=complete_issue)
@click.option("--section", metavar="SECTION", help=say("new.section"), shell_complete=complete_section)
@click.option("--title", metavar="TITLE", help=say("new.title"))
@with_desk
def command(
    desk: Desk,
    what: str | None,
    name: str | None,
    base: str | None,
    issue: str | None,
    section: str | None,
    title: str | None,
) -> None:
    """Begin an issue or an article."""
    if what == _ARTICLE and name is None:
        raise UsageError(Diagnostic("usage.missing", None, {"name": f"{_ARTICLE} NAME"}))
    if name is None:
        for option, value in (("--issue", issue), ("--section", section), ("--title", title)):
            _refuse(option, value)
        _begin_issue(desk, what, base)
    else:
        _refuse(name, what if what != _ARTICLE else None)
        _refuse("--from", base)
        _begin_article(desk, name, issue, section, title)


def _refuse(option: str, value: str | None) -> None:
    if value is not None:
        raise click.UsageError(say("new.article_only", option=option))


def _begin_issue(desk: Desk, issue: str | None, base: str | None) -> None:
    from typeset.scaffold import new_issue  # noqa: PLC0415 - slow to import, and --help must not pay for it

    workspace = desk.workspace()
    folder, numbering = new_issue(workspace, issue, workspace.issue_folder(base, start=Path.cwd()) if base else None)
    values = {
        "folder": desk.path(folder),
        "year": numbering.year,
        "number": numbering.number,
        "total": numbering.total,
        "date": numbering.date.isoformat(),
    }
    if desk.output_format is Format.JSON:
        desk.data(values)
    else:
        desk.result(say("new.done", **{**values, "total": numbering.total or "—"}))


def _begin_article(desk: Desk, name: str, issue: str | None, section: str | None, title: str | None) -> None:
    from typeset.newarticle import new_article  # noqa: PLC0415 - as above

    workspace = desk.workspace()
    folder = workspace.issue_folder(issue, start=Path.cwd()) if issue else workspace.current_issue(Path.cwd())
    begun = new_article(workspace, folder, name, section=section, title=title)
    values = {"file": desk.path(begun.path), "section": begun.section}
    if desk.output_format is Format.JSON:
        desk.data(values)
    else:
        desk.result(say("new.article_done", **values))

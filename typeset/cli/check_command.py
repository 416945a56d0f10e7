"""`typeset check`: what is wrong with the text of an issue."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.completions import complete_issue
from typeset.cli.desk import Desk, with_desk
from typeset.cli.formats import Format, as_data
from typeset.cli.usage import Command
from typeset.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.copyedit.passage import IssueText
    from typeset.diagnostics import Report
    from typeset.settings import Level


@click.command("check", cls=Command, help=say("check.help"))
@click.argument("issue", required=False, shell_complete=complete_issue)
@click.option("--rule", "only", multiple=True, metavar="RULE", help=say("check.rule"))
@click.option("--rules", "list_rules", is_flag=True, help=say("check.rules"))
@click.option("--fix", is_flag=True, help=say("check.fix"))
@click.option("--diff", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say("check.diff"))
@click.option("--yes", is_flag=True, help=say("check.yes"))
@click.option("--strict", is_flag=True, help=say("check.strict"))
@with_desk
def command(
    desk: Desk,
    issue: str | None,
    only: tuple[str, ...],
    diff: Path | None,
    *,
    list_rules: bool,
    fix: bool,
    yes: bool,
    strict: bool,
) -> None:
    """Check the text of one issue."""
    from typeset.copyedit.check import check_issue, names  # noqa: PLC0415 - slow to import, and --help must not pay
    from typeset.diagnostics import Report  # noqa: PLC0415
    from typeset.errors import ContentError  # noqa: PLC0415

    if list_rules:
        _list(desk)
        return
    names(only)
    workspace = desk.workspace()
    folder = workspace.issue_folder(issue, start=Path.cwd()) if issue else workspace.current_issue(Path.cwd())
    report = Report()
    read = check_issue(workspace, folder, report, only=only)
    if fix and read and _fix(desk, *read, only, diff, yes=yes):
        report = Report()
        read = check_issue(workspace, folder, report, only=only)
    if report.errors or (strict and report.warnings):
        raise ContentError(report)
    _show(desk, folder, read[0] if read else None, report)


def _list(desk: Desk) -> None:
    from typeset.copyedit.catalogue import rules  # noqa: PLC0415
    from typeset.diagnostics import message  # noqa: PLC0415

    for name, rule in rules().items():
        severity = message(f"check.{name}").severity
        first, _, _ = rule.bad.rpartition("\n")[2].partition("\n")
        desk.result("\t".join([name, say(f"severity.{severity}"), rule.clause, first]))


def _fix(
    desk: Desk,
    issue: IssueText,
    levels: Mapping[str, Level],
    only: tuple[str, ...],
    diff: Path | None,
    *,
    yes: bool,
) -> bool:
    """Show what would change and change it where the editor agrees; whether anything was written."""
    from typeset.copyedit.check import names  # noqa: PLC0415
    from typeset.copyedit.fix import difference, plan_fixes, write_fixes  # noqa: PLC0415
    from typeset.delivery.output import write_whole  # noqa: PLC0415

    texts = plan_fixes(issue, levels, only=names(only))
    shown = difference(issue, texts, desk.root())
    if diff:
        write_whole(diff.absolute(), shown.encode())
    elif desk.output_format is not Format.JSON and shown:
        click.echo(shown, nl=False)
    if not texts:
        _say(desk, say("check.nothing_to_fix"))
        return False
    asked = not yes and sys.stdin.isatty() and sys.stdout.isatty()
    if not (yes or (asked and click.confirm(say("check.confirm", files=len(texts))))):
        _say(desk, say("check.not_fixed", files=len(texts)))
        return False
    written = write_fixes(texts)
    _say(desk, say("check.fixed", files=len(written)))
    return bool(written)


def _say(desk: Desk, text: str) -> None:
    if desk.output_format is not Format.JSON:
        desk.result(text)


def _show(desk: Desk, folder: Path, issue: IssueText | None, report: Report) -> None:
    articles = len(issue.articles) if issue else 0
    if desk.output_format is Format.JSON:
        findings = [as_data(diagnostic, desk.root()) for diagnostic in report]
        desk.result(
            json.dumps({"issue": folder.name, "articles": articles, "diagnostics": findings}, ensure_ascii=False)
        )
        return
    desk.show(report)
    notes = len(report) - len(report.errors) - len(report.warnings)
    desk.result(say("check.done", issue=folder.name, articles=articles, warnings=len(report.warnings), notes=notes))

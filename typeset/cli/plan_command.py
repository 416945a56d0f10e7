"""`typeset plan`: how long an issue is, and what a page count takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from typeset.cli.completions import complete_issue, complete_layout
from typeset.cli.desk import Desk, with_desk
from typeset.cli.formats import Format, as_data
from typeset.cli.usage import Command
from typeset.language import say

if TYPE_CHECKING:
    from typeset.copyfit.lengths import ArticleLength, SectionLength
    from typeset.copyfit.plan import Plan
    from typeset.diagnostics import Report


@click.command("plan", cls=Command, help=say("plan.help"))
@click.argument("issue", required=False, shell_complete=complete_issue)
@click.option("--layout", "layout_name", metavar="NAME", help=say("build.layout"), shell_complete=complete_layout)
@click.option("--pages", type=click.IntRange(min=1), metavar="PAGES", help=say("plan.pages"))
@with_desk
def command(desk: Desk, issue: str | None, layout_name: str | None, pages: int | None) -> None:
    """Print the flatplan of one issue."""
    from typeset.copyfit.plan import make_plan  # noqa: PLC0415 - slow to import, and --help must not pay for it
    from typeset.diagnostics import Report  # noqa: PLC0415
    from typeset.pipeline import make_consignment  # noqa: PLC0415

    workspace = desk.workspace()
    folder = workspace.issue_folder(issue, start=Path.cwd()) if issue else workspace.current_issue(Path.cwd())
    report = Report()
    consignment = make_consignment(workspace, folder, report, layout_name=layout_name, watch=desk.watch())
    plan = make_plan(consignment, pages, report)
    desk.progress_done()
    if desk.output_format is Format.JSON:
        desk.result(json.dumps(_data(plan, report, desk), ensure_ascii=False))
        return
    desk.show(report)
    _print(plan, desk)


def _print(plan: Plan, desk: Desk) -> None:
    for section in plan.lengths.sections:
        values = {"pages": _pages(section), "lines": section.lines, "left": section.left_lines}
        desk.result(say("plan.section", title=section.title, over=section.over_lines, **values))
        for article in section.articles:
            desk.result(f"  {_pages(article):>7}  {article.lines:>4}  {article.title}")
    desk.result("")
    desk.result(say("plan.total", pages=plan.lengths.page_count, lines=plan.lengths.page_lines))
    for line in _way(plan):
        desk.result(line)
    for line in _fillers(plan):
        desk.result(line)


def _way(plan: Plan) -> list[str]:
    """What it takes to reach the page count."""
    if plan.steps is None:
        return [say("plan.impossible", pages=plan.pages)]
    if not plan.steps:
        return [say("plan.reached", pages=plan.pages)]
    lines = [say("plan.way", pages=plan.pages)]
    for step in plan.steps:
        words = "plan.cut" if step.lines < 0 else "plan.add"
        lines.append("  " + say(words, section=step.section, lines=abs(step.lines), pages=abs(step.pages)))
    return [*lines, say("plan.or_fit", pages=plan.pages)]


def _fillers(plan: Plan) -> list[str]:
    """The fillers at hand, each with the sections whose last page can hold it."""
    lines = []
    for filler in plan.fillers:
        homes = [section.title for section in plan.lengths.sections if filler.lines <= section.left_lines]
        where = say("plan.fits", sections="、".join(homes)) if homes else say("plan.fits_nowhere")
        lines.append(f"  {filler.path.stem}  {say('plan.filler', lines=filler.lines, title=filler.title)}  {where}")
    return [say("plan.fillers"), *lines] if lines else []


def _pages(length: ArticleLength | SectionLength) -> str:
    first, last = length.first_page, length.last_page
    return str(first) if first == last else f"{first}–{last}"


def _data(plan: Plan, report: Report, desk: Desk) -> dict[str, Any]:
    return {
        "pages": plan.lengths.page_count,
        "lines_per_page": plan.lengths.page_lines,
        "sections": [
            {
                "title": section.title,
                "first_page": section.first_page,
                "last_page": section.last_page,
                "over_lines": section.over_lines,
                "left_lines": section.left_lines,
                "articles": [_article(article, desk) for article in section.articles],
            }
            for section in plan.lengths.sections
        ],
        "wanted": plan.pages,
        "steps": None
        if plan.steps is None
        else [{"section": step.section, "pages": step.pages, "lines": step.lines} for step in plan.steps],
        "fillers": [_article(filler, desk) for filler in plan.fillers],
        "diagnostics": [as_data(diagnostic, desk.root()) for diagnostic in report],
    }


def _article(length: ArticleLength, desk: Desk) -> dict[str, Any]:
    return {
        "title": length.title,
        "file": desk.path(length.path),
        "first_page": length.first_page,
        "last_page": length.last_page,
        "lines": length.lines,
    }

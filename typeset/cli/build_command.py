"""`typeset build`: an issue's folder becomes a PDF."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.completions import complete_article, complete_issue, complete_layout
from typeset.cli.desk import Desk, with_desk
from typeset.cli.formats import Format, as_data
from typeset.cli.many import Many, build_many, with_many
from typeset.cli.profiling import Profiling, stages_as_data, with_profiling
from typeset.cli.usage import Command, Day
from typeset.collector import resting
from typeset.cores import cores
from typeset.language import say
from typeset.pressroom import Pressroom
from typeset.profile import Profile

if TYPE_CHECKING:
    import datetime as dt

    from typeset.pipeline import Build


@click.command("build", cls=Command, help=say("build.help"))
@click.argument("issue", required=False, shell_complete=complete_issue)
@click.option(
    "--for",
    "profiles",
    multiple=True,
    type=click.Choice([profile.value for profile in Profile]),
    default=[Profile.WEB.value],
    help=say("build.for"),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=say("build.output"),
)
@click.option("--article", default="", metavar="NAME", help=say("build.article"), shell_complete=complete_article)
@click.option("--date", type=Day(), metavar="YYYY-MM-DD", help=say("build.date"))
@click.option("--layout", "layout_name", metavar="NAME", help=say("build.layout"), shell_complete=complete_layout)
@click.option("--fit", "pages", type=click.IntRange(min=1), metavar="PAGES", help=say("build.fit"))
@click.option("--strict", is_flag=True, help=say("build.strict"))
@click.option("--check", is_flag=True, help=say("build.check"))
@click.option("--open", "open_after", is_flag=True, help=say("build.open"))
@with_many
@with_profiling
@with_desk
def command(
    desk: Desk,
    issue: str | None,
    profiles: tuple[str, ...],
    output: Path | None,
    article: str,
    date: dt.date | None,
    layout_name: str | None,
    pages: int | None,
    *,
    many: Many,
    profiling: Profiling,
    strict: bool,
    check: bool,
    open_after: bool,
) -> None:
    """Build one issue, or all."""
    purposes = tuple(Profile(name) for name in profiles)
    if many.agree_with({"ISSUE": issue, "-o": output, "--article": article, "--open": open_after}):
        how = {"profiles": purposes, "layout": layout_name, "pages": pages, "date": date}
        sys.exit(build_many(desk, many, profiling, **how, strict=strict, check=check))
    # Pages that are fitted, timed in detail or drawn in another way are wanted in this process.
    staffed = pages is None and not profiling.wanted and all(purpose.is_of_tagged_pages for purpose in purposes)
    with resting(), _room(staffed=staffed) as room:
        from typeset.pipeline import build  # noqa: PLC0415 - slow to import, and --help must not pay for it
        from typeset.rounds.draft import Draft  # noqa: PLC0415

        workspace = desk.workspace()
        folder = workspace.issue_folder(issue, start=Path.cwd()) if issue else workspace.current_issue(Path.cwd())
        watch = profiling.watch(desk)
        made = build(
            workspace,
            folder,
            profiles=purposes,
            output=output.absolute() if output else None,
            layout_name=layout_name,
            pages=pages,
            strict=strict,
            draft=Draft(article, date),
            check=check,
            room=room,
            watch=watch,
        )
    desk.progress_done()
    _show(desk, made, stages_as_data(watch.spans) if profiling.table else None)
    profiling.hand_over(desk, {folder.name: watch.spans})
    if open_after:
        click.launch(str(next(iter(made.files.values()))))


def _room(*, staffed: bool) -> Pressroom:
    """The room that was opened before the command line was read, if there is one and it is to be `staffed`."""
    opened = click.get_current_context().find_object(Pressroom)
    if opened and staffed:
        return opened
    if opened:
        opened.dismiss()
    return Pressroom(cores(), staffed=staffed)


def _show(desk: Desk, made: Build, stages: list[dict[str, object]] | None) -> None:
    if desk.output_format is Format.JSON:
        findings = [as_data(diagnostic, desk.root()) for diagnostic in made.report]
        files = {profile.value: desk.path(path) for profile, path in made.files.items()}
        data = {"files": files, "pages": made.page_count, "diagnostics": findings}
        data |= {"stages": stages} if stages is not None else {}
        desk.result(json.dumps(data, ensure_ascii=False))
        return
    desk.show(made.report)
    for profile, path in made.files.items():
        desk.result(say("build.done", file=desk.path(path), pages=made.page_counts[profile]))

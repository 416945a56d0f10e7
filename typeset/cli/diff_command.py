"""`typeset diff`: what changed between two proofs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from typeset.cli.completions import complete_issue, complete_side
from typeset.cli.desk import Desk, with_desk
from typeset.cli.exits import USAGE
from typeset.cli.formats import Format
from typeset.cli.usage import Command
from typeset.errors import ContentError, UsageError
from typeset.language import say

if TYPE_CHECKING:
    from typeset.rounds.comparison import Comparison
    from typeset.workspace import Workspace

# As diff(1): 0 is the same, 1 is different, 2 is trouble.
_DIFFERENT, _TROUBLE = 1, USAGE


@click.command("diff", cls=Command, help=say("diff.help"))
@click.argument("before", required=False, metavar="[A]", shell_complete=complete_side)
@click.argument("after", required=False, metavar="[B]", shell_complete=complete_side)
@click.option("--issue", metavar="ISSUE", help=say("diff.issue"), shell_complete=complete_issue)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say("diff.html"))
@with_desk
def command(desk: Desk, before: str | None, after: str | None, issue: str | None, html: Path | None) -> None:
    """Compare two proofs, or a proof with what the issue is now."""
    from typeset.delivery.output import write_whole  # noqa: PLC0415 - slow to import, and --help must not pay for it
    from typeset.rounds.comparison import compare  # noqa: PLC0415
    from typeset.rounds.side import CURRENT, find_side, last_round  # noqa: PLC0415
    from typeset.rounds.terminal import tell  # noqa: PLC0415
    from typeset.rounds.webpage import webpage  # noqa: PLC0415

    files = bool(before and after and Path(before).is_file() and Path(after).is_file())
    workspace, folder = _issue(desk, issue, needed=not files)
    try:
        if before is None and workspace and folder:
            before = last_round(workspace, folder.name)
        sides = (
            find_side(workspace, folder, before or CURRENT, watch=desk.watch()),
            find_side(workspace, folder, after or CURRENT, watch=desk.watch()),
        )
    except ContentError as error:
        desk.progress_done()
        desk.show(error.report)
        sys.exit(_TROUBLE)
    desk.progress("compare")
    comparison = compare(*sides)
    desk.progress_done()
    if html:
        write_whole(html.absolute(), webpage(comparison, sides).encode())
    if desk.output_format is Format.JSON:
        desk.result(json.dumps(_data(comparison), ensure_ascii=False))
    else:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        for line in tell(comparison, sides, colour=colour):
            desk.result(line)
    if not comparison.same:
        sys.exit(_DIFFERENT)


def _issue(desk: Desk, issue: str | None, *, needed: bool) -> tuple[Workspace | None, Path | None]:
    """The workspace and the issue; neither where two files are compared outside of any."""
    try:
        workspace = desk.workspace()
        found = workspace.issue_folder(issue, start=Path.cwd()) if issue else workspace.current_issue(Path.cwd())
    except UsageError:
        if needed:
            raise
        return None, None
    return workspace, found


def _data(comparison: Comparison) -> dict[str, Any]:
    articles = [
        {
            "file": change.article.file,
            "title": change.article.title,
            "change": change.kind.value,
            "old_title": change.before.title if change.before and change.title else None,
            "moved": change.order,
            "section": change.new_section,
            "page": change.new_page,
            "passages": [
                {
                    "change": passage.kind.value,
                    "before": passage.before,
                    "after": passage.after,
                    "spans": [[span.kind.value, span.text] for span in passage.spans],
                }
                for passage in change.passages
            ],
        }
        for change in comparison.articles
    ]
    pages = [
        {"before": pair.before, "after": pair.after, "regions": pair.regions}
        for pair in comparison.pages
        if not pair.same
    ]
    return {"same": comparison.same, "page_counts": comparison.page_counts, "articles": articles, "pages": pages}

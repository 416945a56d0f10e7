"""`typeset import`: manuscripts become articles of an issue, or the text of a whole issue becomes one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.completions import complete_issue, complete_section
from typeset.cli.desk import Desk, with_desk
from typeset.cli.exits import CONTENT
from typeset.cli.usage import Command
from typeset.language import say, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.admission import Admitted

_ARTICLE, _ISSUE = "article", "issue"


@click.command("import", cls=Command, help=say("import.help"))
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE…")
@click.option("--issue", required=True, metavar="ISSUE", help=say("import.issue"), shell_complete=complete_issue)
@click.option("--section", metavar="SECTION", help=say("import.section"), shell_complete=complete_section)
@click.option("--as", "kind", type=click.Choice([_ARTICLE, _ISSUE]), help=say("import.kind"))
@click.option("--again", is_flag=True, help=say("import.again"))
@with_desk
def command(
    desk: Desk, files: Sequence[Path], issue: str, section: str | None, kind: str | None, *, again: bool
) -> None:
    """Import manuscripts."""
    whole = _whole(files) if kind is None else [file for file in files if kind == _ISSUE]
    if whole and len(files) > 1:
        from typeset.diagnostics import Diagnostic, Place  # noqa: PLC0415 - --help must not pay for it
        from typeset.errors import UsageError  # noqa: PLC0415

        raise UsageError(Diagnostic("import.whole-with-others", Place(whole[0]), {"name": whole[0].name}))
    if whole:
        _import_issue(desk, whole[0], issue)
    else:
        _import_articles(desk, files, issue, section, again=again)


def _whole(files: Sequence[Path]) -> list[Path]:
    """Those of `files` that hold the extracted text of a whole issue."""
    from typeset.readers.kinds import LARGEST_BYTES, is_whole_issue  # noqa: PLC0415 - slow to import

    return [
        file
        for file in files
        if file.is_file() and file.stat().st_size <= LARGEST_BYTES and is_whole_issue(file.read_bytes(), file.name)
    ]


def _import_issue(desk: Desk, file: Path, issue: str) -> None:
    from typeset.intake import import_extracted  # noqa: PLC0415 - slow to import

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


def _import_articles(desk: Desk, files: Sequence[Path], issue: str, section: str | None, *, again: bool) -> None:
    from typeset.admission import admit, folder_of  # noqa: PLC0415 - slow to import
    from typeset.diagnostics import Report, Severity  # noqa: PLC0415
    from typeset.intake import IMPORT_REPORT  # noqa: PLC0415

    workspace = desk.workspace()
    folder = folder_of(workspace, issue, Path.cwd())
    made = admit(
        workspace, [file.absolute() for file in files], folder, section=section, again=again, language=spoken()
    )
    desk.show(Report(diagnostic for diagnostic in made.report if diagnostic.severity is not Severity.NOTE))
    for admitted in made.admitted:
        desk.result(_told(desk, admitted))
    if made.admitted:
        desk.result(say("import.record", record=desk.path(made.folder / IMPORT_REPORT)))
    if made.report.errors:
        raise SystemExit(CONTENT)


def _told(desk: Desk, admitted: Admitted) -> str:
    from typeset.readers.manuscript import Role, role_of  # noqa: PLC0415 - slow to import

    manuscript = admitted.manuscript
    roles = [role_of(remark) for remark in manuscript.remarks]
    return say(
        "import.article",
        original=desk.path(admitted.original),
        article=desk.path(admitted.article),
        section=admitted.section,
        read=manuscript.account.read,
        placed=manuscript.account.placed,
        left=manuscript.account.left,
        proposals=roles.count(Role.PROPOSAL),
        doubts=roles.count(Role.DOUBT),
    )

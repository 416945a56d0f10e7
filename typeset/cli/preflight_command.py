"""`typeset preflight`: what is wrong with a finished PDF, whatever program made it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.desk import Desk, with_desk
from typeset.cli.exits import CONTENT
from typeset.cli.formats import Format
from typeset.cli.usage import Command
from typeset.language import say
from typeset.profile import Profile

if TYPE_CHECKING:
    from typeset.preflight.inspection import Inspection


@click.command("preflight", cls=Command, help=say("preflight.help"))
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--for", "profile", type=click.Choice([one.value for one in Profile]), help=say("preflight.for"))
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say("preflight.html")
)
@with_desk
def command(desk: Desk, file: Path, profile: str | None, page: Path | None) -> None:
    """Check one PDF."""
    from typeset.diagnostics import Severity  # noqa: PLC0415 - slow to import, and --help must not pay for it
    from typeset.preflight.inspection import inspect_file  # noqa: PLC0415
    from typeset.preflight.telling import count  # noqa: PLC0415

    desk.progress("preflight")
    inspection = inspect_file(file, Profile(profile) if profile else None)
    if page is not None:
        from typeset.delivery.output import write_whole  # noqa: PLC0415
        from typeset.preflight.report.page import write_page  # noqa: PLC0415

        write_whole(page.absolute(), write_page(inspection).encode())
    desk.progress_done()
    if desk.output_format is Format.JSON:
        desk.result(_data(inspection))
    else:
        _tell(desk, inspection)
        if page is not None:
            desk.result(say("preflight.written", file=desk.path(page.absolute())))
    if count(inspection.findings, Severity.ERROR):
        sys.exit(CONTENT)


def _data(inspection: Inspection) -> str:
    from typeset.preflight.telling import as_data  # noqa: PLC0415 - see above

    data = {
        "file": inspection.document.name,
        "profile": inspection.profile.value,
        "pages": inspection.document.page_count,
        "findings": [as_data(finding) for finding in inspection.findings],
    }
    return json.dumps(data, ensure_ascii=False)


def _tell(desk: Desk, inspection: Inspection) -> None:
    """Every finding, and the hint of each kind once."""
    from typeset.diagnostics import Severity  # noqa: PLC0415 - see above
    from typeset.preflight.rules import severity_of  # noqa: PLC0415
    from typeset.preflight.telling import count, hint, sentence, where  # noqa: PLC0415

    told: set[str] = set()
    for finding in inspection.findings:
        head = say(f"severity.{severity_of(finding)}")
        desk.result(f"{head}[{finding.rule}] {where(finding)}{sentence(finding)}")
        if finding.code not in told and desk.output_format is Format.HUMAN:
            told.add(finding.code)
            desk.result(f"  {say('severity.hint')}{hint(finding)}")
    desk.result(
        say(
            "preflight.summary",
            file=inspection.document.name,
            pages=inspection.document.page_count,
            profile=inspection.profile.value,
            errors=count(inspection.findings, Severity.ERROR),
            warnings=count(inspection.findings, Severity.WARNING),
            notes=count(inspection.findings, Severity.NOTE),
        )
    )

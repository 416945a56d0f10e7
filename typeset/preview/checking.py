"""The full build of an issue in a process of its own, while the editor rests: every check, and the finished PDF.

`python -m typeset.preview.checking WORKSPACE FOLDER` writes `.typeset/preview/ISSUE.pdf` and prints the findings as
JSON. It is a process so that it can be stopped at once when the next save comes, and takes nothing from the pages.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.diagnostics import Report
from typeset.errors import ContentError
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

_NICER = 10


async def check(workspace: Workspace, folder: Path) -> list[dict[str, object]] | None:
    """The findings of a full build; None where it failed. Cancelling it ends the process."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "typeset.preview.checking", str(workspace.root), str(folder)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        out, _ = await process.communicate()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    try:
        findings: list[dict[str, object]] | None = None if process.returncode else json.loads(out)
    except ValueError:
        return None
    return findings


def main(arguments: Sequence[str]) -> None:
    """Check, and print what was found."""
    workspace, folder = Workspace(Path(arguments[0])), Path(arguments[1])
    if hasattr(os, "nice"):
        os.nice(_NICER)
    sys.stdout.write(json.dumps(_findings(workspace, folder), ensure_ascii=False))


def _findings(workspace: Workspace, folder: Path) -> list[dict[str, object]]:
    from typeset.copyedit.check import check_issue  # noqa: PLC0415
    from typeset.delivery.handover import deliver  # noqa: PLC0415 - the server need not import them
    from typeset.delivery.output import write_whole  # noqa: PLC0415
    from typeset.pipeline import make_consignment  # noqa: PLC0415
    from typeset.preflight.document import Document  # noqa: PLC0415
    from typeset.preflight.inspection import inspect  # noqa: PLC0415
    from typeset.preview.blocks import blocks_by_page  # noqa: PLC0415
    from typeset.preview.findings import found, told  # noqa: PLC0415
    from typeset.preview.snapshot import Snapshot  # noqa: PLC0415
    from typeset.profile import Profile  # noqa: PLC0415

    report = Report()
    text = Report()  # apart, for an error in the text's wording does not keep it from being laid out
    check_issue(workspace, folder, text)
    try:
        made = make_consignment(workspace, folder, report)
    except ContentError as error:
        return told(_both(text, error.report), workspace, None)
    data = deliver(Profile.WEB, made, report)
    write_whole(output(workspace, folder), data)
    snapshot = Snapshot(0, "", made.proof, (), (), blocks_by_page(made.proof.runs()))
    name = output(workspace, folder).name
    return told(_both(text, report), workspace, snapshot) + found(
        inspect(Document(data, name), Profile.WEB, made.profiles)
    )


def _both(first: Report, second: Report) -> Report:
    report = Report(first)
    for diagnostic in second:
        report.take(diagnostic)
    return report


def output(workspace: Workspace, folder: Path) -> Path:
    """Where the finished PDF goes."""
    return workspace.state / "preview" / f"{folder.name}.pdf"


if __name__ == "__main__":
    main(sys.argv[1:])

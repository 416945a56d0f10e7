"""Where proofs are kept: `proofs/ISSUE/NUMBER/` in the workspace, each folder whole, none ever written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.diagnostics import Diagnostic
from typeset.errors import UsageError
from typeset.rounds.record import read_record

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.rounds.record import Record
    from typeset.workspace import Workspace

PROOF, TEXT, RECORD = "proof.pdf", "pages.txt", "record.json"


def shelf(workspace: Workspace, issue: str) -> Path:
    """The folder of all rounds of the issue named `issue`."""
    return workspace.proofs / issue


def numbers(workspace: Workspace, issue: str) -> list[int]:
    """The numbers of the rounds that are kept, in order."""
    folder = shelf(workspace, issue)
    names = [path.name for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return sorted(int(name) for name in names if name.isascii() and name.isdigit() and not name.startswith("0"))


def next_number(workspace: Workspace, issue: str) -> int:
    """The number of the round to come: after the last, so that a round taken away leaves a gap."""
    return max(numbers(workspace, issue), default=0) + 1


def folder_of(workspace: Workspace, issue: str, number: int) -> Path:
    """The folder of a round. Raises UsageError where it is not kept."""
    known = numbers(workspace, issue)
    if number not in known:
        values = {"number": number, "issue": issue, "known": "、".join(map(str, known)) or "—"}
        raise UsageError(Diagnostic("rounds.unknown-round", None, values))
    return shelf(workspace, issue) / str(number)


def last_record(workspace: Workspace, issue: str) -> Record | None:
    """The record of the last round, if there is one. Raises ContentError where it was damaged."""
    known = numbers(workspace, issue)
    return read_record(shelf(workspace, issue) / str(known[-1]) / RECORD) if known else None

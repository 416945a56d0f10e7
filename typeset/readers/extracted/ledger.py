"""What the import keeps account of as it reads: neutral changes, doubts, lines left over, text that no file holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.diagnostics import Place

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.diagnostics import Report
    from typeset.readers.extracted.lines import Line

_LONGEST_QUOTATION = 24


class Doubt(Struct, frozen=True):
    """A reading that is probably wrong and was not changed; `name` finds its reason in the table of doubts."""

    name: str
    line: int
    column: int
    reading: str
    suggestion: str


class Account(Struct, frozen=True):
    """Text of the extracted file that no written file holds, and why (`kind`)."""

    kind: str
    text: str
    line: int


class Ledger:
    """Collects what the steps of the import have to say; each is a diagnostic too where the editor must look."""

    def __init__(self, path: Path, report: Report) -> None:
        """Keep account of the import of `path`; diagnostics go to `report`."""
        self._path = path
        self._report = report
        self.changes: Counter[str] = Counter()
        self.accounts: list[Account] = []
        self.doubts: list[Doubt] = []
        self.unplaced: list[Line] = []

    def change(self, kind: str, times: int = 1) -> None:
        """Count a change that leaves the wording alone."""
        if times:
            self.changes[kind] += times

    def account(self, kind: str, text: str, line: int) -> None:
        """Name `text` of `line` as something that no file will hold."""
        if text.strip():
            self.accounts.append(Account(kind, text.strip(), line))

    def leave(self, line: Line, code: str = "import.unplaced") -> None:
        """Say that `line` found no place."""
        self.unplaced.append(line)
        self.account("unplaced", line.text, line.number)
        self.say(code, line.number, text=shorten(line.text))

    def doubt(self, doubt: Doubt, code: str = "import.doubtful") -> None:
        """Report a doubtful reading."""
        self.doubts.append(doubt)
        self.say(
            code,
            doubt.line,
            doubt.column,
            len(doubt.reading),
            reading=doubt.reading,
            suggestion=doubt.suggestion,
        )

    def say(self, code: str, line: int = 0, column: int = 0, length: int = 1, /, **values: object) -> None:
        """Report `code` at a place of the extracted file."""
        self._report.add(code, Place(self._path, line, column, length), **values)


def shorten(text: str) -> str:
    """The first characters of `text`, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTATION else text[:_LONGEST_QUOTATION] + "……"

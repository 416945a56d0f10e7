"""How far a run over many issues is: one line that is written over on a terminal, a line an issue elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from typeset.backfile.order import State
from typeset.cli.formats import Format
from typeset.diagnostics import Severity
from typeset.language import say

if TYPE_CHECKING:
    from typeset.backfile.order import Outcome
    from typeset.cli.desk import Desk

_MINUTE_S = 60


class Standing:
    """Takes the outcomes as they come, and tells of them on standard error."""

    def __init__(self, desk: Desk, total: int) -> None:
        """Begin a run of `total` issues."""
        self.outcomes: list[Outcome] = []
        self._desk = desk
        self._total = total
        self._live = sys.stderr.isatty()
        self._spoken = desk.output_format in (Format.HUMAN, Format.SHORT)
        self._began = time.monotonic()
        if self._live:
            self._over(say("backfile.checking"))

    def note(self, outcome: Outcome) -> None:
        """Tell of `outcome`."""
        self.outcomes.append(outcome)
        if self._live:
            self._over(self._line())
        elif self._spoken:
            counted = say("backfile.counted", done=len(self.outcomes), total=self._total)
            sys.stderr.write(f"{counted}{_told(outcome)}\n")
            sys.stderr.flush()

    def done(self) -> None:
        """Take the line off the terminal."""
        if self._live:
            self._over("")

    def _over(self, text: str) -> None:
        if self._spoken:
            sys.stderr.write(f"\r\033[K{text}")
            sys.stderr.flush()

    def _line(self) -> str:
        counts = {state.value: sum(outcome.state is state for outcome in self.outcomes) for state in State}
        return say("backfile.standing", done=len(self.outcomes), total=self._total, left=self._left(), **counts)

    def _left(self) -> str:
        """How long the rest will take, if it is like what was built so far."""
        worked = sum(outcome.state is not State.UNCHANGED for outcome in self.outcomes)
        if not worked:
            return "…"
        each_s = (time.monotonic() - self._began) / worked
        left_s = each_s * (self._total - len(self.outcomes))
        if left_s < _MINUTE_S:
            return say("backfile.under_minute")
        return say("backfile.minutes", minutes=round(left_s / _MINUTE_S))


def _told(outcome: Outcome) -> str:
    warnings = sum(finding.diagnostic.severity is Severity.WARNING for finding in outcome.findings)
    key = "built_warnings" if outcome.state is State.BUILT and warnings else outcome.state.value
    pages = outcome.files[0].pages if outcome.files else 0
    return say(f"backfile.{key}", issue=outcome.issue, pages=pages, seconds=f"{outcome.seconds:.1f}", warnings=warnings)

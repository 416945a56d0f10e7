"""The report at the end of a run over many issues."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.backfile.order import State
from typeset.cli.exits import BUG, CODES, CONTENT, ENVIRONMENT, INTERRUPTED, OK
from typeset.cli.formats import Format, as_data, write
from typeset.cli.profiling import stages_as_data
from typeset.diagnostics import Report, Severity
from typeset.language import say
from typeset.stopwatch import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.backfile.order import Finding, Outcome
    from typeset.cli.desk import Desk
    from typeset.cli.profiling import Profiling

# Where several issues failed, the weightiest fault decides.
_WEIGHT = (BUG, ENVIRONMENT, CONTENT)
# So many issues are named where a warning is found in more.
_NAMED = 5


class Tally(Struct, frozen=True):
    """A run: the issues in order, their outcomes as they came, when it began (seconds since 1970), how long it took."""

    issues: Sequence[str]
    outcomes: Sequence[Outcome]
    begun: float
    seconds: float
    interrupted: bool

    @property
    def exit_code(self) -> int:
        """0 if all is well, else that of the weightiest fault."""
        if self.interrupted:
            return INTERRUPTED
        codes = {CODES[outcome.fault] for outcome in self.outcomes if outcome.fault}
        return next((code for code in _WEIGHT if code in codes), CONTENT if codes else OK)

    @property
    def ordered(self) -> Sequence[Outcome]:
        """The outcomes in the order of the issues."""
        place = {issue: number for number, issue in enumerate(self.issues)}
        return sorted(self.outcomes, key=lambda outcome: place[outcome.issue])

    def of(self, state: State) -> Sequence[Outcome]:
        """The outcomes of one kind, in the order of the issues."""
        return [outcome for outcome in self.ordered if outcome.state is state]

    @property
    def pages(self) -> int:
        """The pages that were built: those of the first profile of each issue."""
        return sum(outcome.files[0].pages for outcome in self.of(State.BUILT))

    def show(self, desk: Desk, profiling: Profiling) -> None:
        """Write the report, and the timings where they were asked for."""
        if desk.output_format is Format.JSON:
            desk.result(json.dumps(self._as_data(desk, profiling), ensure_ascii=False))
        elif desk.output_format is Format.HUMAN:
            self._tell(desk)
        else:
            for outcome in self.ordered:
                desk.show(_report(outcome.findings))
            self._sum_up(desk)
        if profiling.wanted:
            profiling.hand_over(desk, {outcome.issue: self._spans(outcome) for outcome in self.ordered})

    def _tell(self, desk: Desk) -> None:
        """What a person wants to know: every failure in full, warnings by their kind, and the sum."""
        for outcome in self.of(State.FAILED):
            sys.stderr.write(f"{say('backfile.failed_head', issue=outcome.issue)}\n")
            write(_report(outcome.findings), Format.HUMAN, desk.root())
        for line in self._warnings():
            sys.stderr.write(f"{line}\n")
        self._sum_up(desk)

    def _warnings(self) -> Iterator[str]:
        found: dict[str, list[str]] = {}
        for outcome in self.ordered:
            for finding in outcome.findings if outcome.state is not State.FAILED else ():
                if finding.diagnostic.severity is Severity.WARNING:
                    found.setdefault(finding.code, []).append(outcome.issue)
        for code, issues in sorted(found.items()):
            names = list(dict.fromkeys(issues))
            shown = "、".join(names[:_NAMED])
            if len(names) > _NAMED:
                shown += say("backfile.and_more", count=len(names))
            severity = say(f"severity.{Severity.WARNING}")
            yield say("backfile.warned", severity=severity, code=code, count=len(issues), issues=shown)

    def _sum_up(self, desk: Desk) -> None:
        counts = {state.value: len(self.of(state)) for state in State}
        desk.result(
            say("backfile.summary", total=len(self.issues), pages=self.pages, seconds=f"{self.seconds:.1f}", **counts)
        )
        if left := len(self.issues) - len(self.outcomes):
            desk.result(say("backfile.left_over", count=left))

    def _spans(self, outcome: Outcome) -> Sequence[Span]:
        """The stages of an issue, in seconds since the run began."""
        shift = outcome.begun - self.begun
        return [Span(s.path, s.begin + shift, s.end + shift, s.peak) for s in outcome.stretches]

    def _as_data(self, desk: Desk, profiling: Profiling) -> dict[str, object]:
        data: dict[str, object] = {
            "total": len(self.issues),
            **{state.value: len(self.of(state)) for state in State},
            "not_reached": len(self.issues) - len(self.outcomes),
            "interrupted": self.interrupted,
            "pages": self.pages,
            "seconds": round(self.seconds, 3),
            "issues": [_issue_as_data(outcome, desk) for outcome in self.ordered],
        }
        if profiling.table:
            data["stages"] = stages_as_data([span for outcome in self.outcomes for span in self._spans(outcome)])
        return data


def _report(findings: Sequence[Finding]) -> Report:
    return Report(finding.diagnostic for finding in findings)


def _issue_as_data(outcome: Outcome, desk: Desk) -> dict[str, object]:
    return {
        "issue": outcome.issue,
        "state": outcome.state.value,
        "fault": outcome.fault.value if outcome.fault else None,
        "files": {file.profile.value: desk.path(file.path) for file in outcome.files},
        "pages": {file.profile.value: file.pages for file in outcome.files},
        "seconds": round(outcome.seconds, 3),
        "processor_seconds": round(outcome.processor, 3),
        "peak_bytes": outcome.peak or None,
        "worker": outcome.worker,
        "diagnostics": [as_data(finding.diagnostic, desk.root()) for finding in outcome.findings],
    }

"""Findings told to a person: where, what, how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.diagnostics import Severity
from typeset.language import say, spoken
from typeset.preflight.rules import hint_of, rule_of, severity_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from typeset.diagnostics import Report
    from typeset.preflight.finding import Finding

_MOST = 12
_CODES = {Severity.ERROR: "preflight.found-error", Severity.WARNING: "preflight.found-warning"}
# How lines are broken and spaced is our doing, and an editor cannot mend it: it is told, and stops no issue.
_OURS = frozenset("BCDEGHI")


def where(finding: Finding) -> str:
    """The page and the line, to stand before the sentence; empty for the document."""
    if finding.page is None:
        return ""
    if finding.line is None:
        return say("preflight.page", page=finding.page)
    return say("preflight.page_line", page=finding.page, line=finding.line)


def sentence(finding: Finding) -> str:
    """What it says in the language spoken, and how often, where it speaks for many places."""
    text = text_of(finding, spoken())
    if not finding.others:
        return text
    pages = sorted({spot.page for spot in finding.others})
    return text + say("preflight.places", count=len(finding.others), pages=listed(pages))


def listed(numbers: Sequence[int]) -> str:
    """Pages or lines one after the other, not more than one cares to read."""
    shown = ("、" if spoken() == "zh" else ", ").join(map(str, numbers[:_MOST]))
    return say("preflight.and_more", numbers=shown) if len(numbers) > _MOST else shown


def hint(finding: Finding) -> str:
    """What to do about it."""
    return hint_of(finding, spoken())


def as_data(finding: Finding) -> dict[str, object]:
    """`finding` as plain values."""
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": severity_of(finding).value,
        "clause": rule_of(finding.code).clause,
        "message": text_of(finding, spoken()),
        "hint": hint(finding),
        "places": [
            {"page": spot.page, "line": spot.line, "box": list(spot.box) if spot.box else None}
            for spot in finding.spots
        ],
    }


def count(findings: Iterable[Finding], severity: Severity) -> int:
    """How many of `findings` weigh so much."""
    return sum(severity_of(finding) is severity for finding in findings)


def add_to(report: Report, findings: Iterable[Finding]) -> None:
    """Take errors and warnings into the report of a build; advice is for `typeset preflight`."""
    for finding in findings:
        code = _CODES.get(severity_of(finding))
        if code and finding.rule[0] in _OURS:
            code = _CODES[Severity.WARNING]
        if code:
            report.add(
                code, None, where=where(finding), sentence=sentence(finding), rule=finding.rule, hint=hint(finding)
            )

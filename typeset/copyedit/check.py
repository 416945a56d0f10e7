"""Checking an issue: every rule over its text, then suppressions, the publication's settings, and the report.

In: an issue's folder. Out: diagnostics in a Report, each with file, line and column. No page is laid out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from typeset.copyedit.catalogue import rules
from typeset.copyedit.reading import read_issue_text
from typeset.copyedit.rules import RULES
from typeset.copyedit.suppression import judge, read_suppressions
from typeset.diagnostics import Diagnostic, Place, Severity
from typeset.errors import UsageError
from typeset.guess import closest
from typeset.settings import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from typeset.copyedit.passage import Finding, IssueText
    from typeset.copyedit.suppression import Suppression
    from typeset.diagnostics import Report
    from typeset.manifest import Manifest
    from typeset.source import SourceText
    from typeset.workspace import Workspace

# Of one rule in one file; what is more is counted, since nobody reads it.
MOST_FINDINGS = 20


def check_issue(
    workspace: Workspace, folder: Path, report: Report, *, only: Collection[str] = ()
) -> tuple[IssueText, Mapping[str, Level]] | None:
    """Check the issue in `folder` and return what was read, with the levels set; None where nothing could be read.

    `only` are the rules to run, all by default. Raises UsageError where one of them does not exist.
    """
    wanted = names(only)
    read = read_issue_text(workspace, folder, report)
    if read is None:
        return None
    issue, manifest = read
    levels = read_levels(manifest, report)
    for diagnostic in diagnose(issue, levels, only=wanted):
        report.take(diagnostic)
    return issue, levels


def names(only: Iterable[str]) -> frozenset[str]:
    """The names of rules without their prefix. Raises UsageError where there is no such rule."""
    wanted = frozenset(name.removeprefix("check.") for name in only)
    for name in sorted(wanted - set(rules())):
        guess = closest(name, rules()) or "typeset check --rules"
        raise UsageError(Diagnostic("check.no-such-rule", None, {"rule": name, "guess": guess}))
    return wanted


def read_levels(manifest: Manifest, report: Report) -> Mapping[str, Level]:
    """The levels that publication.yaml gives to rules; names that are no rule are reported."""
    levels = {}
    for name, level in manifest.publication.check.items():
        rule = name.removeprefix("check.")
        if rule in rules():
            levels[rule] = level
        else:
            tree = manifest.publication_tree.at(["check"])
            place = tree.keys.get(name, tree.place)
            report.add("check.setting-unknown", place, rule=name, guess=closest(rule, rules()) or "—")
    return levels


def diagnose(
    issue: IssueText, levels: Mapping[str, Level] | None = None, *, only: Collection[str] = ()
) -> list[Diagnostic]:
    """What the rules find in `issue`, by file and line, and what is wrong with its suppressions."""
    levels = levels or {}
    kept, used, suppressions = sift(issue, levels, only=only)
    ran = {name for name in (only or rules()) if levels.get(name) is not Level.OFF}
    found = [_diagnostic(finding, levels) for finding in kept]
    found += judge(suppressions, used, rules(), ran)
    order = {article.path: number for number, article in enumerate(issue.articles, 1)}
    found.sort(key=lambda diagnostic: (order.get(_place(diagnostic).path, 0), *_point(diagnostic), diagnostic.code))
    return _capped(found)


def sift(
    issue: IssueText, levels: Mapping[str, Level], *, only: Collection[str] = ()
) -> tuple[list[Finding], set[Suppression], list[Suppression]]:
    """The findings that stand, the suppressions that were needed, and all of them."""
    suppressions = [s for source in _sources(issue) for s in read_suppressions(source)]
    used: set[Suppression] = set()
    kept = []
    for finding in _single(finding for rule in RULES for finding in rule(issue)):
        if levels.get(finding.rule) is Level.OFF or (only and finding.rule not in only):
            continue
        place = finding.passage.place(finding.begin, finding.end) if suppressions else None
        covering = [s for s in suppressions if place and s.covers(finding.rule, place)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    return kept, used, suppressions


def _sources(issue: IssueText) -> Iterable[SourceText]:
    sources = {article.path: article.source for article in issue.articles}
    shorts = [article.short_title for article in issue.articles if article.short_title]
    return [*sources.values(), *{short.source.path: short.source for short in shorts}.values()]


def _single(findings: Iterable[Finding]) -> list[Finding]:
    """Without what overlaps an earlier finding: the rules stand in the order of what is said rather."""
    taken: dict[int, list[tuple[int, int]]] = {}
    kept = []
    for finding in findings:
        spans = taken.setdefault(id(finding.passage), [])
        end = max(finding.end, finding.begin + 1)
        if not finding.whole:
            if any(finding.begin < last and first < end for first, last in spans):
                continue
            spans.append((finding.begin, end))
        kept.append(finding)
    return kept


def _diagnostic(finding: Finding, levels: Mapping[str, Level]) -> Diagnostic:
    level = levels.get(finding.rule)
    weight = Severity(level.value) if level else Severity(finding.weight) if finding.weight else None
    return Diagnostic(finding.code, finding.passage.place(finding.begin, finding.end), finding.values, weight)


def _place(diagnostic: Diagnostic) -> Place:
    assert diagnostic.place is not None  # noqa: S101 - what is found in a text stands somewhere
    return diagnostic.place


def _point(diagnostic: Diagnostic) -> tuple[int, int]:
    return _place(diagnostic).line, _place(diagnostic).column


def _capped(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    counts: Counter[tuple[Path, str]] = Counter()
    kept = []
    for diagnostic in found:
        key = (_place(diagnostic).path, diagnostic.code)
        counts[key] += 1
        if counts[key] <= MOST_FINDINGS:
            kept.append(diagnostic)
    for (path, code), count in counts.items():
        if count > MOST_FINDINGS:
            values = {"rule": code.removeprefix("check."), "count": count - MOST_FINDINGS}
            kept.append(Diagnostic("check.more", Place(path), values))
    return kept

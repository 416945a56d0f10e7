"""What an author allows with a reason is not reported; what needs no allowance is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.copyedit.reading import codes, issue_of
from typeset.copyedit.check import diagnose
from typeset.diagnostics import Report
from typeset.markup.parse import parse
from typeset.markup.text import plain_text

ALLOW = "<!-- check: allow half-width-mark 原文如此 -->"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{ALLOW}\n甲,乙。", []),
        (f"{ALLOW}\n\n甲,乙。", []),
        (f"甲,乙。{ALLOW}", []),
        (f"甲,乙。 {ALLOW}\n丙,丁。", ["half-width-mark"]),
        (f"{ALLOW}\n甲,乙。\n丙,丁。", []),
        (f"{ALLOW}\n甲,乙。\n\n丙,丁。", ["half-width-mark"]),
        (f"{ALLOW}\n甲，乙。", ["suppression-unused"]),
        (f"> {ALLOW}\n> 甲,乙。", []),
        ("<!-- check: allow check.half-width-mark 原文如此 -->\n甲,乙。", []),
        ("<!-- check: allow half-width-mark, dash-form 原文如此 -->\n甲,乙--丙。", []),
        ("<!-- check: allow half-width-mark -->\n甲,乙。", ["suppression-reason"]),
        ("<!-- check: allow no-such 理由 -->\n甲，乙。", ["suppression-unknown"]),
        ("<!-- check: alow half-width-mark 理由 -->\n甲,乙。", ["suppression-unknown", "half-width-mark"]),
        ("---\ntitle: 甲,乙 # check: allow half-width-mark 理由\nsource: 报\n---\n\n文。", []),
        ("---\n# check: allow half-width-mark 理由\ntitle: 甲,乙\nsource: 报\n---\n\n文。", []),
        (f"```\n{ALLOW}\n```\n\n甲,乙。", ["half-width-mark"]),
    ],
)
def test_what_is_still_reported(text: str, found: list[str]) -> None:
    assert codes(text) == found


def test_what_did_not_run_leaves_its_allowances_in_peace() -> None:
    issue = issue_of(f"{ALLOW}\n甲，乙。")
    assert diagnose(issue, only={"dash-form"}) == []
    assert [found.code for found in diagnose(issue, only={"half-width-mark"})] == ["check.suppression-unused"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (f"{ALLOW}\n甲乙。", "甲乙。"),
        (f"甲乙。 {ALLOW}", "甲乙。"),
        (f"甲乙， {ALLOW}\n丙丁。", "甲乙，丙丁。"),
        (f"甲乙。\n{ALLOW}\n丙丁。", "甲乙。\n丙丁。"),
    ],
)
def test_an_allowance_is_no_html_and_is_never_printed(text: str, printed: str) -> None:
    report = Report()
    assert plain_text(parse(text, Path("a.md"), 1, report)) == printed
    assert not list(report)


def test_another_comment_is_still_html() -> None:
    report = Report()
    parse("甲<!-- todo: 乙 -->", Path("a.md"), 1, report)
    assert [found.code for found in report] == ["markup.raw-html"]

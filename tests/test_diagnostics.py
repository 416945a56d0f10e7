"""Diagnostics and reports; and every message in both languages, as an editor sees it."""

from __future__ import annotations

import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from typeset.cli.formats import Format, lines
from typeset.diagnostics import Diagnostic, Place, Report, Severity, messages

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

SAMPLES = {
    "name": "甲",
    "file": "articles/甲.md",
    "key": "date",
    "value": "八月",
    "guess": "乙",
    "known": "乙、丙",
    "line": 3,
    "page": 7,
    "limit": 12,
    "size": "10.5",
    "first": 8,
    "character": "㐂",
    "code": "U+3402",
    "font": "Noto Serif SC",
    "fallback": "Noto Sans SC",
    "title": "一篇文章",
    "lowest": 1,
    "highest": 999,
}


def placeholders(code: str) -> set[str]:
    message = messages()[code]
    words = "".join([*message.text.values(), *message.hint.values()])
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_every_message_as_the_editor_sees_it(
    language: str, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    place = Place(Path("/desk/issues/issue-293/issue.yaml"), 3, 5)
    report = Report(
        Diagnostic(code, place, {name: SAMPLES.get(name, f"<{name}>") for name in placeholders(code)})
        for code in sorted(messages())
    )
    assert "\n\n".join(lines(report, Format.HUMAN, Path("/desk"))) == snapshot


def test_a_report_keeps_the_order_and_drops_repetitions() -> None:
    report = Report()
    place = Place(Path("a.md"), 1, 2)
    report.add("article.empty", place)
    report.add("markup.figure-alt", place)
    report.add("article.empty", place)
    report.add("article.empty", Place(Path("a.md"), 1, 3))
    assert [diagnostic.code for diagnostic in report] == ["article.empty", "markup.figure-alt", "article.empty"]
    assert len(report) == 3
    assert [d.code for d in report.errors] == ["article.empty", "article.empty"]
    assert [d.code for d in report.warnings] == ["markup.figure-alt"]


def test_a_diagnostic_reads_as_one_line() -> None:
    assert str(Diagnostic("article.empty", Place(Path("a.md"), 1, 2))) == "a.md:1:2: 文章没有正文"
    assert str(Diagnostic("article.empty", Place(Path("a.md")))) == "a.md: 文章没有正文"
    assert str(Diagnostic("article.empty")) == "文章没有正文"
    assert Diagnostic("article.empty").severity is Severity.ERROR


def test_values_are_never_taken_for_placeholders() -> None:
    diagnostic = Diagnostic("markup.raw-html", None, {"html": "<b>{html}{0}{name}"})
    assert diagnostic.text() == "文章里不能用 HTML：<b>{html}{0}{name}"

"""A line more in issue.yaml, and all else as it was; and the article that it stands for."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.desk import ISSUE
from typeset.cli import completions
from typeset.flatplan import with_entry
from typeset.source import SourceText

if TYPE_CHECKING:
    from tests.desk import Call, Desk

HEAD = "year: 2023 # 年\nsections:\n"


def added(text: str, section: int = 0, entry: str = "new") -> str | None:
    return with_entry(SourceText(Path("issue.yaml"), text), section, entry)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - title: 甲\n    articles:\n      - a\n", "  - title: 甲\n    articles:\n      - a\n      - new\n"),
        ("- title: 甲\n  articles:\n  - a # 注\n", "- title: 甲\n  articles:\n  - a # 注\n  - new\n"),
        ("  - title: 甲\n    articles: []\n", "  - title: 甲\n    articles:\n      - new\n"),
        ("  - title: 甲\n    articles:\n", "  - title: 甲\n    articles:\n      - new\n"),
        ("  - title: 甲\n", "  - title: 甲\n    articles:\n      - new\n"),
        (
            "  - articles:\n      - file: a\n        highlight: true # 注\n    # 甲\n    title: 甲\n",
            "  - articles:\n      - file: a\n        highlight: true # 注\n      - new\n    # 甲\n    title: 甲\n",
        ),
        ("  - title: 甲\n    articles:\n      - a", "  - title: 甲\n    articles:\n      - a\n      - new"),
    ],
)
def test_an_entry_is_a_line_more(before: str, after: str) -> None:
    assert added(HEAD + before) == HEAD + after


@pytest.mark.parametrize(
    "text",
    [
        "sections: [{title: 甲, articles: [a]}]",
        "sections:\n  - title: 甲\n    articles: [a, b]",
        "sections:\n  - title: 甲\n    articles:\n      - >-\n        a\n        b",
        "sections:\n  - {title: 甲}",
        "sections: [",
        "sections: []",
    ],
)
def test_a_file_that_takes_no_further_line_is_left_alone(text: str) -> None:
    assert added(text) is None


def test_a_section_in_the_middle_gets_its_line(desk: Desk) -> None:
    text = added(ISSUE, 0, "'a: b'")
    assert text == ISSUE.replace("short_title: 短题\n", "short_title: 短题\n      - 'a: b'\n")
    assert desk.issue.is_dir()


def test_a_new_article_has_a_file_and_a_line_and_builds(desk: Desk, call: Call) -> None:
    desk.replace("issues/issue-293/issue.yaml", "year: 2023", "# 说明\nyear: 2023")
    outcome = call("new", "article", "fourth", "--section", "要闻", "--title", "题目: 其四")
    assert outcome.code == 0
    assert outcome.out == "issues/issue-293/articles/fourth.md，列在“要闻”之末\n"
    text = (desk.issue / "issue.yaml").read_text("utf-8")
    assert text == "# 说明\n" + ISSUE.replace("short_title: 短题\n", "short_title: 短题\n      - fourth\n")
    assert "title: '题目: 其四'\n" in (desk.issue / "articles" / "fourth.md").read_text("utf-8")
    assert call("build").code == 0


def test_without_a_section_it_is_the_last(desk: Desk, call: Call) -> None:
    assert call("new", "article", "fourth.md", "--issue", "293").code == 0
    assert (desk.issue / "issue.yaml").read_text("utf-8") == f"{ISSUE}      - fourth\n"


def test_an_article_that_is_planned_gets_its_file_only(desk: Desk, call: Call) -> None:
    (desk.issue / "articles" / "second.md").unlink()
    assert call("new", "article", "second").out == "issues/issue-293/articles/second.md，列在“要闻”之末\n"
    assert (desk.issue / "issue.yaml").read_text("utf-8") == ISSUE


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["article", "first"], "workspace.exists"),
        (["article", "../x"], "workspace.bad-name"),
        (["article", "fourth", "--section", "没有"], "flatplan.unknown-section"),
        (["article", "fourth", "--from", "293"], "usage.wrong"),
        (["issue-294", "fourth"], "usage.wrong"),
        (["issue-294", "--section", "要闻"], "usage.wrong"),
    ],
)
def test_what_cannot_be_begun_changes_nothing(arguments: list[str], code: str, desk: Desk, call: Call) -> None:
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    outcome = call("new", *arguments, "--format", "json")
    assert outcome.code == 2
    if code != "usage.wrong":
        assert outcome.codes == [code]
    assert {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()} == before


def test_an_issue_that_cannot_take_a_line_is_left_alone(desk: Desk, call: Call) -> None:
    desk.replace(
        "issues/issue-293/issue.yaml", "articles:\n      - file: third\n        contents: false", "articles: [third]"
    )
    outcome = call("new", "article", "fourth", "--format", "json")
    assert outcome.codes == ["flatplan.by-hand"]
    assert not (desk.issue / "articles" / "fourth.md").exists()


def test_sections_of_the_issue_that_was_named_are_completed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.root)
    context = SimpleNamespace(params={"issue": "293"})
    assert completions.complete_section(context, None, "数") == ["数据"]  # type: ignore[arg-type]
    assert completions.complete_section(context, None, "") == ["要闻", "数据"]  # type: ignore[arg-type]
    assert completions.complete_new(context, None, "a") == ["article"]  # type: ignore[arg-type]
    assert completions.complete_new(context, None, "issue") == []  # type: ignore[arg-type]
    monkeypatch.chdir(desk.root.parent)
    assert completions.complete_section(context, None, "") == []  # type: ignore[arg-type]

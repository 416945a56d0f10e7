"""Corrections: what they make of a text, that they touch no word, and that a second round has nothing to do."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.copyedit.reading import issue_of
from typeset.copyedit.check import diagnose
from typeset.copyedit.fix import difference, plan_fixes, write_fixes
from typeset.copyedit.passage import IssueText
from typeset.copyedit.reading import read_manuscript, with_texts
from typeset.diagnostics import Report
from typeset.settings import Level
from typeset.source import read_source

if TYPE_CHECKING:
    from collections.abc import Mapping


PIECES = [
    *"中文字的了是一二年月日号个元万亿，。、；：！？“”‘’（）《》〈〉…—～·,.;:?!()'\"-  　５Ｇ0123456789aOl%*_`[]<>|#\n",
    "\n\n",
    "……",
    "——",
    "...",
    "--",
    "2023年8月20日",
    "56、",
    "<!-- check: allow half-width-mark 因 -->",
    "- ",
    "> ",
    "**",
    "[^1]",
    "登陆网站",
    "帐号",
]
STRANGE = "一，“”（《。-—…0年\n# >|`*[]()!<&;"
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def fixed(text: str, levels: Mapping[str, Level] | None = None) -> str:
    issue = issue_of(text)
    return plan_fixes(issue, levels or {}).get(Path("0.md"), issue.articles[0].source.text)


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("甲,乙。", "甲，乙。"),
        ("甲(乙)丙", "甲（乙）丙"),
        ('他说"好"。', "他说“好”。"),
        ('他说"好。', '他说"好。'),
        ("甲--乙...", "甲——乙……"),
        ("增长１２个点。", "增长12个点。"),
        ("甲， 乙。", "甲，乙。"),
        ("甲，，乙。", "甲，乙。"),
        ("《甲》、《乙》。", "《甲》《乙》。"),
        ("甲！？", "甲？！"),
        ("约翰.史密斯", "约翰.史密斯"),
        ("公司帐号和末来。", "公司帐号和末来。"),
        ("020和56、网络。", "020和56、网络。"),
        ("有5家、6家、7 家。", "有5家、6家、7家。"),
        ("用 App 和 API 还有SDK开发。", "用 App 和 API 还有 SDK 开发。"),
        (r"甲\(乙\)丙", r"甲\(乙\)丙"),
        ("甲,乙<!-- check: allow half-width-mark 因 -->", "甲,乙<!-- check: allow half-width-mark 因 -->"),
    ],
)
def test_what_a_correction_makes(text: str, after: str) -> None:
    assert fixed(text) == after


def test_a_rule_that_is_off_corrects_nothing() -> None:
    assert fixed("甲,乙。", {"half-width-mark": Level.OFF}) == "甲,乙。"


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_second_round_changes_nothing_and_no_word_is_touched(text: str) -> None:
    once = fixed(text)
    assert fixed(once) == once
    assert letters(once) == letters(text.strip("\n"))


@given(st.one_of(TEXTS, st.text(max_size=200), st.text(STRANGE, max_size=120)))
@settings(max_examples=400, deadline=None)
def test_no_text_is_too_strange(text: str) -> None:
    for diagnostic in diagnose(issue_of(text)):
        assert diagnostic.place is not None
        assert diagnostic.place.line >= 1
        assert diagnostic.text("zh")
        assert diagnostic.hint("en") is not None


def test_the_difference_is_a_patch() -> None:
    issue = issue_of("头。\n\n甲,乙。\n\n尾。")
    texts = plan_fixes(issue, {})
    assert difference(issue, texts, Path("/")) == (
        "--- a/0.md\n+++ b/0.md\n@@ -1,5 +1,5 @@\n"
        " 头。\n \n-甲,乙。\n+甲，乙。\n \n 尾。\n\\ No newline at end of file\n"
    )


def in_folder(folder: Path, data: bytes) -> tuple[IssueText, Path]:
    path = folder / "a.md"
    path.write_bytes(data)
    source = read_source(path, Report())
    assert source
    return IssueText((read_manuscript(source),)), path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xe7\x94\xb2,\xe4\xb9\x99\n", "甲，乙\n".encode()),
        ("\ufeff甲,乙\n".encode(), "\ufeff甲，乙\n".encode()),
        ("甲,乙\r\n丙\r\n".encode(), "甲，乙\r\n丙\r\n".encode()),
        ("甲,乙\r\n丙\n".encode(), "甲,乙\r\n丙\n".encode()),
    ],
)
def test_a_file_keeps_its_mark_and_line_ends(tmp_path: Path, before: bytes, after: bytes) -> None:
    issue, path = in_folder(tmp_path, before)
    write_fixes(plan_fixes(issue, {}))
    assert path.read_bytes() == after


def test_texts_can_be_changed_in_memory() -> None:
    issue = issue_of("---\ntitle: 甲,乙\nsource: 报\n---\n\n文,字。")
    changed = with_texts(issue, {Path("0.md"): issue.articles[0].source.text.replace(",", "，")})
    assert [passage.text for passage in changed.texts()] == ["甲，乙", "文，字。"]
    assert diagnose(changed) == []

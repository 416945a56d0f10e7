"""The plain text of a tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.diagnostics import Report
from typeset.markup.parse import parse
from typeset.markup.text import plain_text


def text_of(text: str) -> str:
    return plain_text(parse(text, Path("a.md"), 1, Report()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("一段。\n\n二段。", "一段。\n二段。"),
        ("**粗***重*`码`[链](https://a.cn)", "粗重码链"),
        ("{拼音|pīn|yīn}", "拼音"),
        ("字[^1]。\n\n[^1]: 注。", "字。"),
        ("- 一\n- 二", "一\n二"),
        ("> 引\n>\n> 文", "引\n文"),
        ("| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n\n: 题", "甲\t乙\n一\t二\n题"),
        ('![图](a.svg "题")', "题"),
        ("字![图](a.svg)字", "字字"),
        ("一\n\n---\n\n二", "一\n\n二"),
        ("## 小题\n\n字", "小题\n字"),
        ("```\n码\n```", "码"),
    ],
)
def test_plain_text(text: str, expected: str) -> None:
    assert text_of(text) == expected


@given(st.text(alphabet="汉字，。ab1 \n#*>-+|[]()!{}^:`", max_size=100))
def test_no_character_is_invented(text: str) -> None:
    assert set(text_of(text)) <= set(text) | {"\n", "\t", " "}

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.readers.extracted.characters import count
from typeset.readers.extracted.titles import clean_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("海湾市图书馆: 夜间借阅延长到 23 点", "海湾市图书馆：夜间借阅延长到23点"),
        ("夜读座位加到三百个 家长可以旁听", "夜读座位加到三百个　家长可以旁听"),
        # the printed line was full: 25 em before the space
        (
            "海湾市公共图书馆联合六所中学推出夏夜读书计划,首批 开放座位三百个",
            "海湾市公共图书馆联合六所中学推出夏夜读书计划，首批开放座位三百个",
        ),
        ("市民书房可获 100 万元资金 支持", "市民书房可获100万元资金支持"),
        ("全年增长 12.5% 又创新高", "全年增长12.5%又创新高"),
        ("**新书架**", "新书架"),
        ("8 本! 书架已满", "8本！书架已满"),
    ],
)
def test_spaces_of_titles(text: str, title: str) -> None:
    assert clean_title(text).text == title


def test_parts_and_lines_are_counted() -> None:
    assert clean_title("夜读座位加到三百个 家长可以旁听 欢迎").changes == {"title-lines": 1, "title-parts": 1}


@given(st.text())
def test_no_character_is_lost(text: str) -> None:
    assert count(clean_title(text).text) == count(text)

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.readers.extracted.characters import count
from typeset.readers.extracted.sourceline import parse_source, split_source

DAY = dt.date(2022, 4, 6)


@pytest.mark.parametrize(
    ("text", "source", "selected_by", "quotes"),
    [
        ("来源:《海湾读书通讯》编辑部 2022 年 04 月 06 日", "《海湾读书通讯》编辑部", "", 0),
        (
            "来源:《海湾日报》 编选:《海湾读书通讯》编辑部 2022 年 04 月 06 日",
            "《海湾日报》",
            "《海湾读书通讯》编辑部",
            0,
        ),
        ('来源:"海湾新闻网"编选:《海湾读书通讯》编辑部2022年4月6日', "海湾新闻网", "《海湾读书通讯》编辑部", 2),
        ("来源: “海湾新闻网” 2022-04-06", "海湾新闻网", "", 2),
        ("**来源：海湾 读书 网 2022.4.6**", "海湾读书网", "", 0),
    ],
)
def test_forms_of_source_lines(text: str, source: str, selected_by: str, quotes: int) -> None:
    line = parse_source(text)
    assert (line.source, line.selected_by, line.date, line.quotes) == (source, selected_by, DAY, quotes)
    assert set(line.unread) <= set("来源编选年月日")


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("占 12.0%来源:《通讯》编辑部2022年04月06日", ("占 12.0%", "来源:《通讯》编辑部2022年04月06日")),
        ("说完了。 来源:甲 2022 年 4 月 6 日", ("说完了。", "来源:甲 2022 年 4 月 6 日")),
        ("来源:甲", ("", "来源:甲")),
        ("钱的来源:存款", None),
        ("数据来源:统计年鉴 2022 年 4 月 6 日", None),
        ("没有这一行", None),
    ],
)
def test_source_line_at_the_end_of_a_paragraph(text: str, parted: tuple[str, str] | None) -> None:
    assert split_source(text) == parted


def test_a_day_that_is_none_is_named() -> None:
    line = parse_source("来源:甲 2022 年 04 月 31 日")
    assert (line.date, line.bad_date, line.unread) == (None, "2022 年 04 月 31 日", "来源")


@given(st.text('来源编选:： "《》0123456789年月日甲乙-*'))
def test_no_character_is_lost(text: str) -> None:
    line = parse_source(f"来源:{text}")
    date = line.date.isoformat() if line.date else ""
    held = count(f"{line.source}{line.selected_by}{line.unread}{line.bad_date}{date}")
    assert not count(f"来源:{text}") - held

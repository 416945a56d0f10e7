from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from typeset.diagnostics import Report
from typeset.readers.extracted.cover import Cover, CoverEntry, find_cover, read_cover
from typeset.readers.extracted.ledger import Ledger
from typeset.readers.extracted.lines import split_lines


def read(text: str) -> tuple[Cover, Ledger]:
    ledger = Ledger(Path("issue.txt"), Report())
    return read_cover(split_lines(text), ledger), ledger


@pytest.mark.parametrize(
    ("text", "numbers", "date"),
    [
        ("2022年第7期(总61期) 2022年4月10日", (2022, 7, 61), dt.date(2022, 4, 10)),
        ("# 2022 年 第 07 期（总第 61 期）\n\n2022 年 4 月 10 日", (2022, 7, 61), dt.date(2022, 4, 10)),
        ("2022年第7期", (2022, 7, None), None),
        ("2022年第7期 2022年2月30日", (2022, 7, None), None),
        ("", (None, None, None), None),
    ],
)
def test_masthead(text: str, numbers: tuple[int | None, ...], date: dt.date | None) -> None:
    cover, _ = read(text)
    assert (cover.year, cover.number, cover.total) == numbers
    assert cover.date == date


def test_contents() -> None:
    cover, ledger = read(
        "# 读书 通讯\n\n•\t馆\t内消息\t\n\t>\t夜读开放\t2\n\t\t前一半、\n\t\t后一半\t13\n主办单位 海湾 (馆)"
    )
    assert cover.title == "读书通讯"
    assert cover.sponsor == "海湾（馆）"
    assert cover.sections == [("馆内消息", 3)]
    assert cover.entries == [
        CoverEntry("夜读开放", highlight=True, section="馆内消息", line=4),
        CoverEntry("前一半、后一半", highlight=False, section="馆内消息", line=6),
    ]
    assert [account.text for account in ledger.accounts if account.kind == "old-pages"] == ["2", "13"]
    assert ledger.unplaced == []


def test_what_fits_nowhere_is_left() -> None:
    _, ledger = read("一行\n•\t馆内\n没有页码\n# 题\n# 又一题")
    assert [line.number for line in ledger.unplaced] == [1, 3, 5]


@pytest.mark.parametrize(
    ("text", "lines"),
    [("# 题\n\n正文。", 0), ("2022年第7期\n\n# 题\n\n【馆内】\n•\t不算", 1), ("•\t馆\n来源:甲\n•\t不算", 1)],
)
def test_where_the_cover_ends(text: str, lines: int) -> None:
    assert find_cover(split_lines(text)) == lines

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.diagnostics import Report
from typeset.readers.extracted.characters import squeeze
from typeset.readers.extracted.ledger import Ledger
from typeset.readers.extracted.lines import split_lines
from typeset.readers.extracted.sections import Body, read_body

Outline = list[tuple[str, list[tuple[str, list[str], str]]]]


def read(text: str, *contents: str) -> tuple[Body, Ledger, Report]:
    report = Report()
    ledger = Ledger(Path("issue.txt"), report)
    return read_body(split_lines(text), frozenset(squeeze(title) for title in contents), ledger), ledger, report


def outline(body: Body) -> Outline:
    return [
        (
            section.title,
            [
                (
                    article.title_text,
                    [block.text for block in article.blocks],
                    article.source.source if article.source else "",
                )
                for article in section.articles
            ],
        )
        for section in body.sections
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (
            "【 馆内 】\n# 甲\n一。\n来源:子\n#### 乙\n二。\n来源:丑",
            [("馆内", [("甲", ["一。"], "子"), ("乙", ["二。"], "丑")])],
        ),
        ("# 甲\n一。\n来源:子", [("", [("甲", ["一。"], "子")])]),
        ("【馆】\n# 甲\n一。\n## 小题\n二。\n来源:子", [("馆", [("甲", ["一。", "## 小题", "二。"], "子")])]),
        ("【馆】\n# 甲的前半\n\n## 甲的后半\n\n一。\n来源:子", [("馆", [("甲的前半 甲的后半", ["一。"], "子")])]),
        ("【馆】\n# 列出\n\n## 小题\n\n一。\n来源:子", [("馆", [("列出", ["## 小题", "一。"], "子")])]),
        ("【馆】\n# 甲\n一。\n# 列出\n二。\n来源:子", [("馆", [("甲", ["一。"], ""), ("列出", ["二。"], "子")])]),
        (
            "【馆】\n# 甲\n一。\n【外】\n# 乙\n二。\n来源:子",
            [("馆", [("甲", ["一。"], "")]), ("外", [("乙", ["二。"], "子")])],
        ),
        ("【馆】\n# 甲\n占一半来源:子2022年4月5日", [("馆", [("甲", ["占一半"], "子")])]),
        ("【馆】\n# 甲\n一。\n电话:1\n来源:子", [("馆", [("甲", ["一。", "电话:1"], "子")])]),
    ],
)
def test_sections_and_articles(text: str, expected: Outline) -> None:
    body, ledger, _ = read(text, "列出")
    assert outline(body) == expected
    assert ledger.unplaced == []


def test_a_date_on_a_line_of_its_own() -> None:
    body, ledger, _ = read("【馆】\n# 甲\n一。\n来源:子 编选:丑\n\n2022 年 4 月 5 日\n\n2022 年 4 月 6 日")
    source = body.sections[0].articles[0].source
    assert source is not None
    assert (source.source, source.selected_by, str(source.date)) == ("子", "丑", "2022-04-05")
    assert [line.number for line in ledger.unplaced] == [8]


def test_imprint_and_lines_left_over() -> None:
    body, ledger, report = read("前面\n【馆】\n# 甲\n一。\n来源:子\n多余\n来源:丑\n编辑部地址:某路\n\n电话:1")
    assert [line.number for line in body.imprint] == [8, 10]
    assert [line.number for line in ledger.unplaced] == [1, 6, 7]
    assert [d.place.line for d in report if d.code == "import.unplaced" and d.place] == [1, 6, 7]

from __future__ import annotations

import pytest

from typeset.readers.extracted.lines import LineKind, classify, is_closed, split_blocks, split_lines


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", LineKind.BLANK),
        (" \t\u3000", LineKind.BLANK),
        ("####", LineKind.BLANK),
        ("2022年第7期(总61期) 2022年4月10日", LineKind.MASTHEAD),
        ("# 2022 年第 7 期（总第 61 期）", LineKind.MASTHEAD),
        ("2022年第7期上的文章", LineKind.TEXT),
        ("主办单位 海湾市图书馆", LineKind.SPONSOR),
        ("#### 【馆内消息】", LineKind.SECTION),
        ("【馆内消息】", LineKind.SECTION),
        ("【馆内消息】里的一句话", LineKind.TEXT),
        ("# 标题", LineKind.HEADING),
        ("#### 标题", LineKind.HEADING),
        ("#标签", LineKind.TEXT),
        ("来源:《海湾日报》", LineKind.SOURCE),
        ("来源不明", LineKind.TEXT),
        ("2022 年 4 月 5 日", LineKind.DATE),
        ("2022 年 4 月 5 日,下雨", LineKind.TEXT),
        ("编辑部地址:灯塔路 8 号", LineKind.IMPRINT),
        ("\t>\t夜间借阅延长到 23 点\t2", LineKind.ENTRY),
        ("\t\t夜间借阅延长到 23 点\t12", LineKind.ENTRY),
        ("夜间借阅……………2", LineKind.ENTRY),
        ("夜间借阅 2", LineKind.TEXT),
        ("•\t馆\t内消息\t", LineKind.BULLET),
        ("- 一项", LineKind.ITEM),
        ("2. 二项", LineKind.ITEM),
        ("**三是交流。**读完", LineKind.TEXT),
        ("| 甲 | 乙 |", LineKind.TABLE),
        ("![图](a.svg)", LineKind.TABLE),
        ("字" * 3000, LineKind.TEXT),
    ],
)
def test_kinds_of_lines(text: str, kind: LineKind) -> None:
    assert classify(text)[0] is kind


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("说完了。", True),
        ('他说:"好。"', True),
        ("**交流。**", True),
        ("如下:", True),
        ("占 12.0%", False),
        ("叫作“慢读”", False),
        ("", False),
    ],
)
def test_end_of_a_paragraph(text: str, *, closed: bool) -> None:
    assert is_closed(text) is closed


def test_blocks() -> None:
    text = "# 题目的前一半\n后一半\n\n一段的\n两行\n来源:甲\n- 一\n- 二\n\n又一段\n# 题目\n这是正文。"
    blocks = [(block.kind, block.text, block.lines[0].number) for block in split_blocks(split_lines(text))]
    assert blocks == [
        (LineKind.HEADING, "# 题目的前一半 后一半", 1),
        (LineKind.TEXT, "一段的 两行", 4),
        (LineKind.SOURCE, "来源:甲", 6),
        (LineKind.ITEM, "- 一", 7),
        (LineKind.ITEM, "- 二", 8),
        (LineKind.TEXT, "又一段", 10),
        (LineKind.HEADING, "# 题目", 11),
        (LineKind.TEXT, "这是正文。", 12),
    ]

"""Text in the dialect becomes the tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.diagnostics import Report
from typeset.markup.parse import parse
from typeset.markup.text import plain_text
from typeset.markup.tree import (
    Block,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Strong,
    Table,
    Text,
)

PATH = Path("a.md")


def read(text: str, first_line: int = 1) -> tuple[tuple[Block, ...], list[tuple[str, int, int]]]:
    report = Report()
    blocks = parse(text, PATH, first_line, report)
    found = [(d.code, d.place.line, d.place.column) if d.place else (d.code, 0, 0) for d in report]
    return blocks, found


def clean(text: str) -> tuple[Block, ...]:
    blocks, found = read(text)
    assert found == []
    return blocks


def paragraph(*children: object, line: int = 1) -> Paragraph:
    return Paragraph(tuple(Text(c) if isinstance(c, str) else c for c in children), line)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一行\n又一行", "一行又一行"),
        ("一行，\n又一行", "一行，又一行"),
        ("说“好”\n“是”", "说“好”“是”"),
        ("用App\n看", "用App看"),
        ("看\nApp", "看App"),
        ("two\nwords", "two words"),
        ("2023\n2024", "2023 2024"),
        ("一行  ", "一行"),
        ("　　缩进的段落", "缩进的段落"),
        ("    四个空格", "四个空格"),
        ("**粗**\n后", "粗后"),
        ("**bold**\nword", "bold word"),
        ("前\n**粗**", "前粗"),
    ],
)
def test_a_line_end_is_a_space_between_western_words_only(text: str, expected: str) -> None:
    assert plain_text(clean(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正文。", (paragraph("正文。"),)),
        ("一。\n\n二。", (paragraph("一。"), paragraph("二。", line=3))),
        ("**要点：**正文", (paragraph(Strong((Text("要点："),)), "正文"),)),
        ("着*重*号", (paragraph("着", Emphasis((Text("重"),)), "号"),)),
        ("`代码`", (paragraph(Code("代码")),)),
        ("行  \n行", (paragraph("行", LineBreak(), "行"),)),
        ("行\\\n行", (paragraph("行", LineBreak(), "行"),)),
        ("{拼|pīn}音", (paragraph(Ruby((("拼", "pīn"),)), "音"),)),
        ("[字](https://a.cn/路?b=1&c)", (paragraph(Link("https://a.cn/路?b=1&c", (Text("字"),))),)),
        ("<https://a.cn>", (paragraph(Link("https://a.cn", (Text("https://a.cn"),))),)),
        ("字![图](images/a.svg)字", (paragraph("字", Image("images/a.svg", "图", 1), "字"),)),
        ("## 小题", (Heading(2, (Text("小题"),), 1),)),
        ("## 小题 ##", (Heading(2, (Text("小题"),), 1),)),
        ("一\n\n---\n\n二", (paragraph("一"), Divider(3), paragraph("二", line=5))),
        ("> 引文\n> 续", (Quote((paragraph("引文续"),), 1),)),
        ("- 一\n- 二", (List(((paragraph("一"),), (paragraph("二", line=2),)), None, 1),)),
        ("3. 一\n4. 二", (List(((paragraph("一"),), (paragraph("二", line=2),)), 3, 1),)),
        ("```\n 代码\n```", (CodeBlock(" 代码", 1),)),
    ],
)
def test_blocks_and_inlines(text: str, expected: tuple[Block, ...]) -> None:
    assert clean(text) == expected


def test_a_figure_has_words_caption_and_credit() -> None:
    assert clean('![图里有什么](images/a.svg "图题"){credit="某人摄"}') == (
        Figure("images/a.svg", "图里有什么", (Text("图题"),), "某人摄", 1),
    )


def test_a_table_has_head_rows_caption_and_credit() -> None:
    (table,) = clean('| 甲 | 乙 |\n|:--|--:|\n| **一** | 2 |\n| 三 |\n\n: 表题*重* {credit="某局"}')
    assert table == Table(
        head=((Text("甲"),), (Text("乙"),)),
        rows=(((Strong((Text("一"),)),), (Text("2"),)), ((Text("三"),), ())),
        alignments=("left", "right"),
        caption=(Text("表题"), Emphasis((Text("重"),))),
        credit="某局",
        line=1,
    )


def test_a_footnote_stands_where_its_mark_stands() -> None:
    assert clean("字[^1]。\n\n[^1]: 注**文**。") == (
        paragraph("字", Note((Text("注"), Strong((Text("文"),)), Text("。")), 1), "。"),
    )


def test_lines_count_from_where_the_text_begins() -> None:
    blocks, found = read("\n一。\n\n第二段，\n有<b>。", first_line=7)
    assert [block.line for block in blocks] == [8, 10]
    assert found == [("markup.raw-html", 11, 2)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a < b，c > d", []),
        (r"\<b\>", []),
        ("## 一\n\n### 二\n\n#### 三\n\n## 四", []),
        ("### 一", [("markup.heading-skipped", 1, 1)]),
        ("[^1]和[^1]\n\n[^1]: 注", []),
        ("```\n<b>\n[^x] **\n```", []),
        ("~~~\n代码", [("markup.fence-open", 1, 1)]),
        ("| 甲 |\n|--|\n| 一\\|二 |", []),
        ("[一](https://a.cn) [二](mailto:a@b.cn) [三](tel:021)", []),
        ("[一](a.md)", [("markup.link-target", 1, 5)]),
        ("【一】（见下）", []),
        ("[1]（见下）", []),
        ("字<br/>字\n\n字<br/>字", [("markup.raw-html", 1, 2), ("markup.raw-html", 3, 2)]),
    ],
)
def test_what_may_and_may_not_stand_in_an_article(text: str, found: list[tuple[str, int, int]]) -> None:
    assert read(text)[1] == found


MARKDOWN = st.text(alphabet="汉字，。：“”ab1 \n\n#*_`~>-+|[]()!{}^:<&;\\　\t.=/\"'", max_size=120)


@given(MARKDOWN | st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    blocks, _ = read(text)
    plain_text(blocks)


@given(st.lists(st.text(alphabet="汉字排版天地玄黄，。：“”（）2023ab *", min_size=1, max_size=30), max_size=8))
def test_no_han_of_plain_paragraphs_is_lost(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert han(plain_text(read(text)[0])) == han(text)


def han(text: str) -> str:
    return "".join(character for character in text if "一" <= character <= "鿿")

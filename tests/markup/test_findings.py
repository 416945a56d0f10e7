"""From text to the tree, and what is said of a text on the way."""

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
    Inline,
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
Found = tuple[str, int, int, int]


def read(text: str, first_line: int = 1) -> tuple[tuple[Block, ...], list[Found]]:
    """The blocks, and code, line, column and length of every finding."""
    report = Report()
    blocks = parse(text, PATH, first_line, report)
    places = [(d.code, d.place) for d in report]
    for diagnostic in report:
        assert diagnostic.text("zh")
        assert diagnostic.hint("en")
    return blocks, [(code, place.line, place.column, place.length) for code, place in places if place]


def inlines(text: str) -> tuple[Inline, ...]:
    (paragraph,) = read(text)[0]
    assert isinstance(paragraph, Paragraph)
    return paragraph.children


T = Text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲**乙**", (T("甲"), Strong((T("乙"),)))),
        ("*甲**乙***", (Emphasis((T("甲"), Strong((T("乙"),)))),)),
        ("`a*b`", (Code("a*b"),)),
        ("[甲](https://a.cn/乙)", (Link("https://a.cn/乙", (T("甲"),)),)),
        ("<https://a.cn>", (Link("https://a.cn", (T("https://a.cn"),)),)),
        ("<a@b.cn>", (Link("mailto:a@b.cn", (T("a@b.cn"),)),)),
        ("[电话](tel:010)", (Link("tel:010", (T("电话"),)),)),
        ("[甲][a]\n\n[a]: https://a.cn", (Link("https://a.cn", (T("甲"),)),)),
        ("{东北|dōng|běi}人", (Ruby((("东", "dōng"), ("北", "běi"))), T("人"))),
        ("甲  \n乙", (T("甲"), LineBreak(), T("乙"))),
        ("甲\\\n乙", (T("甲"), LineBreak(), T("乙"))),
        ("甲\n乙\nword\nword", (T("甲乙word word"),)),
        ("字![图](a.png)字", (T("字"), Image("a.png", "图", 1), T("字"))),
        ("　　甲", (T("甲"),)),
        ("　 　甲　", (T("甲"),)),
        ("　　**甲**", (Strong((T("甲"),)),)),
        ("&emsp;&emsp;甲", (T("甲"),)),
        ("甲&amp;乙", (T("甲&乙"),)),
        ("甲&#12;乙&#x202e;", (T("甲 乙"),)),
        ("a &lt; b", (T("a < b"),)),
        ("~~甲~~", (T("~~甲~~"),)),
        ("^[甲]", (T("^[甲]"),)),
    ],
)
def test_inlines(text: str, expected: tuple[Inline, ...]) -> None:
    assert inlines(text) == expected


P = Paragraph((T("甲"),), 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("　\n\n 　", ()),
        ("甲\n\n\n乙", (P, Paragraph((T("乙"),), 4))),
        ("　　甲\n　　乙", (P, Paragraph((T("乙"),), 2))),
        ("## 甲", (Heading(2, (T("甲"),), 1),)),
        ("## 甲\n### 乙", (Heading(2, (T("甲"),), 1), Heading(3, (T("乙"),), 2))),
        ("- 甲\n- 乙", (List(((P,), (Paragraph((T("乙"),), 2),)), None, 1),)),
        ("3. 甲", (List(((P,),), 3, 1),)),
        ("- 甲\n  - 乙", (List(((P, List(((Paragraph((T("乙"),), 2),),), None, 2)),), None, 1),)),
        ("> 甲", (Quote((P,), 1),)),
        ("***", (Divider(1),)),
        ("```\na\n b\n```", (CodeBlock("a\n b", 1),)),
        ("    甲", (P,)),
        ("甲\n---", (P, Divider(2))),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: tuple[Block, ...]) -> None:
    assert read(text) == (expected, [])


def test_lines_count_from_the_first_line_of_the_text() -> None:
    blocks, found = read("\n甲\n\n乙<b>", first_line=7)
    assert [block.line for block in blocks] == [8, 10]
    assert found == [("markup.raw-html", 10, 2, 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![图](a.png)", [Figure("a.png", "图", (), "", 1)]),
        ('![图](a.png "题")', [Figure("a.png", "图", (T("题"),), "", 1)]),
        ('![图](a.png "题"){credit="某局"}', [Figure("a.png", "图", (T("题"),), "某局", 1)]),
        ("![图](a.png){credit=“某局”}", [Figure("a.png", "图", (), "某局", 1)]),
        ("　　![图](a.png)  ", [Figure("a.png", "图", (), "", 1)]),
        ("![一](a.png)\n![二](b.png)", [Figure("a.png", "一", (), "", 1), Figure("b.png", "二", (), "", 2)]),
        ("![**粗**的`图`](a.png)", [Figure("a.png", "粗的图", (), "", 1)]),
        ("![图](<images/图 1.svg>)", [Figure("images/图 1.svg", "图", (), "", 1)]),
        ("![图](images/%E5%9B%BE%201.svg)", [Figure("images/图 1.svg", "图", (), "", 1)]),
        (r"![图](images\a.svg)", [Figure("images/a.svg", "图", (), "", 1)]),
        ("![图][a]\n\n[a]: a.png", [Figure("a.png", "图", (), "", 1)]),
        ('![图](a.png "一\n二")', [Figure("a.png", "图", (T("一 二"),), "", 1)]),
    ],
)
def test_figures(text: str, expected: list[Figure]) -> None:
    assert read(text) == (tuple(expected), [])


TABLE = "| 甲 | 乙 |\n|:--|--:|\n| 一 | **二** |\n| 三 |\n"


def test_a_table() -> None:
    head = ((T("甲"),), (T("乙"),))
    rows = (((T("一"),), (Strong((T("二"),)),)), ((T("三"),), ()))
    assert read(TABLE) == ((Table(head, rows, ("left", "right"), (), "", 1),), [])


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("：表题", (T("表题"),), ""),
        (": 表题", (T("表题"),), ""),
        ("\n：表题", (T("表题"),), ""),
        ("\n\n: 表题", (T("表题"),), ""),
        ("\n　　：表题", (T("表题"),), ""),
        ('\n：表题 {credit="某局"}', (T("表题"),), "某局"),
        ('\n：表**题**{credit="某局"}', (T("表"), Strong((T("题"),))), "某局"),
        ('\n：{credit="某局"}', (), "某局"),
        ("\n：表\n题", (T("表题"),), ""),
    ],
)
def test_a_table_with_a_caption(text: str, caption: tuple[Inline, ...], credit: str) -> None:
    blocks, found = read(TABLE + text)
    (table,) = blocks
    assert isinstance(table, Table)
    assert (table.caption, table.credit, found) == (caption, credit, [])
    assert len(table.rows) == 2


@pytest.mark.parametrize(
    "text", ["：甲", "甲\n\n：乙", f"{TABLE}\n甲\n\n：乙", f"{TABLE}\n：甲\n\n：乙", f"{TABLE}\n:甲"]
)
def test_a_paragraph_that_is_no_caption(text: str) -> None:
    last = read(text)[0][-1]
    assert isinstance(last, Paragraph)
    assert plain_text(last.children)[0] in "：:"


def test_a_note_stands_at_its_mark() -> None:
    blocks, found = read("甲\n乙[^注]丙。\n\n[^注]: 注**文**，\n    接着。\n\n    又一段。")
    note = Note((T("注"), Strong((T("文"),)), T("，接着。"), LineBreak(), T("又一段。")), 2)
    assert blocks == (Paragraph((T("甲乙"), note, T("丙。")), 1),)
    assert found == []


def test_a_note_may_be_referred_to_twice_and_from_a_table() -> None:
    blocks, found = read("甲[^1]\n\n[^1]: 注\n\n| 乙[^1] |\n|---|")
    assert found == []
    paragraph, table = blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert paragraph.children[1] == Note((T("注"),), 1)
    assert table.head[0][1] == Note((T("注"),), 5)


FENCE = "```"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>\n字\n</div>", [("markup.raw-html", 1, 1, 5)]),
        ("甲\n乙<br>丙<br/>", [("markup.raw-html", 2, 2, 4), ("markup.raw-html", 2, 7, 5)]),
        ("> 甲\n> <i>乙</i>", [("markup.raw-html", 2, 3, 3), ("markup.raw-html", 2, 7, 4)]),
        ("| a |\n|---|\n| <b> |", [("markup.raw-html", 3, 3, 3)]),
        ("字[^1]\n\n[^1]: 注<b>", [("markup.raw-html", 3, 8, 3)]),
        ("<!-- 注 -->", [("markup.raw-html", 1, 1, 10)]),
        ("# 题", [("markup.heading-one", 1, 1, 1)]),
        ("> # 题", [("markup.heading-one", 1, 3, 1)]),
        ("## 甲\n\n#### 乙", [("markup.heading-skipped", 3, 1, 4)]),
        ("### 甲", [("markup.heading-skipped", 1, 1, 3)]),
        ("甲[^1]乙", [("markup.note-missing", 1, 2, 4)]),
        ("甲[^1]\n\n[^1]:", [("markup.note-missing", 3, 1, 5)]),
        ("甲\n\n[^1]: 注", [("markup.note-unused", 3, 1, 5)]),
        ("甲[^1]\n\n[^1]: 注\n\n[^1]: 又", [("markup.note-twice", 5, 1, 5)]),
        ("甲[^1]\n\n[^1]: 注[^1]", [("markup.note-nested", 3, 8, 4)]),
        ("甲[^1]\n\n[^1]: 注[^2]\n\n[^2]: 又", [("markup.note-nested", 3, 8, 4)]),
        ("`[^1]`", []),
        (r"\[^1]", []),
        ("甲\n这里**没有完", [("markup.stray-asterisks", 2, 3, 2)]),
        ("**甲 **乙** 丙", [("markup.stray-asterisks", 1, 1, 2)]),
        (r"\*\*甲", []),
        ("`**`", []),
        (f"甲\n\n{FENCE}\n乙", [("markup.fence-open", 3, 1, 3)]),
        (f"{FENCE}", [("markup.fence-open", 1, 1, 3)]),
        (f"{FENCE}\n\n", [("markup.fence-open", 1, 1, 3)]),
        (f"> {FENCE}\n> 甲\n\n乙", [("markup.fence-open", 1, 3, 3)]),
        (f"- {FENCE}\n  甲\n  {FENCE}", []),
        (f"> {FENCE}\n> 甲\n> {FENCE}", []),
        ("~~~~\n甲\n~~~\n~~~~~", []),
        ("| a |\n|---|\n| 1 |\n| 1 | 2 |", [("markup.table-cells", 4, 1, 9)]),
        ("> | a |\n> |---|\n> | 1 | 2 |", [("markup.table-cells", 3, 3, 9)]),
        ("| a |\n|---|\n| 1 \\| 2 |", []),
        ("a | b\n--|--\n1 | 2 | 3", [("markup.table-cells", 3, 1, 9)]),
        ("![](a.png)", [("markup.figure-alt", 1, 1, 3)]),
        ("甲\n乙![ ](a.png)", [("markup.figure-alt", 2, 2, 3)]),
        ("见[文字][x]。", [("markup.reference-missing", 1, 2, 7)]),
        ("见[**文**][x]。", [("markup.reference-missing", 1, 8, 4)]),
        ("[注]: 说明", [("markup.reference-unused", 1, 1, 1)]),
        ("[a][a]\n\n[a]: https://a.cn\n[a]: https://b.cn", [("markup.reference-unused", 4, 1, 1)]),
        ("见[甲](a.md)", [("markup.link-target", 1, 6, 4)]),
        ("见[甲](javascript:x)", [("markup.link-target", 1, 6, 12)]),
        ("见[甲](HTTPS://a.cn)", []),
        ("见[甲](https:a)", [("markup.link-target", 1, 6, 7)]),
        ("见[甲]()", [("markup.link-target", 1, 2, 1)]),
        ("[甲](x)和[乙](x)", [("markup.link-target", 1, 5, 1), ("markup.link-target", 1, 12, 1)]),
        ("<ftp://a.cn>", [("markup.link-target", 1, 2, 10)]),
        ("见[甲](https://a b)", [("markup.stray-link", 1, 2, 16)]),
        ("见[甲]（https://a.cn）", [("markup.stray-link", 1, 2, 17)]),
        ("![甲](a.png){width=3}", [("markup.attributes", 1, 12, 9)]),
        ('甲{credit="乙"}', [("markup.attributes", 1, 2, 12)]),
        ("{甲乙|a|b|c}", [("markup.ruby-count", 1, 1, 10)]),
    ],
)
def test_findings(text: str, expected: list[Found]) -> None:
    assert read(text)[1] == expected


def test_an_unfinished_table_caption_keeps_its_findings() -> None:
    found = read(TABLE + "\n：见**[这里](a.md)")[1]
    assert sorted(found) == [("markup.link-target", 6, 10, 4), ("markup.stray-asterisks", 6, 3, 2)]


def test_findings_of_one_kind_are_limited() -> None:
    assert len(read("甲** \n\n" * 1000)[1]) == 100


MANY = 10_000


@pytest.mark.parametrize(
    "text",
    [
        ">" * MANY,
        "> " * MANY + "甲",
        "* " * MANY + "甲",
        "> - " * MANY,
        "*" * MANY + "甲" + "*" * MANY,
        "![" + "*" * MANY + "甲" + "*" * MANY + "](a.png)",
        "".join(f"[^{n}]: " for n in range(100)) + "甲",
        "".join("  " * n + "- 甲\n" for n in range(100)),
        "\n".join(">" * n + " 甲" for n in range(100)),
        ">" * 13 + "甲",
        "- " * 13 + "甲",
        "*甲 **乙 " * 7 + "丙** 丙* " * 7,
    ],
)
def test_too_deep(text: str) -> None:
    blocks, found = read(text)
    assert blocks == ()
    assert [code for code, *_ in found] == ["markup.too-deep"]


@pytest.mark.parametrize(
    "text", ["*" * MANY, f"甲{'*' * MANY}乙", "[" * MANY, "![" * 1000, "`" * MANY + "甲", "[^a]" * MANY, "{甲|" * MANY]
)
def test_long_runs_are_read(text: str) -> None:
    assert read(text)[0] or "[^a]" in text


@pytest.mark.parametrize("depth", [1, 6, 7, 11, 12])
@pytest.mark.parametrize("mark", [">", "- ", "1. "])
def test_no_text_is_lost_down_to_the_deepest_level(mark: str, depth: int) -> None:
    blocks, found = read(mark * depth + "甲")
    assert (plain_text(blocks), found) == ("甲", [])


WORDS = ("甲", "，", "“", "a", " ", "\n", "\n\n", "　", "https://a.cn", "&#12;", "    ", "\t", ":", "：", "\\")
MARKS = ("**", "*", "_", "`", "[", "]", "(", ")", "![", "[^1]", "{", "}", '{credit="甲"}', "{甲|a}", "<b>", "<!--", "|")
STARTS = ("```\n", "> ", "- ", "1. ", "## ", "|--|\n", "---\n", "[^1]: ", "[a]: b\n")
MARKUP = st.lists(st.sampled_from((*WORDS, *MARKS, *STARTS)), max_size=40).map("".join)


@given(st.one_of(st.text(max_size=200), MARKUP))
def test_any_text_is_read(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for code, line, column, length in read(text)[1]:
        assert code.startswith("markup.")
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert length >= 1


PLAIN = st.text(alphabet="汉字一二三，。：；“”《》——……·、？！（）\n　 ", max_size=100)


@given(PLAIN)
def test_plain_chinese_survives(text: str) -> None:
    blocks, found = read(text)
    assert found == []
    assert "".join(plain_text(blocks).split()) == "".join(text.split())
    assert not any(character.isspace() for line in plain_text(blocks).split("\n") for character in line[:1])


EMPHASISED = st.lists(
    st.tuples(st.sampled_from(["", "**", "*"]), st.text(alphabet="汉字，。“”（）%a1", min_size=1, max_size=5))
)


@given(EMPHASISED)
def test_text_between_marks_survives(pieces: list[tuple[str, str]]) -> None:
    """A Han character beside every mark keeps neighbouring runs apart."""
    text = "".join(f"字{mark}{words}{mark}字" for mark, words in pieces)
    assert plain_text(read(text)[0]) == text.replace("*", "")

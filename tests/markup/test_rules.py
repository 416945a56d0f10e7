"""The dialect's own rules: emphasis beside Chinese marks, ruby, credits, indents, line ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.markup.dialect import flanking, is_cjk, parser


def marked(text: str) -> str:
    """The text of one paragraph, with <b>, <i> where the dialect found emphasis."""
    tags = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"}
    children = parser().parse(text)[1].children or []
    return "".join(tags.get(token.type, token.content) for token in children)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**重要：**请", "<b>重要：</b>请"),
        ("他说**“好”**了", "他说<b>“好”</b>了"),
        ("他说**（好）**了", "他说<b>（好）</b>了"),
        ("**《条例》**第一条", "<b>《条例》</b>第一条"),
        ("甲**。**乙", "甲<b>。</b>乙"),
        ("甲**……**乙", "甲<b>……</b>乙"),
        ("甲**乙**丙**丁**", "甲<b>乙</b>丙<b>丁</b>"),
        ("共**20%**的", "共<b>20%</b>的"),
        ("由**(OpenAI)**做", "由<b>(OpenAI)</b>做"),
        ("*着重。*后", "<i>着重。</i>后"),
        ("***甲：***乙", "<i><b>甲：</b></i>乙"),
        ("**甲*乙*丙**", "<b>甲<i>乙</i>丙</b>"),
        ("**葛\U000e0100：**乙", "<b>葛\U000e0100：</b>乙"),
        ("a**b**c", "a<b>b</b>c"),
        ("** 甲 **", "** 甲 **"),
        ("**甲 **乙", "**甲 **乙"),
        ("**　甲**", "**　甲**"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ('a*"b"*c', 'a*"b"*c'),
        (r"\*\*甲\*\*", "**甲**"),
        ("_甲_ 乙", "<i>甲</i> 乙"),
        ("snake_case_name", "snake_case_name"),
        ("甲_乙_丙", "甲_乙_丙"),
    ],
)
def test_emphasis(text: str, expected: str) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("：", "请", (True, True)),
        ("说", "“", (True, True)),
        ("%", "的", (True, True)),
        (" ", "甲", (True, False)),
        ("甲", " ", (False, True)),
        ("a", "(", (False, True)),
        (")", "a", (True, False)),
        (" ", " ", (False, False)),
    ],
)
def test_flanking(before: str, after: str, expected: tuple[bool, bool]) -> None:
    assert flanking(before, after) == expected


@pytest.mark.parametrize("character", "汉字々，。“”—…·あ가Ａ％　〇𠀀")
def test_cjk(character: str) -> None:
    assert is_cjk(character)


@pytest.mark.parametrize("character", "aé1.,\"'-( 𝒜")
def test_western(character: str) -> None:
    assert not is_cjk(character)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("{东北|dōng|běi}", [("东", "dōng"), ("北", "běi")]),
        ("{东北|dōng běi}", [("东北", "dōng běi")]),
        ("{东北 | dōng | běi }", [("东北 ", "dōng běi")]),
        ("{话の本|わ||ほん}", [("话", "わ"), ("の", ""), ("本", "ほん")]),
        ("{葛\U000e0100|gě}", [("葛\U000e0100", "gě")]),
        ("{葛\U000e0100城|gě|chéng}", [("葛\U000e0100", "gě"), ("城", "chéng")]),
        ("{甲|jiǎ}", [("甲", "jiǎ")]),
    ],
)
def test_ruby(text: str, pairs: list[tuple[str, str]]) -> None:
    ruby = (parser().parse(text)[1].children or [])[0]
    assert ruby.type == "ruby"
    assert ruby.meta["pairs"] == pairs


@pytest.mark.parametrize("text", ["{甲}", "{甲|}", "{甲||}", "{|a}", "{甲|a", r"\{甲|a}", "{甲\n乙|a}", "{{甲}"])
def test_braces_that_are_no_ruby(text: str) -> None:
    assert "ruby" not in [token.type for token in parser().parse(text)[1].children or []]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ('{credit="某局"}', "某局"),
        ("{credit='某局'}", "某局"),
        ("{credit=“某局”}", "某局"),
        ('{ credit = "某局" }', "某局"),
        ('{credit="据“某报”"}', "据“某报”"),
        ('{credit="甲|乙"}', "甲|乙"),
        ('{credit=""}', ""),
    ],
)
def test_credit(text: str, credit: str) -> None:
    token = (parser().parse(f"![图](a.png){text}")[1].children or [])[1]
    assert (token.type, token.meta) == ("credit", {"credit": credit})


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("    四个空格", ["paragraph"]),
        ("　　甲\n　　乙", ["paragraph", "paragraph"]),
        ("甲\n　乙", ["paragraph"]),
        ("> 甲\n　　乙", ["blockquote", "paragraph"]),
        ("甲\n---\n乙", ["paragraph", "hr", "paragraph"]),
        ("甲\n===", ["paragraph"]),
        ("| 甲 |\n|---|\n| 一 |\n：表题", ["table", "paragraph"]),
        ("| 甲 |\n|---|\n| 一 |\n: 表题", ["table", "paragraph"]),
        ("| 甲 |\n|---|\n| ：一 |", ["table"]),
    ],
)
def test_blocks(text: str, types: list[str]) -> None:
    tokens = [token for token in parser().parse(text) if token.level == 0 and token.nesting >= 0]
    assert [token.type.removesuffix("_open") for token in tokens if token.type != "inline"] == types


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n乙", "甲乙"),
        ("甲，\n乙", "甲，乙"),
        ("one\ntwo", "one two"),
        ("one,\ntwo", "one, two"),
        ("甲\nword", "甲word"),
        ("word\n甲", "word甲"),
        ("2023\n年", "2023年"),
        ("说“好”\n“行”", "说“好”“行”"),
        ("“yes”\nand “no”", "“yes” and “no”"),
        ("甲……\nword", "甲……word"),
        ("**甲**\n*乙*", "<b>甲</b><i>乙</i>"),
        ("**one**\n*two*", "<b>one</b> <i>two</i>"),
        ("`one`\ntwo", "one two"),
        ("甲[^1]\n乙", "甲乙"),
        ("one[^1]\ntwo", "one two"),
        ("葛\U000e0100\nword", "葛\U000e0100word"),
        ("……\n——", "……——"),
        ("one  \ntwo", "onetwo"),  # a line break that the author wants has no text
    ],
)
def test_line_ends(text: str, expected: str) -> None:
    assert marked(text) == expected


@given(st.text(alphabet="甲，“a *_\n　\\{|}", max_size=60))
def test_no_character_but_marks_is_lost(text: str) -> None:
    tokens = [child for token in parser().parse(text) for child in token.children or []]
    read = "".join(token.content for token in tokens)
    assert read.count("甲") == text.count("甲")
    assert read.count("，") == text.count("，")

"""Markdown as Chinese writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.markup.dialect import flanking, is_cjk, parser


def html(text: str) -> str:
    return str(parser().renderInline(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**重要：**请", "<strong>重要：</strong>请"),
        ("请**“看”**这里", "请<strong>“看”</strong>这里"),
        ("他说**“好”**。", "他说<strong>“好”</strong>。"),
        ("**（一）**总则", "<strong>（一）</strong>总则"),
        ("增长**12.5%**左右", "增长<strong>12.5%</strong>左右"),
        ("**甲**、**乙**和**丙**", "<strong>甲</strong>、<strong>乙</strong>和<strong>丙</strong>"),
        ("*着重*号", "<em>着重</em>号"),
        ("***又粗又重***的", "<em><strong>又粗又重</strong></em>的"),
        ("**粗*重*粗**", "<strong>粗<em>重</em>粗</strong>"),
        ("**——破折号**后", "<strong>——破折号</strong>后"),
        ("**……省略**后", "<strong>……省略</strong>后"),
        ("**Bold**text", "<strong>Bold</strong>text"),
        ("a * b * c", "a * b * c"),
        ("5*3*2", "5<em>3</em>2"),
        ("甲 **乙 丙", "甲 **乙 丙"),
        ("** 不粗 **", "** 不粗 **"),
        (r"\*\*不粗\*\*", "**不粗**"),
        ("变量_名_称", "变量_名_称"),
        ("_不是_重", "_不是_重"),
        ("**", "**"),
        ("****", "****"),
        ("*", "*"),
    ],
)
def test_emphasis_beside_chinese_marks(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("：", "请", (True, True)),
        ("请", "“", (True, True)),
        (" ", "请", (True, False)),
        ("请", " ", (False, True)),
        ("　", "请", (True, False)),
        (" ", " ", (False, False)),
        ("a", "b", (True, True)),
        (".", "b", (True, False)),
        ("a", ".", (False, True)),
    ],
)
def test_what_may_open_and_close(before: str, after: str, expected: tuple[bool, bool]) -> None:
    assert flanking(before, after) == expected


@pytest.mark.parametrize("character", "汉あア，。（）【】“”‘’—…·　ＡＢ１㐂𠮷")
def test_what_is_set_in_an_em_square(character: str) -> None:
    assert is_cjk(character)


@pytest.mark.parametrize("character", "aA1,.()-\"' é%")
def test_what_is_not(character: str) -> None:
    assert not is_cjk(character)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("{拼音|pīn|yīn}", [("拼", "pīn"), ("音", "yīn")]),
        ("{拼音|pīnyīn}", [("拼音", "pīnyīn")]),
        ("{拼|pīn}", [("拼", "pīn")]),
        ("{三个字|a|b}", [("三个字", "a b")]),
    ],
)
def test_ruby_has_a_reading_for_each_character_or_one_for_all(text: str, pairs: list[tuple[str, str]]) -> None:
    (inline,) = parser().parseInline(text)
    (ruby,) = inline.children or []
    assert ruby.meta["pairs"] == pairs


@pytest.mark.parametrize("text", ["{拼音}", "{|pīn}", "{拼|a\nb}", "{", "{{拼|pīn", "a{b"])
def test_braces_that_are_no_ruby_stay(text: str) -> None:
    (inline,) = parser().parseInline(text)
    assert "ruby" not in [child.type for child in inline.children or []]


@given(st.text(alphabet="*_汉字，。“”ab 1\n`[](){}|\\!", max_size=60))
def test_any_text_is_parsed(text: str) -> None:
    parser().parse(text, {})


@pytest.mark.parametrize(
    "text",
    [piece * 20_000 for piece in ("*", "* ", "*a ", "[", "{", "**字", "![", "`", "[^a]", "{a|", "> ", "<")],
    ids=lambda text: text[:3],
)
def test_no_text_takes_for_ever(text: str) -> None:
    """Seconds here would be minutes for a megabyte."""
    parser().parse(text, {})

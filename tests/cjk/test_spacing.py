from __future__ import annotations

import pytest

from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.classes import classify
from typeset.cjk.spacing import (
    ROWS,
    Glue,
    PunctuationStyle,
    Shrink,
    Stretch,
    blank_after_em,
    blank_before_em,
    fixed_em,
    glue,
    stacked_gap_em,
)


def between(pair: str, style: PunctuationStyle = "quanjiao") -> Glue:
    left, right = (classify(character, wide=True) for character in pair)
    return glue(left, right, style)


@pytest.mark.parametrize("pair", ["，”", "”，", "。”", "））", "》《", "，“", "。（", "“《", "（“"])
def test_c4_adjacent_marks_share_half_an_em(pair: str) -> None:
    assert between(pair) == Glue(-0.5)


@pytest.mark.parametrize("pair", ["（）", "“，"])
def test_c4_nothing_between_opening_and_closing(pair: str) -> None:
    assert between(pair).natural_em == 0.0


@pytest.mark.parametrize(
    ("pair", "natural_em"),
    [("中国", 0.0), ("，中", 0.0), ("中，", 0.0), ("中“", 0.0), ("“中", 0.0), ("中a", 0.25), ("5年", 0.25)],
)
def test_e1_natural_gaps(pair: str, natural_em: float) -> None:
    assert between(pair).natural_em == natural_em


@pytest.mark.parametrize("pair", ["，a", "a，", "“a", "a”", "（5", "5）", "—a", "a…", "·a"])
def test_e2_no_gap_beside_marks(pair: str) -> None:
    assert between(pair).natural_em == 0.0
    assert between(pair).stretch is not Stretch.MARK  # no wider than Han and Western at most


@pytest.mark.parametrize(
    ("pair", "step"),
    [
        pytest.param("）中", Shrink.BRACKET, id="D2 step 4, after"),
        pytest.param("中“", Shrink.BRACKET, id="D2 step 4, before"),
        pytest.param("，中", Shrink.PAUSE, id="D2 step 5"),
        pytest.param("：中", Shrink.PAUSE, id="D2 step 5, the colon"),
        pytest.param("中a", Shrink.HAN_WESTERN, id="D2 step 6"),
        pytest.param("。中", Shrink.STOP, id="D2 step 7"),
        pytest.param("中国", Shrink.NONE, id="D2: Han stay solid"),
    ],
)
def test_d2_steps_of_compression(pair: str, step: Shrink) -> None:
    assert between(pair).shrink is step


@pytest.mark.parametrize(
    ("pair", "step"),
    [
        pytest.param("中a", Stretch.HAN_WESTERN, id="D3 step 2"),
        pytest.param("中国", Stretch.HAN, id="D3 step 3"),
        pytest.param("，中", Stretch.MARK, id="D3: blanks of marks last"),
        pytest.param("中～", Stretch.NONE, id="D5 connector"),
        pytest.param("／中", Stretch.NONE, id="D5 solidus"),
        pytest.param("ab", Stretch.NONE, id="D5 word"),
    ],
)
def test_d3_steps_of_expansion(pair: str, step: Stretch) -> None:
    assert between(pair).stretch is step


@pytest.mark.parametrize("pair", ["国①", "①国", "²中", "a①"])
def test_k1_no_gap_beside_a_note_mark(pair: str) -> None:
    assert between(pair) == Glue()


def test_c1_c2_blanks_at_the_edges() -> None:
    assert [blank_after_em(kind) for kind in (C.CLOSING, C.PAUSE, C.STOP, C.OPENING, C.HAN)] == [0.5, 0.5, 0.5, 0, 0]
    assert [blank_before_em(kind) for kind in (C.OPENING, C.CLOSING, C.HAN)] == [0.5, 0, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("·", 0.5, id="C6"),
        pytest.param("-", 0.5, id="C7 hyphen"),
        pytest.param("–", 0.5, id="C7 en dash"),
        pytest.param("／", 0.5, id="C7 solidus"),
        pytest.param("～", None, id="C7: a long connector keeps its em"),
        pytest.param("中", None, id="Han"),
    ],
)
def test_c6_c7_fixed_widths(text: str, expected: float | None) -> None:
    assert fixed_em(text, classify(text, wide=True)) == expected


@pytest.mark.parametrize(("count", "total_em"), [(2, 1.0), (3, 2.0)])
def test_c8_rows_of_exclamation_marks(count: int, total_em: float) -> None:
    assert count + sum(stacked_gap_em(count, place) for place in range(count)) == total_em


@pytest.mark.parametrize(
    ("style", "pair", "natural_em"),
    [
        ("kaiming", "，中", -0.5),
        ("kaiming", "。中", 0.0),
        ("kaiming", "）中", -0.5),
        ("kaiming", "中（", -0.5),
        ("kaiming", "，“", -1.0),
        ("kaiming", "。“", -0.5),
        ("banjiao", "。中", -0.5),
        ("banjiao", "，中", -0.5),
        ("banjiao", "》《", -1.0),
        ("hangmobanjiao", "，”", 0.0),
        ("hangmobanjiao", "，中", 0.0),
        ("kaiming", "中a", 0.25),
    ],
)
def test_punctuation_styles(style: PunctuationStyle, pair: str, natural_em: float) -> None:
    assert between(pair, style).natural_em == natural_em


def test_autospace_can_be_switched_off() -> None:
    letters = frozenset({C.LETTER})
    assert glue(C.HAN, C.LETTER, autospace=frozenset()) == glue(C.HAN, C.HAN)
    assert glue(C.HAN, C.LETTER, autospace=letters) == glue(C.HAN, C.LETTER)
    assert glue(C.DIGIT, C.HAN, autospace=letters) == glue(C.HAN, C.HAN)
    assert glue(C.HAN, C.LETTER, autospace_em=0.125).natural_em == 0.125


def test_every_row_names_its_clause() -> None:
    assert all(row.clause for row in ROWS)

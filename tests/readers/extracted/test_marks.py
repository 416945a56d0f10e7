from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.readers.extracted.characters import count
from typeset.readers.extracted.marks import clean

ALPHABET = "海湾读书〇㐀豈0123456789１²٣AbZ ,.:;?!()\"'“”‘’，。（）《》—…%*_-/@#[]\t\u3000\u00a0\u2028"
MIXED = st.one_of(st.text(ALPHABET), st.text())


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("晚 8 点,馆里还有 120 人", "晚8点，馆里还有120人"),
        ("借阅 增长", "借阅增长"),
        ("用 PaLM 2 整理,再用 Open Shelf 发布", "用PaLM 2整理，再用Open Shelf发布"),
        ("进入 TOP10, 很好", "进入TOP10，很好"),
        ("增长 12.5%,下降 3.0%.", "增长12.5%，下降3.0%。"),
        ("占比从 4% (去年) 升到 5 %", "占比从4%（去年）升到5%"),
        ("9:30 开门,比分 3:2", "9:30开门，比分3:2"),
        ("共 1,204 次,2021,2022 两年", "共1,204次，2021，2022两年"),
        ("见 https://lib.example.cn/a.b?c=1:2,谢谢", "见https://lib.example.cn/a.b?c=1:2，谢谢"),
        ("写信到 desk.one@lib.example.cn.谢谢", "写信到desk.one@lib.example.cn.谢谢"),
        ("他说.我听.", "他说。我听。"),
        ("好吗?好!对;是:", "好吗？好！对；是："),
        ("他说:\"读'慢'书.\"", "他说：“读‘慢’书。”"),
        ("举办'读书活动',欢迎", "举办“读书活动”，欢迎"),
        ('名为 "慢读 "的店', "名为“慢读”的店"),
        ('"晨读""夜读"', "“晨读”“夜读”"),
        ("“晨读'慢'书”", "“晨读‘慢’书”"),
        ("作者 O'Brien 说", "作者O'Brien说"),
        ("海湾(Bay)图书馆", "海湾（Bay）图书馆"),
        ("软件 Shelf (beta) 2 版", "软件Shelf (beta) 2版"),
        ("等等...然后", "等等……然后"),
        ("**三是交流。** 读完", "**三是交流。**读完"),
        ("见[目录](a.md)和![图](b.svg)!", "见[目录](a.md)和![图](b.svg)！"),
        ("Open Shelf, Inc. (2022): fine.", "Open Shelf, Inc. (2022): fine."),
        ("2023-2025年,国际/港澳台,平台+园区", "2023-2025年，国际/港澳台，平台+园区"),
    ],
)
def test_cleaning(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned


@pytest.mark.parametrize(
    ("text", "unpaired"),
    [
        ('他说"好', (('"', 0),)),
        ('"甲"和"乙', (('"', 2),)),
        ("甲)和(乙", ((")", 0), ("(", 0))),
        ("甲”和乙", (("”", 0),)),
    ],
)
def test_marks_without_partner_stay_and_are_named(text: str, unpaired: tuple[tuple[str, int], ...]) -> None:
    cleaned = clean(text)
    assert cleaned.unpaired == unpaired
    assert cleaned.text == text


def test_changes_are_counted() -> None:
    assert clean('借 3 本,"好"(书)').changes == {"marks": 3, "quotes": 2, "spaces": 2}
    assert clean("借三本，“好”（书）").changes == {}


@given(MIXED)
def test_cleaning_keeps_every_han_character_and_digit_in_order(text: str) -> None:
    assert count(clean(text).text) == count(text)
    assert [c for c in clean(text).text if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text(ALPHABET.replace(".", "")))
def test_what_is_clean_stays(text: str) -> None:
    once = clean(text).text
    if not clean(text).unpaired:
        assert clean(once).text == once

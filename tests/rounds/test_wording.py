"""What changed in words: every kind of change once, and nothing where nothing changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.rounds.wording import Change, Kind, Span, compare_lists, compare_texts

A = "上海日前公布行动计划，时限定在今年年底。"
B = "重点工作有四项，搭起陆海空天一体的海洋网络。"
C = "登记注册的新兴行业分类率先列入数字广告的，正是上海。"


def marked(spans: tuple[Span, ...]) -> str:
    marks = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
    return "".join(marks[span.kind].format(span.text) for span in spans)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("现近海的网络", "届时近海的网络", "[-现-]{+届时+}近海的网络"),
        ("共有10条政策", "共有12条政策", "共有[-10-]{+12+}条政策"),
        ("增长12.5%。", "增长12.8%。", "增长[-12.5-]{+12.8+}%。"),
        ("用App提供服务", "用Apps提供服务", "用[-App-]{+Apps+}提供服务"),
        ("前后", "前中后", "前{+中+}后"),
        ("前中后", "前后", "前[-中-]后"),
        ("同一句话", "同一句话", "同一句话"),
        ("", "新", "{+新+}"),
        ("旧", "", "[-旧-]"),
        ("甲乙的丙丁", "子丑的寅卯", "[-甲乙的丙丁-]{+子丑的寅卯+}"),
    ],
)
def test_two_texts_in_one(before: str, after: str, expected: str) -> None:
    assert marked(compare_texts(before, after)) == expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_both_texts_can_be_read_out_again(before: str, after: str) -> None:
    spans = compare_texts(before, after)
    assert "".join(span.text for span in spans if span.kind is not Kind.ADDED) == before
    assert "".join(span.text for span in spans if span.kind is not Kind.REMOVED) == after


def kinds(changes: tuple[Change, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(change.kind.value, change.before, change.after) for change in changes]


def test_the_same_paragraphs_are_no_change() -> None:
    assert compare_lists([A, B, C], [A, B, C]) == ()


def test_a_changed_paragraph_keeps_its_partner() -> None:
    assert kinds(compare_lists([A, B, C], [A, B.replace("四", "五"), C])) == [("changed", 1, 1)]


def test_an_added_and_a_removed_paragraph() -> None:
    assert kinds(compare_lists([A, C], [A, B, C])) == [("added", None, 1)]
    assert kinds(compare_lists([A, B, C], [A, C])) == [("removed", 1, None)]


def test_a_paragraph_written_anew_is_no_change_of_the_old() -> None:
    assert kinds(compare_lists([A, B], [A, C])) == [("added", None, 1), ("removed", 1, None)]


def test_a_changed_paragraph_beside_an_added_one() -> None:
    assert kinds(compare_lists([A, B], [A.replace("日前", "日前正式"), C, B])) == [
        ("changed", 0, 0),
        ("added", None, 1),
    ]


def test_a_moved_paragraph_is_neither_gone_nor_new() -> None:
    assert kinds(compare_lists([A, B, C], [B, C, A])) == [("moved", 0, 2)]


@given(st.lists(st.sampled_from([A, B, C, "短", "又一段"])), st.lists(st.sampled_from([A, B, C, "短", "别的"])))
def test_every_paragraph_is_accounted_for_once(before: list[str], after: list[str]) -> None:
    changes = compare_lists(before, after)
    gone = [change.before for change in changes if change.before is not None]
    came = [change.after for change in changes if change.after is not None]
    assert len(gone) == len(set(gone))
    assert len(came) == len(set(came))
    stayed = [text for index, text in enumerate(before) if index not in gone]
    assert stayed == [text for index, text in enumerate(after) if index not in came]

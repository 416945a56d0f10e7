from __future__ import annotations

import pytest

from typeset.readers.extracted.contents import match_entries
from typeset.readers.extracted.cover import CoverEntry

TITLES = ["海湾市图书馆：夜读座位加到三百个", "市民书房发布年度报告　小说类仍居首位", "科普类升到第二"]


@pytest.mark.parametrize(
    ("title", "article", "reworded"),
    [
        ("海湾市图书馆:夜读座位加到三百个", 0, False),
        ("市民书房发布年度报告", 1, True),
        ("科普书升到第二", 2, True),
        ("旧书漂流站搬家启事", None, False),
    ],
)
def test_matching(title: str, article: int | None, *, reworded: bool) -> None:
    entry = CoverEntry(title, highlight=False, section="", line=1)
    found, unmatched = match_entries([entry], TITLES)
    if article is None:
        assert (found, unmatched) == ((), (entry,))
    else:
        assert [(find.article, find.reworded) for find in found] == [(article, reworded)]
        assert not unmatched


def test_an_equal_title_is_never_taken_by_a_likeness() -> None:
    entries = [CoverEntry(title, highlight=False, section="", line=1) for title in ("晨读一周年", "晨读一周年了")]
    found, _ = match_entries(entries, ["晨读一周年了", "晨读一周年啦"])
    assert {(find.entry.title, find.article) for find in found} == {("晨读一周年了", 0), ("晨读一周年", 1)}

"""Manifest and articles in the order of the flatplan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.printed import Printed
from typeset.diagnostics import Report
from typeset.pipeline import read_edition

if TYPE_CHECKING:
    from tests.desk import Call, Desk
    from typeset.edition import Edition

ISSUE = "issues/issue-293/issue.yaml"


def read(desk: Desk) -> Edition:
    report = Report()
    edition, _ = read_edition(desk.workspace, desk.issue, report)
    assert edition, [str(diagnostic) for diagnostic in report]
    return edition


def test_sections_articles_and_entries_are_in_order(desk: Desk) -> None:
    edition = read(desk)
    assert [section.title for section in edition.sections] == ["要闻", "数据"]
    assert [[a.article.title for a in s.articles] for s in edition.sections] == [
        ["头一篇", "第二篇　有两截的题目"],
        ["第三篇"],
    ]
    assert [[(e.title, e.highlight) for e in s.entries] for s in edition.sections] == [
        [("头一篇", False), ("短题", True)],
        [],
    ]
    assert [entry.title for entry in edition.highlights] == ["短题"]


def test_what_the_publication_says_goes_over(desk: Desk) -> None:
    edition = read(desk)
    assert (edition.title, edition.sponsor, edition.language) == ("试刊", "某某中心", "zh-CN")
    assert (edition.year, edition.number, edition.total) == (2023, 16, 293)
    assert edition.name == "试刊 2023年第16期"
    assert edition.imprint.phone == "010-12345678"
    assert edition.masthead == ""


def test_entries_know_the_file_their_title_is_written_in(desk: Desk) -> None:
    first, second = read(desk).sections[0].entries
    assert first.source == desk.issue / "articles" / "first.md"
    assert second.source == desk.issue / "issue.yaml"


def test_anchors_are_different(desk: Desk) -> None:
    edition = read(desk)
    anchors = [s.anchor for s in edition.sections] + [a.anchor for s in edition.sections for a in s.articles]
    assert len(set(anchors)) == len(anchors)


def test_sections_without_articles_are_left_out(desk: Desk) -> None:
    desk.replace(ISSUE, "  - title: 数据", "  - title: 数据\n    articles: []\n  - title: 要闻")
    assert [section.title for section in read(desk).sections] == ["要闻", "要闻"]


def test_the_characters_are_those_of_titles_and_texts(desk: Desk) -> None:
    assert {"刊", "某", "闻", "篇", "“", "％"[:0] or "%"} <= read(desk).characters()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/x", "b/x"),
        ("a-x", "a/x"),
        ("中文 名", "中文_名"),
        ("a%41", "aA"),
        ("a#b", "a?b"),
        ('a"b', "a&b"),
        ("<b>", "'b'"),
    ],
)
def test_any_two_file_names_have_links_of_their_own(one: str, other: str, desk: Desk, call: Call) -> None:
    text = "字。" * 1200
    desk.article(one, text, "甲文")
    desk.article(other, text, "乙文")
    quoted = [name.replace("'", "''") for name in (one, other)]
    desk.write(
        ISSUE,
        "year: 2023\nnumber: 1\ndate: 2023-01-01\nsections:\n  - title: 要闻\n    articles:\n"
        + "".join(f"      - '{name}'\n" for name in quoted),
    )
    assert call("build").code == 0
    printed = Printed(desk.pdf.read_bytes())
    titles = printed.titles(16)
    expected = {title: next(n for n, t in enumerate(titles, 1) if title in t) for title in ("甲文", "乙文")}
    found = {entry.text[-2:]: entry.number for entry in printed.entries(1)}
    assert found == expected
    assert len(set(expected.values())) == 2


@pytest.mark.parametrize("layout", ["bulletin", "magazine"])
def test_a_masthead_may_lie_in_a_folder_and_have_any_name(layout: str, desk: Desk, call: Call) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><rect width="90" height="40"/></svg>'
    desk.write("issues/art/刊 头#1.svg", svg)
    desk.replace("issues/publication.yaml", "rhythm", "masthead: art/刊 头#1.svg\nrhythm")
    outcome = call("build", "--layout", layout, "--format", "json")
    assert outcome.code == 0, outcome
    assert "press.failed" not in outcome.codes

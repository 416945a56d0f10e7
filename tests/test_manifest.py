"""publication.yaml and issue.yaml become a Manifest; what is wrong with them is in test_bad_input.py."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from typeset.diagnostics import Report
from typeset.manifest import Manifest, Rhythm, read_manifest, read_publication

if TYPE_CHECKING:
    from tests.desk import Desk

ISSUE = "issues/issue-293/issue.yaml"


def read(desk: Desk) -> tuple[Manifest | None, list[str]]:
    report = Report()
    manifest = read_manifest(desk.issue, desk.workspace.publication, report)
    return manifest, [diagnostic.code for diagnostic in report]


def test_the_values_are_those_that_were_written(desk: Desk) -> None:
    manifest, codes = read(desk)
    assert manifest
    assert codes == []
    issue = manifest.issue
    assert (issue.year, issue.number, issue.total, issue.date) == (2023, 16, 293, dt.date(2023, 8, 20))
    assert [(section.title, len(section.articles)) for section in issue.sections] == [("要闻", 2), ("数据", 1)]
    assert manifest.publication.rhythm is Rhythm.SEMI_MONTHLY
    # The postcode keeps its zero, as it would not with YAML's own types.
    assert manifest.publication.imprint.postcode == "010000"


def test_an_entry_may_be_a_name_only(desk: Desk) -> None:
    manifest, _ = read(desk)
    assert manifest
    first, second = manifest.issue.sections[0].articles
    assert (first.file, first.contents, first.highlight, first.short_title) == ("first", True, False, None)
    assert (second.file, second.highlight, second.short_title) == ("second", True, "短题")
    assert manifest.article_path(first) == desk.issue / "articles" / "first.md"


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (("year",), (1, 7)),
        (("sections", 0, "articles", 0, "file"), (8, 9)),
        (("sections", 0, "articles", 1, "short_title"), (11, 22)),
        (("sections", 1, "title"), (12, 12)),
        (("sections", 1, "articles", 0, "contents"), (15, 19)),
    ],
)
def test_every_value_knows_its_place(location: tuple[str | int, ...], place: tuple[int, int], desk: Desk) -> None:
    manifest, _ = read(desk)
    assert manifest
    found = manifest.place(*location)
    assert (found.path, found.line, found.column) == (desk.root / ISSUE, *place)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("title: 数据", "title: 别的", ["manifest.unknown-section"]),
        (
            ":\n      - file: third\n        contents: false\n",
            ": []\n",
            ["manifest.empty-section", "manifest.article-unplanned"],
        ),
        ("total: 293\n", "", []),
        ("- first\n", "- first.md\n", []),
        ("- first\n", "- ./first\n", []),
        ("date: 2023-08-20", "date: '2023-08-20'", []),
        ("highlight: true", "highlight: yes", []),
        ("highlight: true", "highlight: no", []),
    ],
)
def test_what_an_editor_may_write(old: str, new: str, codes: list[str], desk: Desk) -> None:
    desk.replace(ISSUE, old, new)
    manifest, found = read(desk)
    assert manifest
    assert sorted(found) == sorted(codes)


def test_an_article_left_out_is_told(desk: Desk) -> None:
    desk.article("fourth", "多出来的一篇。")
    _, codes = read(desk)
    assert codes == ["manifest.article-unplanned"]


def test_sections_are_free_where_the_publication_names_none(desk: Desk) -> None:
    desk.replace("issues/publication.yaml", "sections: [要闻, 数据]\n", "")
    desk.replace(ISSUE, "title: 数据", "title: 别的")
    assert read(desk)[1] == []


def test_the_publication_can_be_read_alone(desk: Desk) -> None:
    report = Report()
    read_back = read_publication(desk.workspace.publication, report)
    assert read_back
    assert read_back[0].layout == "bulletin"
    assert read_back[0].language == "zh-CN"

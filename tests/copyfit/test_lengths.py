"""What a page count takes, from lengths made by hand; and the lengths of real pages, counted a second time."""

from __future__ import annotations

import math
import shutil
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desk import REPOSITORY
from typeset.copyfit.lengths import ArticleLength, Lengths, SectionLength, Step, lengths_of, next_multiple, steps_to
from typeset.diagnostics import Report
from typeset.pipeline import make_consignment
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from typeset.delivery.consignment import Consignment


def section(title: str, first: int, last: int, over: int, left: int) -> SectionLength:
    article = ArticleLength(title, Path(f"{title}.md"), first, last, 32 * (last - first) + over)
    return SectionLength(title, (article,), first, last, over, left)


# Cover, then four pages of 甲 with 5 lines on the last, three of 乙 with 30, one of 丙.
ISSUE = Lengths(9, 32, (section("甲", 2, 5, 5, 27), section("乙", 6, 8, 30, 2), section("丙", 9, 9, 10, 20)))


@pytest.mark.parametrize(
    ("pages", "steps"),
    [
        (9, ()),
        (8, (Step("甲", -1, -5),)),
        (7, (Step("甲", -1, -5), Step("乙", -1, -30))),
        (6, (Step("甲", -2, -37), Step("乙", -1, -30))),
        (4, (Step("甲", -3, -69), Step("乙", -2, -62))),
        (3, None),
        (10, (Step("乙", 1, 3),)),
        (11, (Step("乙", 1, 3), Step("丙", 1, 21))),
        (12, (Step("甲", 1, 28), Step("乙", 1, 3), Step("丙", 1, 21))),
        (13, (Step("甲", 2, 60), Step("乙", 1, 3), Step("丙", 1, 21))),
    ],
)
def test_the_fewest_lines_for_a_page_count(pages: int, steps: tuple[Step, ...] | None) -> None:
    assert steps_to(ISSUE, pages) == steps


def test_sections_on_the_same_page_are_cut_as_one() -> None:
    shared = Lengths(4, 32, (section("甲", 2, 3, 12, 0), section("乙", 3, 4, 7, 25)))
    assert steps_to(shared, 3) == (Step("乙", -1, -7),)
    assert steps_to(shared, 1) is None


@pytest.mark.parametrize(("pages", "multiple"), [(1, 4), (4, 4), (25, 28), (28, 28)])
def test_sheets_folded_once_give_four_pages(pages: int, multiple: int) -> None:
    assert next_multiple(pages) == multiple


@pytest.fixture(scope="module", params=["bulletin", "magazine"])
def consignment(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Consignment:
    folder = tmp_path_factory.mktemp("issue")
    shutil.copytree(REPOSITORY / "issues", folder / "issues")
    workspace = Workspace(folder)
    return make_consignment(workspace, workspace.issues / "issue-293", Report(), layout_name=request.param)


def test_articles_begin_and_end_where_their_text_does(consignment: Consignment) -> None:
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for run in consignment.proof.runs():
        if run.source.partition("#")[2]:
            pages[run.source.partition("#")[0]].add(run.page)
    first_body = consignment.proof.page_of("section-1") or 0
    lengths = lengths_of(consignment.edition, consignment.proof)
    articles = [article for section in lengths.sections for article in section.articles]
    assert len(articles) == 44
    for article in articles:
        own = {page for page in pages[str(article.path)] if page >= first_body}
        assert (article.first_page, article.last_page) == (min(own), max(own))


def test_lines_are_at_least_those_with_text(consignment: Consignment) -> None:
    baselines: defaultdict[str, set[tuple[int, int, bool]]] = defaultdict(set)
    middle = 297
    size_pt, leading_pt = consignment.proof.body_type_pt
    for run in consignment.proof.runs():
        source, _, line = run.source.partition("#")
        if line and run.text.strip() and run.size_pt == size_pt:
            area = consignment.proof.type_area(run.page)
            number = int((run.baseline_pt - area.top_pt) / leading_pt)
            baselines[source].add((run.page, number, run.x_pt > middle))
    columns = 2 if consignment.layout.name == "magazine" else 1
    for section in lengths_of(consignment.edition, consignment.proof).sections:
        for article in section.articles:
            lines = {(page, y, right and columns == 2) for page, y, right in baselines[str(article.path)]}
            assert article.lines >= len(lines)


def test_what_stands_on_the_last_page_and_what_is_left_make_a_page_less_its_notes(consignment: Consignment) -> None:
    lengths = lengths_of(consignment.edition, consignment.proof)
    _, leading_pt = consignment.proof.body_type_pt
    for section in lengths.sections:
        area = consignment.proof.type_area(section.last_page)
        columns = 1 if consignment.layout.name == "bulletin" else 2
        held = math.floor((area.bottom_pt - area.top_pt) / leading_pt + 0.05) * columns
        assert section.over_lines + section.left_lines == held
        assert 0 < section.over_lines <= held

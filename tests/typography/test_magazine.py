"""The project's own issue in the magazine layout: two columns, narrow lines, figures and notes at the foot."""

from __future__ import annotations

import pytest

from bench.measure import mean
from tests.typography.issues import Issue, built_issue, shown


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Issue:
    return built_issue(tmp_path_factory.mktemp("issue"), "magazine")


def test_the_body_was_found(issue: Issue) -> None:
    assert issue.figures.pages == 20
    assert issue.figures.justified > 600
    assert len(issue.figures.unused) > 15
    assert len(issue.figures.uneven) == 4


@pytest.mark.parametrize(
    "name",
    [
        "forbidden_starts",
        "forbidden_ends_basic",
        "forbidden_ends_gb",
        "forbidden_others",
        "splits",
        "overfull",
        "not_flush",
        "untrimmed",
        "loose_pairs",
        "wild_western_gaps",
        "beside_marks",
        "single_last_lines",
        "widows",
        "orphans",
        "stranded_headings",
        "stranded_sources",
        "off_grid",
        "wrong_marks",
    ],
)
def test_there_are_none(issue: Issue, name: str) -> None:
    assert shown(getattr(issue.figures, name)) == []


def test_columns_are_full_where_the_text_goes_on(issue: Issue) -> None:
    assert mean(issue.figures.unused) <= 0.5


def test_columns_end_evenly(issue: Issue) -> None:
    # One page has a subhead that keeps three lines with it, and no paragraph that could take more.
    assert sum(sample.value > 2 for sample in issue.figures.uneven) <= 1


# What the programs make of columns is theirs (bench/README.md); pdfium keeps the order of the page.
@pytest.mark.parametrize(("program", "share"), [("poppler", 0.995), ("pdfminer", 0.93), ("pdfium", 0.9999)])
def test_text_is_extracted_in_order(issue: Issue, program: str, share: float) -> None:
    if program not in issue.extractions:
        pytest.skip("pdftotext is not installed")
    assert issue.extractions[program].share >= share


def test_poppler_sees_no_spaces_between_han_and_western(issue: Issue) -> None:
    if "poppler" not in issue.extractions:
        pytest.skip("pdftotext is not installed")
    assert issue.extractions["poppler"].spaces == ()

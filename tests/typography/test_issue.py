"""The project's own issue in the bulletin layout, as an editor builds it: the bounds that its setting must hold."""

from __future__ import annotations

import pytest

from bench.measure import deviation, mean
from tests.typography.issues import Issue, built_issue, shown

MEASURE_PT = 444.0


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Issue:
    return built_issue(tmp_path_factory.mktemp("issue"), "bulletin", MEASURE_PT)


def test_the_body_was_found(issue: Issue) -> None:
    assert issue.figures.pages >= 24
    assert issue.figures.justified > 300
    assert len(issue.figures.han_gaps) > 8000
    assert len(issue.figures.mark_widths) > 800
    assert len(issue.figures.western_gaps) > 400
    assert len(issue.figures.pairs) > 60


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


def test_gaps_between_han_hardly_show(issue: Issue) -> None:
    assert issue.figures.han_p95 <= 0.02
    assert issue.figures.han_max <= 0.035


def test_marks_keep_their_width(issue: Issue) -> None:
    assert issue.figures.mark_deviation <= 0.04


def test_gaps_between_han_and_western_are_even(issue: Issue) -> None:
    assert deviation(issue.figures.western_gaps) <= 0.022


def test_pages_are_full_where_the_text_goes_on(issue: Issue) -> None:
    assert mean(issue.figures.unused) <= 0.5


@pytest.mark.parametrize("program", ["poppler", "pdfminer", "pdfium"])
def test_text_is_extracted_in_order(issue: Issue, program: str) -> None:
    if program not in issue.extractions:
        pytest.skip("pdftotext is not installed")
    assert issue.extractions[program].share >= 0.9999


def test_poppler_sees_no_spaces_between_han_and_western(issue: Issue) -> None:
    if "poppler" not in issue.extractions:
        pytest.skip("pdftotext is not installed")
    assert issue.extractions["poppler"].spaces == ()

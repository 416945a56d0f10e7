"""The project's own bulletin, composed: the figures that it is to reach, at several measures."""

from __future__ import annotations

from functools import cache

import pytest

from tests.composer.measure import MEASURES_EM, Figures, bulletin, measure

WITHIN = 1e-6


@cache
def figures(measure_em: float) -> Figures:
    return measure(bulletin(), measure_em)


@pytest.mark.parametrize("measure_em", MEASURES_EM)
def test_no_line_starts_or_ends_with_what_is_forbidden(measure_em: float) -> None:
    assert figures(measure_em).forbidden_starts == []
    assert figures(measure_em).forbidden_ends == []


@pytest.mark.parametrize("measure_em", MEASURES_EM)
def test_what_must_stay_whole_is_not_split(measure_em: float) -> None:
    assert figures(measure_em).splits == []


@pytest.mark.parametrize("measure_em", MEASURES_EM)
def test_no_line_is_overfull(measure_em: float) -> None:
    assert figures(measure_em).overfull == 0


@pytest.mark.parametrize("measure_em", MEASURES_EM)
def test_edges_are_flush_and_trimmed(measure_em: float) -> None:
    assert figures(measure_em).untrimmed == []
    assert figures(measure_em).not_flush == []


@pytest.mark.parametrize("measure_em", MEASURES_EM)
def test_adjacent_marks_take_one_and_a_half_em(measure_em: float) -> None:
    assert figures(measure_em).pairs == pytest.approx([0.5] * len(figures(measure_em).pairs), abs=0.02)


@pytest.mark.parametrize("measure_em", MEASURES_EM)
def test_han_western_gaps_stay_in_bounds(measure_em: float) -> None:
    gaps = figures(measure_em).western_gaps
    assert min(gaps) >= 0.1
    assert max(gaps) <= 0.35


@pytest.mark.parametrize("measure_em", MEASURES_EM)
def test_no_last_line_of_one_character(measure_em: float) -> None:
    assert figures(measure_em).single_last_lines == []


@pytest.mark.parametrize("measure_em", [37.0, 37.8])
def test_lines_are_even(measure_em: float) -> None:
    found = figures(measure_em)
    assert found.han_p95 <= 0.02 + WITHIN
    assert found.han_max <= 0.035 + WITHIN
    assert found.mark_deviation <= 0.04
    assert found.western_deviation <= 0.022

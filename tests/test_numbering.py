from __future__ import annotations

import datetime as dt

import pytest

from typeset.manifest import Rhythm
from typeset.numbering import Numbering


@pytest.mark.parametrize(
    ("rhythm", "before", "after"),
    [
        (Rhythm.WEEKLY, "2023-12-28", "2024-01-04"),
        (Rhythm.TEN_DAY, "2023-08-10", "2023-08-20"),
        (Rhythm.TEN_DAY, "2023-08-20", "2023-08-30"),
        (Rhythm.TEN_DAY, "2023-08-30", "2023-09-10"),
        (Rhythm.TEN_DAY, "2023-02-20", "2023-02-28"),
        (Rhythm.TEN_DAY, "2023-02-28", "2023-03-10"),
        (Rhythm.TEN_DAY, "2023-08-25", "2023-09-05"),
        (Rhythm.SEMI_MONTHLY, "2023-08-05", "2023-08-20"),
        (Rhythm.SEMI_MONTHLY, "2023-08-20", "2023-09-05"),
        (Rhythm.SEMI_MONTHLY, "2023-02-15", "2023-02-28"),
        (Rhythm.SEMI_MONTHLY, "2023-12-20", "2024-01-05"),
        (Rhythm.MONTHLY, "2023-01-31", "2023-02-28"),
        (Rhythm.BIMONTHLY, "2023-11-15", "2024-01-15"),
        (Rhythm.QUARTERLY, "2023-11-30", "2024-02-29"),
    ],
)
def test_the_next_date_follows_the_rhythm(rhythm: Rhythm, before: str, after: str) -> None:
    numbering = Numbering(2023, 16, 293, dt.date.fromisoformat(before))
    assert numbering.following(rhythm).date.isoformat() == after


def test_number_and_total_go_on_within_a_year() -> None:
    following = Numbering(2023, 16, 293, dt.date(2023, 8, 20)).following(Rhythm.SEMI_MONTHLY)
    assert (following.year, following.number, following.total) == (2023, 17, 294)


def test_the_number_begins_anew_with_the_year_and_the_total_goes_on() -> None:
    following = Numbering(2023, 24, 301, dt.date(2023, 12, 20)).following(Rhythm.SEMI_MONTHLY)
    assert (following.year, following.number, following.total) == (2024, 1, 302)

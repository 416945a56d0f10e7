from __future__ import annotations

import datetime as dt

import pytest

from typeset.clock import today
from typeset.errors import UsageError


def test_the_day_can_be_said() -> None:
    assert today({"SOURCE_DATE_EPOCH": "1700000000"}) == dt.date(2023, 11, 14)
    assert today({"SOURCE_DATE_EPOCH": "0"}) == dt.date(1970, 1, 1)


def test_without_it_the_day_is_that_of_the_machine() -> None:
    before = dt.datetime.now().astimezone().date()
    assert before <= today({}) <= dt.datetime.now().astimezone().date()


@pytest.mark.parametrize("value", ["gestern", "1e9", "9" * 30])
def test_a_day_that_is_none(value: str) -> None:
    with pytest.raises(UsageError) as raised:
        today({"SOURCE_DATE_EPOCH": value})
    assert raised.value.diagnostic.code == "usage.wrong"

"""Work shared among processes comes back in order, and fails as it would in one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from typeset.cores import copies, cores, shared

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("jobs", [1, 2, 3, 9])
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_results_come_in_order(jobs: int, count: int) -> None:
    assert shared(lambda item: item * item, list(range(count)), jobs) == [number**2 for number in range(count)]


@pytest.mark.skipif(not copies(), reason="processes cannot be copied here")
def test_copies_do_their_share() -> None:
    assert len(set(shared(lambda _: os.getpid(), list(range(6)), 3))) == 3


def test_a_failure_is_that_of_the_work() -> None:
    def work(item: int) -> int:
        if item == 1:
            raise ValueError(item)
        return item

    with pytest.raises(ValueError, match="1"):
        shared(work, [0, 1, 2], 2)


def test_what_cannot_be_handed_over_is_done_again() -> None:
    def work(item: int) -> Callable[[], int]:
        return lambda: item  # which cannot be pickled

    assert [made() for made in shared(work, [1, 2], 2)] == [1, 2]


def test_there_is_a_core() -> None:
    assert cores() >= 1

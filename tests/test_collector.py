"""The garbage collector rests inside the block, and is as before after it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from typeset.collector import resting

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    enabled = gc.isenabled()
    yield
    gc.unfreeze()
    (gc.enable if enabled else gc.disable)()


def test_it_rests_inside_and_works_afterwards() -> None:
    gc.enable()
    with resting():
        assert not gc.isenabled()
        with resting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_after_a_failure() -> None:
    gc.enable()
    with pytest.raises(KeyError), resting():
        raise KeyError
    assert gc.isenabled()


def test_one_that_was_off_stays_off() -> None:
    gc.disable()
    with resting():
        pass
    assert not gc.isenabled()


def test_what_was_made_is_old_afterwards_but_can_be_collected() -> None:
    gc.enable()
    with resting():
        made: list[list[object]] = [[] for _ in range(5000)]
        assert gc.get_count()[0] >= len(made)
    assert gc.get_count()[0] < len(made)
    assert not gc.get_freeze_count()
    made[0].append(made)
    del made
    assert gc.collect() >= 1


def test_what_someone_else_froze_stays_frozen() -> None:
    gc.enable()
    gc.freeze()
    frozen = gc.get_freeze_count()
    with resting():
        pass
    assert gc.get_freeze_count() == frozen > 0

"""A workspace with one round of proof kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.desk import Call, Desk

FIRST = "2023-08-21"


@pytest.fixture
def proofed(desk: Desk, call: Call) -> Desk:
    """The small issue with its first proof."""
    outcome = call("proof", "--date", FIRST)
    assert (outcome.code, outcome.err) == (0, "")
    return desk

"""The table of conditions: all there, each told of by a code that names it."""

from __future__ import annotations

import pytest

from tests.preflight.seeds_access import SEEDS
from tests.preflight.seeds_pages import SEEDS as PAGES
from typeset.preflight.access.matterhorn import CONDITIONS
from typeset.preflight.rules import rules

MACHINE_TESTABLE = 87


def test_all_conditions_that_a_program_can_test_are_listed() -> None:
    assert len(CONDITIONS) == MACHINE_TESTABLE
    assert list(CONDITIONS) == sorted(CONDITIONS)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_finding_names_the_condition(condition: str) -> None:
    assert condition in rules()[CONDITIONS[condition].code].clause


def test_every_condition_has_a_defect_but_the_one_that_does_not_open() -> None:
    seeded = {seed.code for seed in (*SEEDS.values(), *PAGES.values())}
    assert [each for each, found in CONDITIONS.items() if found.code not in seeded] == ["26-001"]


def test_no_other_finding_claims_a_condition() -> None:
    named = {code for code, rule in rules().items() if "Matterhorn" in rule.clause}
    assert named == {condition.code for condition in CONDITIONS.values()}

"""Many orders: which are carried out, and in what order."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from typeset.backfile.nursery import opened
from typeset.backfile.order import Outcome, State
from typeset.backfile.run import carry_out_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.desk import Desk
    from typeset.backfile.order import Order

    MakeOrder = Callable[..., Order]

NAMES = ("issue-291", "issue-292", "issue-293")


def carried_out(orders: Sequence[Order]) -> Iterator[Outcome]:
    for order in orders:
        yield Outcome(issue=order.issue, state=State.BUILT)


def test_the_longest_issues_come_first(back_issues: Desk, order_for: MakeOrder) -> None:
    article = next((back_issues.root / "issues" / "issue-292" / "articles").iterdir())
    article.write_text(article.read_text("utf-8") + "\n又一段。\n" * 50, "utf-8")
    done = [outcome.issue for outcome in carry_out_all([order_for(name) for name in NAMES], carried_out)]
    assert done == ["issue-292", "issue-291", "issue-293"]


def test_an_issue_without_articles_is_an_order_too(back_issues: Desk, order_for: MakeOrder) -> None:
    folder = back_issues.root / "issues" / "issue-291" / "articles"
    folder.rename(folder.with_name("elsewhere"))
    done = [outcome.issue for outcome in carry_out_all([order_for(name) for name in NAMES], carried_out)]
    assert done == ["issue-292", "issue-293", "issue-291"]


def imported() -> None:
    """What a process of the nursery is asked: whether it has all from the one that it is a copy of."""
    if not {"weasyprint", "rjieba", "typeset.preflight.inspection"} <= set(sys.modules):
        sys.exit(1)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is copied there")
def test_a_process_of_the_nursery_has_all_that_it_needs() -> None:
    process = opened().Process(target=imported)
    process.start()
    process.join()
    assert process.exitcode == 0

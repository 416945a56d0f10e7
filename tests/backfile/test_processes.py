"""A process an issue: what crashes or hangs harms nobody else, and what is stopped leaves whole files."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from typeset.backfile.order import Order, State
from typeset.backfile.processes import build_here
from typeset.verdict import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk import Desk

    MakeOrder = Callable[..., Order]

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
LIMIT_S = 120.0
NAMES = ("issue-291", "issue-292", "issue-293")


def strike(name: str, number: int) -> threading.Thread:
    """Send the signal `number` to the process of the issue `name`, as soon as there is one."""

    def hit() -> None:
        for _ in range(2000):
            for process in multiprocessing.active_children():
                if process.name == name and process.pid:
                    os.kill(process.pid, number)
                    return
            time.sleep(0.005)

    thread = threading.Thread(target=hit)
    thread.start()
    return thread


@POSIX
@pytest.mark.parametrize(
    ("number", "code", "fault"),
    [(signal.SIGSEGV, "backfile.crashed", Fault.BUG), (signal.SIGKILL, "backfile.killed", Fault.MACHINE)],
)
def test_a_crash_fails_its_own_issue_only(
    number: int, code: str, fault: Fault, back_issues: Desk, order_for: MakeOrder
) -> None:
    thread = strike("issue-292", number)
    outcomes = {outcome.issue: outcome for outcome in build_here([order_for(name) for name in NAMES], 2, LIMIT_S)}
    thread.join()
    assert [outcomes[name].state for name in NAMES] == [State.BUILT, State.FAILED, State.BUILT]
    struck = outcomes["issue-292"]
    assert (struck.fault, [finding.code for finding in struck.findings]) == (fault, [code])
    assert sorted(path.name for path in (back_issues.root / "dist").iterdir()) == ["issue-291.pdf", "issue-293.pdf"]


def test_one_that_takes_too_long_is_ended(back_issues: Desk, order_for: MakeOrder) -> None:
    (outcome,) = build_here([order_for()], 1, 0.05)
    assert (outcome.state, [finding.code for finding in outcome.findings]) == (State.FAILED, ["backfile.too-long"])
    assert not back_issues.pdf.exists()


def test_one_and_two_at_a_time_make_the_same_bytes(back_issues: Desk, order_for: MakeOrder) -> None:
    orders = [order_for(name) for name in NAMES]
    made = []
    for jobs in (1, 2):
        assert {outcome.state for outcome in build_here(orders, jobs, LIMIT_S)} == {State.BUILT}
        made.append({path.name: path.read_bytes() for path in (back_issues.root / "dist").iterdir()})
        shutil.rmtree(back_issues.root / "dist")
    assert made[0] == made[1]
    assert len(set(made[0].values())) == len(NAMES)


def test_closing_the_run_ends_its_processes(order_for: MakeOrder) -> None:
    run = build_here([order_for(name) for name in NAMES], 1, LIMIT_S)
    assert next(run).issue == "issue-291"
    run.close()  # type: ignore[attr-defined]
    assert not [process for process in multiprocessing.active_children() if process.name.startswith("issue-")]

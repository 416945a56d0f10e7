"""Issues built in processes of this machine, a fresh one for each; `nursery` makes them."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from multiprocessing import connection, parent_process
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from typeset.backfile.child import settle_in
from typeset.backfile.nursery import opened
from typeset.backfile.order import Finding, Order, Outcome, State
from typeset.backfile.work import carry_out
from typeset.diagnostics import Diagnostic, Place
from typeset.verdict import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

# How long a process that was told to end may take over it.
_GRACE_S = 5.0


class Running(Struct, frozen=True):
    """A process at work: its order, where its outcome comes from, where its complaints go, when it must be done."""

    order: Order
    process: Any
    answer: Connection
    log: Path
    deadline: float


def build_here(orders: Sequence[Order], jobs: int, time_limit_s: float) -> Iterator[Outcome]:
    """Carry out `orders`, `jobs` at a time, and give the outcomes as they come.

    A process that crashes, or takes longer than `time_limit_s`, fails its own issue only. Closing the iterator ends the
    processes that are at work; what they have not finished is as it was.
    """
    context = opened()
    waiting = iter(orders)
    running: list[Running] = []
    try:
        while True:
            while len(running) < jobs and (order := next(waiting, None)) is not None:
                running.append(_start(context, order, time_limit_s))
            if not running:
                return
            for done in _finished(running):
                running.remove(done)
                yield _outcome(done)
    finally:
        _end(running)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait until the block is done: a half-said order would upset the process that is to be copied."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(context: Any, order: Order, time_limit_s: float) -> Running:  # noqa: ANN401 - no type names both methods
    log = order.root / ".typeset" / "builds" / order.issue / "log.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    answer, send = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(order, send, log), name=order.issue)
    with _undisturbed():
        process.start()
    send.close()
    return Running(order, process, answer, log, time.monotonic() + time_limit_s)


def _work(order: Order, send: Connection, log: Path) -> None:
    """What the process does."""
    _complain_to(log)
    parent = parent_process()
    settle_in(lambda: connection.wait([parent.sentinel] if parent else []))
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        send.send(carry_out(order))


def _complain_to(log: Path) -> None:
    """Have what libraries print, and Python's last words, in a file instead of among those of the desk."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    for descriptor in (1, 2):
        os.dup2(file, descriptor)
    os.close(file)


def _finished(running: Sequence[Running]) -> list[Running]:
    """Wait for some of `running` to have finished, crashed or run out of time."""
    left_s = min(item.deadline for item in running) - time.monotonic()
    sources = [source for item in running for source in (item.answer, item.process.sentinel)]
    ready = connection.wait(sources, max(0.0, left_s))
    now = time.monotonic()
    return [
        item
        for item in running
        if item.answer in ready or item.process.sentinel in ready or (not ready and item.deadline <= now)
    ]


def _outcome(item: Running) -> Outcome:
    late = item.deadline <= time.monotonic() and not item.answer.poll() and item.process.exitcode is None
    if late:
        item.process.kill()
    try:
        outcome: Outcome | None = item.answer.recv() if not late and item.answer.poll() else None
    except (EOFError, OSError):
        outcome = None
    item.process.join()
    code = item.process.exitcode
    item.answer.close()
    item.process.close()
    if outcome is None:
        return crashed(item.order, code, item.log, late=late)
    if item.log.is_file() and not item.log.stat().st_size:
        item.log.unlink()
    return outcome


def crashed(order: Order, code: int | None, log: Path, *, late: bool = False) -> Outcome:
    """The outcome of a process that ended with `code` and no word, or that was ended because it was `late`."""
    place = Place(log) if log.is_file() and log.stat().st_size else None
    if late:
        diagnostic, fault = Diagnostic("backfile.too-long", place, {"issue": order.issue}), Fault.MACHINE
    elif code is not None and -code == getattr(signal, "SIGKILL", None):
        diagnostic, fault = Diagnostic("backfile.killed", place, {"issue": order.issue}), Fault.MACHINE
    else:
        values = {"issue": order.issue, "code": _name_of(code)}
        diagnostic, fault = Diagnostic("backfile.crashed", place, values), Fault.BUG
    return Outcome(issue=order.issue, state=State.FAILED, fault=fault, findings=(Finding.of(diagnostic),))


def _name_of(code: int | None) -> str:
    """An exit code, or the name of the signal that it stands for."""
    try:
        return signal.Signals(-code).name if code is not None and code < 0 else str(code)
    except ValueError:
        return str(code)


def _end(running: Sequence[Running]) -> None:
    for item in running:
        item.process.terminate()
    for item in running:
        item.process.join(_GRACE_S)
        if item.process.exitcode is None:
            item.process.kill()
            item.process.join()

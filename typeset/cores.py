"""Work shared among the processors of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def copies() -> bool:
    """Whether this process can be copied: on Linux, and where it is no copy itself."""
    return sys.platform == "linux" and not multiprocessing.current_process().daemon


_SIGNALS = frozenset([signal.SIGINT, signal.SIGTERM])


def start(copy: Any) -> None:  # noqa: ANN401 - multiprocessing has a class of its own for each way to start
    """Start `copy`, a copy of this process that begins with `settle_in`: until then no signal reaches it."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        copy.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def settle_in() -> None:
    """Have this copy leave Ctrl-C, which goes to all, to the process that it is of, and end when that one says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)


def shared(work: Callable[[T], R], items: Sequence[T], jobs: int) -> list[R]:
    """What `work` makes of each of `items`, in order, done by this process and copies of it, `jobs` in all.

    What a copy cannot do is done here, and so fails as it would have without.
    """
    count = min(jobs, len(items)) if copies() else 1
    made: dict[int, R] = {}
    helpers = []
    context: Any = multiprocessing.get_context("fork")
    for number in range(1, count):
        ours, theirs = context.Pipe(duplex=False)
        helper = context.Process(target=_help, args=(theirs, work, items[number::count]), daemon=True)
        start(helper)
        theirs.close()
        helpers.append((number, ours, helper))
    try:
        made.update({index: work(items[index]) for index in range(0, len(items), max(count, 1))})
        for number, pipe, _ in helpers:
            with suppress(EOFError):
                made.update(zip(range(number, len(items), count), pipe.recv(), strict=True))
    finally:
        for _, pipe, helper in helpers:
            pipe.close()
            helper.terminate()
            helper.join()
    return [made[index] if index in made else work(item) for index, item in enumerate(items)]


def _help(pipe: Connection, work: Callable[[T], R], items: Sequence[T]) -> None:
    settle_in()
    with suppress(Exception):  # an end without an answer says that it has to be done again
        pipe.send([work(item) for item in items])

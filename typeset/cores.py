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
        helper.start()
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
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(Exception):  # an end without an answer says that it has to be done again
        pipe.send([work(item) for item in items])

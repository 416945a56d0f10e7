"""Work shared among the processors of this machine."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

_TICKET = 4  # bytes
_MOST_TICKETS = 1000  # a pipe holds at least 4 KB


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

    The first item is done here; who is done with one takes the next. What a copy cannot do is done here, and so fails
    as it would have without.
    """
    count = min(jobs, len(items)) if copies() else 1
    if count <= 1:
        return [work(item) for item in items]
    context: Any = multiprocessing.get_context("fork")
    tickets = _Tickets(range(count, len(items)))
    helpers = []
    for first in range(1, count):
        ours, theirs = context.Pipe(duplex=False)
        helper = context.Process(target=_help, args=(theirs, work, items, first, tickets), daemon=True)
        start(helper)
        theirs.close()
        helpers.append((ours, helper))
    try:
        made = {index: work(items[index]) for index in chain([0], tickets)}
        for pipe, _ in helpers:
            with suppress(EOFError):
                made.update(pipe.recv())
    finally:
        tickets.close()
        for pipe, helper in helpers:
            pipe.close()
            helper.terminate()
            helper.join()
    return [made[index] if index in made else work(item) for index, item in enumerate(items)]


class _Tickets:
    """Numbers that this process and its copies draw, each of them once."""

    def __init__(self, numbers: range) -> None:
        """Have all of `numbers` lie in a pipe, as many together as it takes for the pipe to hold them."""
        self._numbers = numbers
        self._step = max(1, math.ceil(len(numbers) / _MOST_TICKETS))
        self._out, into = os.pipe()
        for first in range(0, len(numbers), self._step):
            os.write(into, first.to_bytes(_TICKET))
        os.close(into)

    def __iter__(self) -> Iterator[int]:
        """Draw until none is left."""
        while drawn := os.read(self._out, _TICKET):
            first = int.from_bytes(drawn)
            yield from self._numbers[first : first + self._step]

    def close(self) -> None:
        """Draw no more."""
        os.close(self._out)


def _help(pipe: Connection, work: Callable[[T], R], items: Sequence[T], first: int, tickets: _Tickets) -> None:
    settle_in()
    with suppress(Exception):  # an end without an answer says that it has to be done again
        pipe.send({index: work(items[index]) for index in chain([first], tickets)})

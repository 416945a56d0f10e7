"""Several processes at work on the parts of one issue: each lays out, draws and lets go of the parts it is given.

They are copies of this process, made when fonts and style sheets are ready, so that nothing has to be read twice. A
part waits for what the part before it passes on, which is known as soon as that one's boxes are built, and for the
number of its first page, which is known when all before it are laid out. What comes back is what one process alone
would have made.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Self

from typeset.diagnostics import Report
from typeset.press.drawing import draw
from typeset.press.galley import Carried, Galley, Inseparable, Start
from typeset.press.leaves import Leaf, leaves_of
from typeset.press.setting import SetPart
from typeset.press.stock import listening

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from typeset.press.drawn import DrawnPart
    from typeset.press.parts import Part
    from typeset.press.stock import Stock

_AHEAD = 2  # parts that a worker may hold until their first pages are known


@dataclass(slots=True)
class Finished:
    """What comes back of a part."""

    drawn: DrawnPart
    leaves: tuple[Leaf, ...]
    strings: tuple[tuple[str, str], ...]
    report: Report


@dataclass(slots=True)
class _State:
    """How far a part has come: where it is, what is known of it."""

    worker: int | None = None
    after: Carried | None = None
    pages: int | None = None
    right: bool = True
    anchors: dict[str, int] = field(default_factory=dict)
    asked: bool = False
    finished: Finished | None = None


class Crew:
    """Sets the parts that it is given, in order, with `count` processes. A context manager: leaving it ends them."""

    def __init__(self, parts: Sequence[Part], stock: Stock, count: int) -> None:
        """Copy this process `count` times, each with all `parts` at hand."""
        context: Any = multiprocessing.get_context("fork")
        self._pipes: list[Connection] = []
        self._workers: list[Any] = []
        self._parts = parts
        self.states = [_State() for _ in parts]
        for _ in range(count):
            ours, theirs = context.Pipe()
            self._pipes.append(ours)
            worker = context.Process(target=_work, args=(theirs, tuple(self._pipes), parts, stock), daemon=True)
            worker.start()
            theirs.close()
            self._workers.append(worker)

    def __enter__(self) -> Self:
        """Nothing more to do."""
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._pipes:
            pipe.close()
        for worker in self._workers:
            worker.terminate()
            worker.join()

    def set(self, first: Carried, before: Start) -> None:
        """Have all parts laid out and drawn. Raises Inseparable.

        The first of them is handed what comes `first`, and begins as `before` says.
        """
        waiting = deque(range(len(self._parts)))
        free = deque(range(len(self._pipes)))
        page, strings = before.page, before.strings
        done = 0
        while done < len(self._parts):
            while free and waiting and (carried := self._carried(waiting[0], first)) is not None:
                if waiting[0] - done >= _AHEAD * len(self._pipes):
                    break
                worker, number = free.popleft(), waiting.popleft()
                state = self.states[number]
                state.worker, state.right = worker, True
                self._pipes[worker].send(("lay", number, carried, state.right))
            state = self.states[done]
            if state.finished:
                page, strings = page + len(state.finished.leaves), state.finished.strings
                done += 1
                continue
            if state.pages is not None and not state.asked:
                state.asked = True
                self._pipes[state.worker or 0].send(("finish", done, Start(page, before.pages, strings)))
            self._hear(free)

    def _carried(self, number: int, first: Carried) -> Carried | None:
        return first if number == 0 else self.states[number - 1].after

    def _hear(self, free: deque[int]) -> None:
        ready = wait(self._pipes)
        for worker, pipe in enumerate(self._pipes):
            if pipe not in ready:
                continue
            kind, number, told = pipe.recv()
            if kind == "failed":
                raise Inseparable
            state = self.states[number]
            if kind == "built":
                state.after = told
            elif kind == "laid":
                state.pages, state.anchors = told
                free.append(worker)
            else:
                state.finished = told


def _work(pipe: Connection, others: Sequence[Connection], parts: Sequence[Part], stock: Stock) -> None:
    """Do what is asked until nobody asks any more: the ends of `others` are closed, so that none outlives the first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:
        other.close()
    galleys: dict[int, tuple[Galley, Report]] = {}
    try:
        while True:
            kind, number, *asked = pipe.recv()
            if kind == "lay":
                report = Report()
                with listening(report):
                    galley = Galley(parts[number], stock, before=asked[0]).build(refers=False)
                    pipe.send(("built", number, galley.after))
                    galley.lay_out(right=asked[1])
                galleys[number] = galley, report
                pipe.send(("laid", number, (len(galley.bodies), galley.anchors)))
            else:
                galley, report = galleys.pop(number)
                pipe.send(("finished", number, _finish(galley, asked[0], report)))
    except (EOFError, OSError):  # nobody is there any more
        return
    except Exception:  # noqa: BLE001 - whatever it was, the whole is then set in one process, which says it
        with suppress(OSError):
            pipe.send(("failed", 0, None))


def _finish(galley: Galley, start: Start, report: Report) -> Finished:
    with listening(report):
        galley.turn(right=bool(start.page % 2))
        pages = tuple(galley.number(start))
        drawn = draw(SetPart(galley, pages))
    return Finished(drawn, tuple(leaves_of(pages, start.page)), galley.strings, report)

"""Several processes at work on the parts of one issue: each lays out, draws and lets go of the parts it is given.

They are copies of this process, made when fonts and style sheets are ready, so that nothing has to be read twice. A
part waits for what the part before it passes on, which is known as soon as that one's boxes are built, and for the
number of its first page, which is known when all before it are laid out. The first part, which names the pages of the
others, is laid out once more when all are. What comes back is what one process alone would have made.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections import Counter, deque
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct
from weasyprint.html import get_html_metadata
from weasyprint.pdf.metadata import DocumentMetadata

from typeset.cores import settle_in, start
from typeset.diagnostics import Report
from typeset.leaves import CoverTooLong
from typeset.press.drawing import draw
from typeset.press.galley import Galley
from typeset.press.leaves import leaves_of
from typeset.press.passage import Carried, Inseparable, Start
from typeset.press.setting import SetPart, check_cover
from typeset.press.stock import listening

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection

    from typeset.leaves import Leaf
    from typeset.press.drawn import DrawnPart
    from typeset.press.parts import Part
    from typeset.press.stock import Stock

# Pages between two collections of a worker's garbage: boxes hang together in circles, and take 2 MB a page.
_COLLECTED_AFTER = 150
_AHEAD = 2  # parts that a worker may hold until their first pages are known


class Laid(Struct, frozen=True):
    """What is known of a part once it is laid out.

    Attributes:
        pages: How many it has.
        anchors: The anchors in it, each with its page, from 0 for its first.
        strings: The running heads that it sets, as they stand at its end.
        refers: The anchors for whose pages it asks.
        short_cover: Whether its cover, if it is the first, takes one page only.
    """

    pages: int
    anchors: Mapping[str, int]
    strings: Mapping[str, str]
    refers: frozenset[str]
    short_cover: bool


class Finished(Struct, frozen=True):
    """What comes back of a part; of the first also what the document says of itself, as the engine has it."""

    laid: Laid
    drawn: DrawnPart
    leaves: tuple[Leaf, ...]
    report: Report
    metadata: Any = None


class _State(Struct):
    """How far a part has come: who has it, and what is known of it."""

    worker: int | None = None
    after: Carried | None = None
    laid: Laid | None = None
    knows: bool = False
    asked: bool = False
    finished: Finished | None = None


class Crew:
    """Sets the parts that it is given, in order, with `count` processes. A context manager: leaving it ends them."""

    def __init__(self, parts: Sequence[Part], stock: Stock, count: int) -> None:
        """Copy this process `count` times, each with all `parts` at hand."""
        context: Any = multiprocessing.get_context("fork")
        self._pipes: list[Connection] = []
        self._workers: list[Any] = []
        self._states = [_State() for _ in parts]
        for _ in range(count):
            ours, theirs = context.Pipe()
            self._pipes.append(ours)
            worker = context.Process(target=_work, args=(theirs, tuple(self._pipes), parts, stock), daemon=True)
            start(worker)
            theirs.close()
            self._workers.append(worker)

    def __enter__(self) -> Self:
        """Nothing more to do."""
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._pipes:
            pipe.close()
        for worker in self._workers:  # which have nothing more to say: it takes long to take a process apart
            worker.terminate()

    def set(self, *, short_cover: bool = False) -> tuple[Finished, ...]:
        """Have all parts laid out and drawn. Raises Inseparable, or CoverTooLong if that matters (`short_cover`)."""
        waiting = deque(range(len(self._states)))
        free = deque(range(len(self._pipes)))
        while any(state.finished is None for state in self._states):
            self._hand_out(waiting, free)
            first = self._states[0].laid
            if short_cover and first and not first.short_cover:
                raise CoverTooLong
            self._finish()
            self._hear(free)
        return tuple(state.finished for state in self._states if state.finished)

    def _hand_out(self, waiting: deque[int], free: deque[int]) -> None:
        """Give those who are `free` the next parts that can be laid out."""
        while free and waiting:
            number = waiting[0]
            carried = self._states[number - 1].after if number else None
            held = sum(state.worker is not None and not state.asked for state in self._states[1:])
            if (number and carried is None) or held >= _AHEAD * len(self._pipes):
                return
            state = self._states[waiting.popleft()]
            state.worker = free.popleft()
            self._send(number, "lay", carried)

    def _finish(self) -> None:
        """Have those drawn whose first page is known; and the first when all its references are."""
        laid = list(self._laid())
        starts, strings = [1], [dict[str, str]()]
        for found in laid:
            starts.append(starts[-1] + found.pages)
            strings.append({**strings[-1], **found.strings})
        if len(laid) == len(self._states):
            first = self._states[0]
            if laid[0].refers and not first.knows:
                places = zip(starts, laid, strict=False)
                known = {name: page + index for page, it in places for name, index in it.anchors.items()}
                first.knows, first.worker = True, self._least_busy()
                self._send(0, "again", known)
            else:
                self._draw(0, first, Start(1, starts[-1] - 1))
        for number, state in enumerate(self._states[1 : len(laid)], 1):
            self._draw(number, state, Start(starts[number], 0, tuple(sorted(strings[number].items()))))

    def _least_busy(self) -> int:
        """The worker with the fewest parts still to be drawn."""
        held = Counter(state.worker for state in self._states[1:] if state.finished is None)
        return min(range(len(self._pipes)), key=lambda worker: held[worker])

    def _laid(self) -> Iterator[Laid]:
        """What is known of the first parts, up to one that is not laid out yet."""
        for state in self._states:
            if state.laid is None:
                return
            yield state.laid

    def _draw(self, number: int, state: _State, start: Start) -> None:
        if not state.asked:
            state.asked = True
            self._send(number, "finish", start)

    def _send(self, number: int, what: str, said: object) -> None:
        worker = self._states[number].worker
        if worker is None:
            raise Inseparable
        self._pipes[worker].send((what, number, said))

    def _hear(self, free: deque[int]) -> None:
        ready = wait(self._pipes)
        for worker, pipe in enumerate(self._pipes):
            if pipe not in ready:
                continue
            kind, number, told = pipe.recv()
            state = self._states[number]
            if kind == "built":
                _agree(state.after, told)
                state.after = told
            elif kind == "laid":
                if state.laid is None:
                    free.append(worker)
                _agree(state.laid, told)
                state.laid = told
            elif kind == "finished":
                _agree(state.laid, told.laid)
                state.finished = told
            else:
                raise Inseparable


def _agree(before: object, now: object) -> None:
    """Others rely on what was said `before`: it must be so still. Raises Inseparable."""
    if before is not None and before != now:
        raise Inseparable


def _work(pipe: Connection, others: Sequence[Connection], parts: Sequence[Part], stock: Stock) -> None:
    """Do what is asked until nobody asks any more: the ends of `others` are closed, so that none outlives the first."""
    settle_in()
    for other in others:
        other.close()
    gc.freeze()  # what was there before is none of it
    galleys: dict[int, tuple[Galley, Report]] = {}
    drawn = 0
    try:
        while True:
            kind, number, said = pipe.recv()
            if kind == "finish":
                finished = _finish(*galleys.pop(number), said)
                pipe.send(("finished", number, finished))
                drawn += finished.laid.pages
                if drawn >= _COLLECTED_AFTER:
                    gc.collect()
                    drawn = 0
                continue
            report = Report()
            known, before = (None, said) if kind == "lay" else (said, None)
            with listening(report):
                galley = Galley(parts[number], stock, known, before).build(refers=number == 0)
                pipe.send(("built", number, galley.after))
                galley.lay_out()
            galleys[number] = galley, report
            pipe.send(("laid", number, _told(galley)))
    except (EOFError, OSError):  # nobody is there any more
        return
    except Exception:  # noqa: BLE001 - whatever it was, the whole is then set in one process, which says it
        with suppress(OSError):
            pipe.send(("failed", 0, None))


def _told(galley: Galley) -> Laid:
    return Laid(len(galley.bodies), galley.anchors, galley.heads, galley.refers, _is_short(galley))


def _is_short(galley: Galley) -> bool:
    try:
        check_cover(galley.bodies)
    except CoverTooLong:
        return not galley.part.opens
    return True


def _finish(galley: Galley, report: Report, start: Start) -> Finished:
    with listening(report):
        galley.turn(right=bool(start.page % 2))
        pages = tuple(galley.number(start))
        drawn = draw(SetPart(galley, pages))
    metadata = DocumentMetadata(**get_html_metadata(galley.html)) if galley.part.opens else None
    return Finished(_told(galley), drawn, tuple(leaves_of(pages, start.page)), report, metadata)

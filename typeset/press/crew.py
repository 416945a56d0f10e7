"""Several processes at work on the parts of one issue: each lays out, draws and lets go of the parts it is given.

They are copies of this process, made when it has laid out the first part, so that what that has made ready serves
all. A part waits for what the part before it passes on, which is known as soon as that one's boxes are built, and for
the number of its first page, which is known when all before it are laid out. The first part, which names the pages of
the others, is laid out once more when all are, and is drawn here, while the others are drawn there. What comes back is
what one process alone would have made.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct
from weasyprint.html import get_html_metadata
from weasyprint.pdf.metadata import DocumentMetadata

from typeset.cores import settle_in, start
from typeset.diagnostics import Report
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
    """

    pages: int
    anchors: Mapping[str, int]
    strings: Mapping[str, str]


class Finished(Struct, frozen=True):
    """What comes back of a part."""

    laid: Laid
    drawn: DrawnPart
    leaves: tuple[Leaf, ...]
    report: Report


class _State(Struct):
    """How far a part has come: who has it, and what is known of it."""

    worker: int | None = None
    after: Carried | None = None
    laid: Laid | None = None
    asked: bool = False
    finished: Finished | None = None


class Crew:
    """Sets the parts that it is given, in order, with `count` processes. A context manager: leaving it ends them."""

    def __init__(self, parts: Sequence[Part], stock: Stock, count: int, *, short_cover: bool = False) -> None:
        """Lay out the first part, and copy this process `count` times, each with all `parts` at hand.

        Raises Inseparable, or CoverTooLong if that matters (`short_cover`).
        """
        self._first = _laid_out(parts[0], stock)
        galley, _ = self._first
        if short_cover:
            check_cover(galley.bodies)
        self._states = [_State(after=galley.after, laid=_told(galley), asked=True), *(_State() for _ in parts[1:])]
        context: Any = multiprocessing.get_context("fork")
        self._pipes: list[Connection] = []
        self._workers: list[Any] = []
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

    @property
    def metadata(self) -> Any:
        """What the document says of itself, as the engine has it."""
        galley, _ = self._first
        return DocumentMetadata(**get_html_metadata(galley.html))

    def set(self) -> tuple[Finished, ...]:
        """Have all parts laid out and drawn. Raises Inseparable."""
        waiting = deque(range(1, len(self._states)))
        free = deque(range(len(self._pipes)))
        while any(state.finished is None for state in self._states):
            self._hand_out(waiting, free)
            self._finish()
            self._hear(free)
        return tuple(state.finished for state in self._states if state.finished)

    def _hand_out(self, waiting: deque[int], free: deque[int]) -> None:
        """Give those who are `free` the next parts that can be laid out."""
        while free and waiting:
            held = sum(state.worker is not None and not state.asked for state in self._states)
            if held >= _AHEAD * len(self._pipes):
                return
            number = waiting.popleft()
            self._states[number].worker = free.popleft()
            self._send(number, "read", None)
            self._lay(number)

    def _lay(self, number: int) -> None:
        """Have a part laid out that is read, if the one before it is built."""
        carried = self._states[number - 1].after
        if carried is not None:
            self._send(number, "lay", carried)

    def _finish(self) -> None:
        """Have those drawn whose first page is known; draw the first when all its references are."""
        laid = list(self._laid())
        starts, strings = [1], [dict[str, str]()]
        for found in laid:
            starts.append(starts[-1] + found.pages)
            strings.append({**strings[-1], **found.strings})
        for number, state in enumerate(self._states[: len(laid)]):
            if not state.asked:
                state.asked = True
                self._send(number, "finish", Start(starts[number], 0, tuple(sorted(strings[number].items()))))
        first = self._states[0]
        if len(laid) == len(self._states) and first.finished is None:
            places = zip(starts, laid, strict=False)
            known = {name: page + index for page, it in places for name, index in it.anchors.items()}
            first.finished = self._finish_first(known, starts[-1] - 1)

    def _finish_first(self, known: Mapping[str, int], pages: int) -> Finished:
        """The first part as it names the pages of the anchors that are `known`; there are so many `pages` in all."""
        galley, report = self._first
        if galley.refers:
            galley, report = _laid_out(galley.part, galley.stock, known)
            _agree(self._states[0].after, galley.after)
            _agree(self._states[0].laid, _told(galley))
        return _finish(galley, report, Start(1, pages))

    def _laid(self) -> Iterator[Laid]:
        """What is known of the first parts, up to one that is not laid out yet."""
        for state in self._states:
            if state.laid is None:
                return
            yield state.laid

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
                state.after = told
                if number + 1 < len(self._states) and self._states[number + 1].worker is not None:
                    self._lay(number + 1)
            elif kind == "laid":
                state.laid = told
                free.append(worker)
            elif kind == "finished":
                _agree(state.laid, told.laid)
                state.finished = told
            else:
                raise Inseparable


def _agree(before: object, now: object) -> None:
    """Others rely on what was said `before`: it must be so still. Raises Inseparable."""
    if before != now:
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
            if kind == "read":
                galleys[number] = galley, report = Galley(parts[number], stock), Report()
                with listening(report):
                    galley.read()
            elif kind == "lay":
                galley, report = galleys[number]
                galley.before = said
                with listening(report):
                    pipe.send(("built", number, galley.build(refers=False).after))
                    galley.lay_out()
                pipe.send(("laid", number, _told(galley)))
            else:
                finished = _finish(*galleys.pop(number), said)
                pipe.send(("finished", number, finished))
                drawn += finished.laid.pages
                if drawn >= _COLLECTED_AFTER:
                    gc.collect()
                    drawn = 0
    except (EOFError, OSError):  # nobody is there any more
        return
    except Exception:  # noqa: BLE001 - whatever it was, the whole is then set in one process, which says it
        with suppress(OSError):
            pipe.send(("failed", 0, None))


def _laid_out(part: Part, stock: Stock, known: Mapping[str, int] | None = None) -> tuple[Galley, Report]:
    """The first part, which may ask for pages of others."""
    report = Report()
    with listening(report):
        return Galley(part, stock, known).build().lay_out(), report


def _told(galley: Galley) -> Laid:
    return Laid(len(galley.bodies), galley.anchors, galley.heads)


def _finish(galley: Galley, report: Report, start: Start) -> Finished:
    with listening(report):
        galley.turn(right=bool(start.page % 2))
        pages = tuple(galley.number(start))
        drawn = draw(SetPart(galley, pages))
    return Finished(_told(galley), drawn, tuple(leaves_of(pages, start.page)), report)

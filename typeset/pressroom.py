"""The press at work in a process of its own, which makes itself ready while the issue is still being read.

To import the engine takes as long as to read an issue: with a processor for each, both are done at once. The room is
opened first of all, told the layout and the fonts once these are known, and handed the document when that is rendered;
it lays it out with a crew and keeps what was drawn. What comes back is what a build asks of pages, and the PDF when
that is wanted.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Self, cast

from msgspec import Struct

from typeset.collector import resting
from typeset.cores import copies, settle_in, start
from typeset.diagnostics import Report
from typeset.leaves import CoverTooLong, Leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

    from typeset.leaves import Description, Leaf
    from typeset.press.keeping.standing import Standing
    from typeset.press.proof import Proof
    from typeset.rendering import Rendering
    from typeset.typefaces import FontCatalogue


class Pressroom:
    """A room where `jobs` processes lay out. A context manager: leaving it closes the room.

    Unless it is `staffed`, or where processes cannot be copied, or there would be but one, everything is declined.
    """

    def __init__(self, jobs: int, *, staffed: bool = True) -> None:
        """Have the engine imported there."""
        self.jobs = jobs
        self._pipe: Connection | None = None
        self._press: Any = None
        self._ordered: tuple[str, str, bytes | None] | None = None
        if staffed and jobs > 1 and copies():
            context: Any = multiprocessing.get_context("fork")
            self._pipe, theirs = context.Pipe()
            self._press = context.Process(target=_work, args=(theirs, self._pipe, jobs))
            start(self._press)
            theirs.close()

    def __enter__(self) -> Self:
        """Nothing more to do."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def dismiss(self) -> None:
        """Have nobody work there any more, and do not wait until all have gone: from now on everything is declined."""
        if self._pipe:
            self._pipe.close()
            self._pipe = None
            self._press.terminate()

    def close(self) -> None:
        """Have nobody in the room any more."""
        self.dismiss()
        if self._press:
            self._press.join()

    def get_ready(self, rendering: Rendering, catalogue: FontCatalogue) -> None:
        """Have fonts and style sheets made ready for a document that is as `rendering` in all but text."""
        self._send("get_ready", rendering, catalogue)

    def lay_out(
        self,
        rendering: Rendering,
        catalogue: FontCatalogue,
        report: Report,
        *,
        short_cover: bool,
        meanwhile: Callable[[], object],
    ) -> Proof | None:
        """The pages of `rendering`, as `press.sheet.lay_out` makes them; None where that has to be asked instead.

        `meanwhile` is called while they are made. Raises CoverTooLong.
        """
        self.collect()  # what was ordered of the pages before and is not wanted any more
        if not self._send("lay_out", rendering, catalogue, short_cover):
            return None
        meanwhile()
        answer = self._receive()
        if answer is None:
            return None
        if isinstance(answer, CoverTooLong):
            raise answer
        for diagnostic in answer.report:
            report.take(diagnostic)
        again = partial(_lay_out_here, rendering, catalogue)
        # It answers as a Proof does, if need be by laying out one.
        return cast("Proof", _Distant(answer.leaves, answer.description, again, self))

    def order(self, identifier: str, variant: str, packet: bytes | None) -> None:
        """Have the PDF of the pages last laid out written."""
        order = identifier, variant, packet
        if self._ordered != order:
            self.collect()
            self._ordered = order if self._send("write", *order) else None

    def collect(self) -> bytes | None:
        """The PDF that was ordered; None where the room cannot make it."""
        if self._ordered is None:
            return None
        self._ordered = None
        data: bytes | None = self._receive()
        return data

    def _send(self, *words: object) -> bool:
        if self._pipe is None:
            return False
        try:
            self._pipe.send(words)
        except OSError:
            return False
        return True

    def _receive(self) -> Any:  # noqa: ANN401 - an answer of either kind
        with suppress(EOFError, OSError):
            return self._pipe.recv() if self._pipe else None
        return None


class _Distant(Leaves):
    """Leaves of pages that are in the room."""

    def __init__(
        self, leaves: Sequence[Leaf], description: Description, again: Callable[[], Proof], room: Pressroom
    ) -> None:
        super().__init__(leaves, description, again)
        self._room = room

    def order(self, identifier: str, *, variant: str, packet: bytes | None = None) -> None:
        """Say that `write` will be asked for this, so that it is ready by then."""
        self._room.order(identifier, variant, packet)

    def write(self, identifier: str, *, variant: str | None, packet: bytes | None = None) -> bytes:
        """The PDF of all pages, as `Proof.write` has it."""
        data = None
        if variant:
            self._room.order(identifier, variant, packet)
            data = self._room.collect()
        return data or self.kept.write(identifier, variant=variant, packet=packet)


def _lay_out_here(rendering: Rendering, catalogue: FontCatalogue) -> Proof:
    from typeset.press.sheet import lay_out  # noqa: PLC0415 - the room has imported it, not this process

    return lay_out(rendering, catalogue, Report())


class _Laid(Struct, frozen=True):
    """What is told of pages that are laid out."""

    leaves: tuple[Leaf, ...]
    description: Description
    report: Report


def _work(pipe: Connection, other: Connection, jobs: int) -> None:
    """Do what is asked until nobody asks any more, or something fails: that is done again by whoever asked."""
    settle_in()
    other.close()
    with suppress(Exception), resting():
        press = import_module("typeset.press.sheet")  # that is what the room is for
        standing: Standing | None = None
        proof: Proof | None = None
        while True:
            what, *words = pipe.recv()
            if what == "get_ready":
                standing = press.get_ready(*words)
            elif what == "lay_out":
                rendering, catalogue, short_cover = words
                answer, proof = _laid(rendering, catalogue, jobs, standing, short_cover=short_cover)
                pipe.send(answer)
            elif proof:
                identifier, variant, packet = words
                pipe.send(proof.write(identifier, variant=variant, packet=packet))
                multiprocessing.active_children()  # the crew has left by now: the system is told that it may forget it


def _laid(
    rendering: Rendering, catalogue: FontCatalogue, jobs: int, standing: Standing | None, *, short_cover: bool
) -> tuple[_Laid | CoverTooLong, Proof | None]:
    """What is told of the pages, and these themselves; or that there are none."""
    from typeset.press.sheet import lay_out  # noqa: PLC0415 - see above

    report = Report()
    try:
        proof = lay_out(rendering, catalogue, report, short_cover=short_cover, jobs=jobs, standing=standing)
    except CoverTooLong as too_long:
        return too_long, None
    return _Laid(proof.leaves, proof.description, report), proof

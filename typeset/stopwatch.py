"""How long the stages of a build take: each is a `with` block that a watch is told of.

A build is given a `Watch` and hands it on from stage to stage. `UNWATCHED` costs nothing; a `Stopwatch` notes when each
stage begins and ends, inside which others, and how much memory the process had taken by then.
"""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Watch:
    """What stages are announced to; this one takes no notice.

    Attributes:
        detailed: Whether the press shall announce its own stages too, thousands of them.
    """

    detailed = False

    def stage(self, name: str) -> AbstractContextManager[None]:  # noqa: ARG002 - what those that listen need
        """Wrap the work of the stage `name` in this."""
        return nullcontext()


UNWATCHED = Watch()


class Span(Struct, frozen=True):
    """One stretch of work: the stage inside the stages around it, outermost first, and when it began and ended.

    Attributes:
        path: The names of the stages around it and, last, its own.
        begin: Seconds since the watch was started.
        end: The same.
        peak: The most memory that the process had held by its end, in bytes; 0 where the system does not tell.
    """

    path: tuple[str, ...]
    begin: float
    end: float
    peak: int


class Stopwatch(Watch):
    """Notes every stage; `told` is given the name of each outermost one as it begins."""

    def __init__(self, told: Callable[[str], None] = lambda _stage: None, *, detailed: bool = False) -> None:
        """Start at zero."""
        self.detailed = detailed
        self.spans: list[Span] = []
        self._told = told
        self._path: tuple[str, ...] = ()
        self._start = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Note the stage `name`, inside those that are under way."""
        if not self._path:
            self._told(name)
        around, self._path = self._path, (*self._path, name)
        begin = self._now()
        try:
            yield
        finally:
            self.spans.append(Span(self._path, begin, self._now(), peak_memory() if self.detailed else 0))
            self._path = around

    def _now(self) -> float:
        return time.perf_counter() - self._start


class Timing(Struct, frozen=True):
    """All stretches of one stage inside the same stages: how many, how long together, and the memory peak by then."""

    path: tuple[str, ...]
    count: int
    seconds: float
    peak: int


def timings(spans: Iterable[Span]) -> Sequence[Timing]:
    """The stages as a tree in the order of their beginnings: each before those inside it."""
    # Of two that begin together the outer one is first.
    ordered = sorted(spans, key=lambda span: (span.begin, len(span.path)))
    groups: dict[tuple[str, ...], list[Span]] = {}
    for span in ordered:
        groups.setdefault(span.path, []).append(span)
    first = {path: number for number, path in enumerate(groups)}

    def place(path: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(first.get(path[:depth], -1) for depth in range(1, len(path) + 1))

    return [
        Timing(
            path,
            len(groups[path]),
            sum(span.end - span.begin for span in groups[path]),
            max(span.peak for span in groups[path]),
        )
        for path in sorted(groups, key=place)
    ]


def peak_memory() -> int:
    """The most memory that this process has held so far, in bytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - Windows has none

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

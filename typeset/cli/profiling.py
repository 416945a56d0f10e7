"""`--timings` and `--trace`: what the stages of a build took, on the terminal or as a file for a browser."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from typeset.cli.columns import aligned
from typeset.cli.formats import Format
from typeset.language import say, words
from typeset.stopwatch import Stopwatch, timings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from typeset.cli.desk import Desk
    from typeset.stopwatch import Span

_MEGABYTE = 1_000_000

FunctionT = TypeVar("FunctionT", bound="Callable[..., Any]")


class Profiling(Struct, frozen=True):
    """What was asked for: the table, a file, or neither."""

    table: bool
    file: Path | None

    @property
    def wanted(self) -> bool:
        """Whether anything was."""
        return self.table or self.file is not None

    def watch(self, desk: Desk) -> Stopwatch:
        """A watch that looks as closely as is needed."""
        return Stopwatch(desk.progress, detailed=self.wanted)

    def hand_over(self, desk: Desk, tracks: Mapping[str, Sequence[Span]]) -> None:
        """Write the table to standard error, and the stages of each process to the file."""
        spans = [span for track in tracks.values() for span in track]
        if self.table and spans and desk.output_format is not Format.JSON:
            sys.stderr.write("".join(f"{line}\n" for line in _table(spans)))
        if self.file:
            from typeset.delivery.output import write_whole  # noqa: PLC0415 - few ask for it
            from typeset.trace import trace  # noqa: PLC0415

            write_whole(self.file.absolute(), trace(tracks))


def with_profiling(function: FunctionT) -> FunctionT:
    """Give a command `--timings` and `--trace`, and a Profiling as `profiling`."""

    @click.option("--timings", is_flag=True, help=say("profiling.timings"))
    @click.option(
        "--trace", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say("profiling.trace")
    )
    @functools.wraps(function)
    def command(*arguments: Any, timings: bool, trace: Path | None, **options: Any) -> None:  # noqa: ANN401
        function(*arguments, profiling=Profiling(timings, trace), **options)

    return command  # type: ignore[return-value]


def stages_as_data(spans: Sequence[Span]) -> list[dict[str, object]]:
    """The timings as plain values."""
    return [
        {
            "stage": "/".join(timing.path),
            "count": timing.count,
            "seconds": round(timing.seconds, 6),
            "peak_bytes": timing.peak or None,
        }
        for timing in timings(spans)
    ]


def _table(spans: Sequence[Span]) -> Iterator[str]:
    """A line a stage: its seconds, its share of the whole, how often, and the memory peak by its end."""
    found = timings(spans)
    whole = sum(timing.seconds for timing in found if len(timing.path) == 1)
    heads = [say(f"profiling.{head}") for head in ("stage", "seconds", "share", "count", "memory")]
    rows = [
        [
            f"{'  ' * (len(timing.path) - 1)}{_named(timing.path[-1])}",
            f"{timing.seconds:.3f}",
            f"{100 * timing.seconds / whole:.1f}%",
            str(timing.count) if timing.count > 1 else "",
            _megabytes(timing.peak),
        ]
        for timing in found
    ]
    total = [say("profiling.total"), f"{whole:.3f}", "", "", _megabytes(max(timing.peak for timing in found))]
    yield from aligned([heads, *rows, total])


def _named(stage: str) -> str:
    return words("stages").get(stage, stage)


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.0f} MB" if size else "—"

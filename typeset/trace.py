"""The stages of a build as a trace that a browser shows: chrome://tracing, or ui.perfetto.dev.

The form is Chrome's Trace Event Format: one JSON object with a list of events, times in microseconds. A stage is a
complete event (`X`), a process has a name (`M`), and its memory is a counter (`C`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from typeset.stopwatch import Span

_MICROSECONDS = 1_000_000
_MEGABYTE = 1_000_000
# Of stages this deep and deeper no memory is told: a curve needs no thousand points.
_DEEPEST_MEMORY = 2


def trace(tracks: Mapping[str, Sequence[Span]]) -> bytes:
    """The file for `tracks`: the name of each process, and its stages. All began at the same time."""
    events = [event for number, (name, spans) in enumerate(tracks.items(), 1) for event in _events(number, name, spans)]
    data = {"traceEvents": events, "displayTimeUnit": "ms"}
    return f"{json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _events(process: int, name: str, spans: Sequence[Span]) -> Iterator[dict[str, object]]:
    where = {"pid": process, "tid": process}
    yield {"name": "process_name", "ph": "M", **where, "args": {"name": name}}
    for span in sorted(spans, key=lambda span: (span.begin, len(span.path))):
        begin, end = (round(seconds * _MICROSECONDS) for seconds in (span.begin, span.end))
        yield {"name": span.path[-1], "cat": "/".join(span.path), "ph": "X", "ts": begin, "dur": end - begin, **where}
    for span in sorted(spans, key=lambda span: span.end):
        if span.peak and len(span.path) <= _DEEPEST_MEMORY:
            memory = {"peak (MB)": round(span.peak / _MEGABYTE, 1)}
            yield {"name": "memory", "ph": "C", "ts": round(span.end * _MICROSECONDS), **where, "args": memory}

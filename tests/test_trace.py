"""The trace is a file of Chrome's Trace Event Format."""

from __future__ import annotations

import json

from typeset.stopwatch import Span
from typeset.trace import trace


def test_stages_are_events_of_processes_with_names() -> None:
    spans = [Span(("press", "css"), 0.5, 1.0, 2_000_000), Span(("press",), 0.25, 1.5, 3_000_000)]
    data = json.loads(trace({"issue-1": spans, "第2期": []}))
    events = data["traceEvents"]
    assert [(e["pid"], e["args"]["name"]) for e in events if e["ph"] == "M"] == [(1, "issue-1"), (2, "第2期")]
    stages = [e for e in events if e["ph"] == "X"]
    assert [(e["name"], e["cat"], e["ts"], e["dur"]) for e in stages] == [
        ("press", "press", 250000, 1250000),
        ("css", "press/css", 500000, 500000),
    ]
    assert [(e["ts"], e["args"]["peak (MB)"]) for e in events if e["ph"] == "C"] == [(1000000, 2.0), (1500000, 3.0)]
    assert all({"name", "ph", "pid", "tid"} <= set(event) for event in events)

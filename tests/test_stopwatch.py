"""Stages are noted with what they lie in, told as they begin, and added up as a tree."""

from __future__ import annotations

import sys

import pytest

from typeset.stopwatch import UNWATCHED, Span, Stopwatch, peak_memory, timings


def test_stages_are_noted_inside_each_other_and_the_outermost_are_told() -> None:
    told: list[str] = []
    watch = Stopwatch(told.append)
    with watch.stage("press"):
        with watch.stage("css"):
            pass
        with watch.stage("css"):
            pass
    with watch.stage("delivery"):
        pass
    assert told == ["press", "delivery"]
    assert [span.path for span in watch.spans] == [("press", "css"), ("press", "css"), ("press",), ("delivery",)]
    inner, _, outer, after = watch.spans
    assert 0 <= outer.begin <= inner.begin <= inner.end <= outer.end <= after.begin


def test_a_stage_that_fails_has_ended() -> None:
    watch = Stopwatch()
    with pytest.raises(KeyError), watch.stage("press"), watch.stage("css"):
        raise KeyError
    with watch.stage("delivery"):
        pass
    assert [span.path for span in watch.spans] == [("press", "css"), ("press",), ("delivery",)]


def test_the_tree_of_timings_adds_up_what_is_the_same_inside_the_same() -> None:
    spans = [
        Span(("press", "css"), 1, 2, 5),
        Span(("press", "pass", "page"), 4, 5, 9),
        Span(("press", "pass"), 3, 6, 8),
        Span(("press", "css"), 6, 6.5, 7),
        Span(("press",), 0, 7, 9),
        Span(("manifest",), -1, 0, 1),
    ]
    found = timings(spans)
    assert [timing.path for timing in found] == [
        ("manifest",),
        ("press",),
        ("press", "css"),
        ("press", "pass"),
        ("press", "pass", "page"),
    ]
    assert (found[2].count, found[2].seconds, found[2].peak) == (2, 1.5, 7)


def test_nobody_watching_is_no_work() -> None:
    with UNWATCHED.stage("press"), UNWATCHED.stage("css"):
        pass
    assert not UNWATCHED.detailed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell")
def test_memory_is_told_in_bytes() -> None:
    assert 10_000_000 < peak_memory() < 100_000_000_000

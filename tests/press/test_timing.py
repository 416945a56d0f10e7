"""The press tells a detailed watch of its stages, and nothing is replaced otherwise."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from typeset.diagnostics import Report
from typeset.pipeline import build, make_consignment
from typeset.press.timing import TIMED, Timed, timed
from typeset.stopwatch import UNWATCHED, Stopwatch, timings

if TYPE_CHECKING:
    from tests.desk import Desk


@pytest.mark.parametrize("entry", TIMED, ids=lambda entry: entry.name)
def test_what_is_timed_exists(entry: Timed) -> None:
    assert callable(getattr(entry.place, entry.name))


def test_functions_are_wrapped_for_a_detailed_watch_only_and_as_before_afterwards() -> None:
    before = [getattr(place, name) for place, name, _ in TIMED]
    for watch in (UNWATCHED, Stopwatch()):
        with timed(watch):
            assert [getattr(place, name) for place, name, _ in TIMED] == before
    with timed(Stopwatch(detailed=True)):
        wrapped = [getattr(place, name) for place, name, _ in TIMED]
        assert not set(wrapped) & set(before)
        assert [inspect.isgeneratorfunction(function) for function in wrapped] == [
            inspect.isgeneratorfunction(function) for function in before
        ]
    assert [getattr(place, name) for place, name, _ in TIMED] == before


def test_a_build_tells_of_every_stage_and_writes_the_same_bytes(desk: Desk) -> None:
    build(desk.workspace, desk.issue)
    unwatched = desk.pdf.read_bytes()
    watch = Stopwatch(detailed=True)
    build(desk.workspace, desk.issue, watch=watch)
    assert desk.pdf.read_bytes() == unwatched
    paths = {"/".join(timing.path) for timing in timings(watch.spans)}
    assert paths >= {
        *("manifest", "articles", "layout", "press", "delivery", "preflight"),
        *("press/engine", "press/render", "press/fonts", "press/css"),
        *("press/boxes", "press/boxes/html", "press/boxes/cascade", "press/pages", "press/pages/page"),
        *("press/pages/page/composing", "press/margins"),
        *("delivery/web", "delivery/web/drawing", "delivery/web/tags", "delivery/web/embedding"),
        *("delivery/web/writing", "preflight/web"),
    }
    outermost = sum(timing.seconds for timing in timings(watch.spans) if len(timing.path) == 1)
    assert 0 < outermost <= max(span.end for span in watch.spans)


def test_an_undetailed_watch_hears_of_the_outer_stages(desk: Desk) -> None:
    told: list[str] = []
    make_consignment(desk.workspace, desk.issue, Report(), watch=Stopwatch(told.append))
    assert told == ["manifest", "layout", "articles", "press", "preflight"]

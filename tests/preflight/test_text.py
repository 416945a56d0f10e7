"""What is written stands on a page, or the build says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.desk import Call, Desk


def house_layout(desk: Desk, css: str) -> None:
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [house.css]\n")
    desk.write("layouts/house/house.css", css)


def test_a_paragraph_that_the_layout_hides_is_reported(desk: Desk, call: Call) -> None:
    house_layout(desk, "h4 + p { display: none }")
    outcome = call("build", "--layout", "house", "--format", "short")
    assert outcome.code == 1
    assert "preflight.text-lost" in outcome.err
    assert "second.md" in outcome.err
    assert "3 个字" in outcome.err


def test_an_imprint_that_the_layout_hides_is_reported(desk: Desk, call: Call) -> None:
    house_layout(desk, ".imprint { display: none }")
    outcome = call("build", "--layout", "house", "--format", "short")
    assert outcome.code == 1
    assert "preflight.imprint-lost" in outcome.err
    assert "某路1号" in outcome.err


def test_a_layout_that_shows_everything_passes(desk: Desk, call: Call) -> None:
    house_layout(desk, "p { color: #333 }")
    assert call("build", "--layout", "house", "--strict").code == 0

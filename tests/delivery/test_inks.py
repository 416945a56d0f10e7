"""Colours of the screen as inks."""

from __future__ import annotations

import pytest

from typeset.delivery.inks import BLACK, PAPER, Inks
from typeset.delivery.intent import shipped_intent

STATED = {"#a8141c": (0.0, 1.0, 1.0, 0.3), "#000080": (1.0, 1.0, 0.9, 0.5)}


@pytest.fixture(scope="module")
def inks() -> Inks:
    return Inks(shipped_intent(), STATED, 3.0)


def of(inks: Inks, colour: str) -> tuple[float, ...]:
    return inks.of_rgb(*(byte / 255 for byte in bytes.fromhex(colour[1:])))


@pytest.mark.parametrize("colour", ["#000000", "#1a1a1a", "#1c1c1c", "#222222", "#1b1b1d"])
def test_what_looks_black_is_black_ink_alone(inks: Inks, colour: str) -> None:
    assert of(inks, colour) == BLACK


def test_dark_blue_is_not_black(inks: Inks) -> None:
    assert of(inks, "#16324f") != BLACK
    assert of(inks, "#00001f")[0] > 0


def test_greys_are_tints_of_black(inks: Inks) -> None:
    tints = [of(inks, f"#{grey:02x}{grey:02x}{grey:02x}") for grey in range(0x30, 0x100, 8)]
    assert all(tint[:3] == (0, 0, 0) for tint in tints)
    shares = [tint[3] for tint in tints]
    assert shares == sorted(shares, reverse=True)
    assert of(inks, "#ffffff") == PAPER


def test_a_tint_is_as_bright_as_the_grey(inks: Inks) -> None:
    """L* of #777777 is 50, of FOGRA39 with 60 % of black 56 of 100 over paper: the tint lies a little above 60 %."""
    assert 0.62 <= of(inks, "#777777")[3] <= 0.72


def test_what_the_layout_states_is_taken(inks: Inks) -> None:
    assert of(inks, "#a8141c") == (0, 1, 1, 0.3)
    assert "#a8141c" not in inks.converted


def test_what_is_stated_over_the_limit_is_reduced_and_told(inks: Inks) -> None:
    ink = of(inks, "#000080")
    assert sum(ink) <= 3.0 + 1e-9
    assert ink[3] == 0.5
    assert ink[0] == ink[1] > ink[2]
    assert inks.reduced == {"#000080": pytest.approx(3.4)}


def test_other_colours_go_through_the_profile_and_are_told(inks: Inks) -> None:
    cyan, magenta, yellow, black = of(inks, "#d04040")
    assert magenta > 0.7
    assert yellow > 0.5
    assert cyan + black < 0.4
    assert inks.converted["#d04040"] == (cyan, magenta, yellow, black)


@pytest.mark.parametrize("limit", [1.5, 2.2, 3.0])
def test_no_colour_is_over_the_limit(limit: float) -> None:
    inks = Inks(shipped_intent(), STATED, limit)
    levels = range(0, 256, 51)
    assert all(
        sum(inks.of_rgb(r / 255, g / 255, b / 255)) <= limit + 1e-9 for r in levels for g in levels for b in levels
    )
    assert sum(inks.of_cmyk(1, 1, 1, 1)) <= limit + 1e-9


def test_inks_under_the_limit_stay_as_they_are(inks: Inks) -> None:
    assert inks.of_cmyk(0.2, 0.3, 0.4, 0.5) == (0.2, 0.3, 0.4, 0.5)


def test_lab_is_the_colour_it_names(inks: Inks) -> None:
    assert inks.of_lab(100, 0, 0) == PAPER
    assert inks.of_lab(5, 0, 0) == BLACK
    # CIE L*a*b* of #d04040 under D50.
    assert inks.of_lab(49.4, 57.0, 34.0) == pytest.approx(of(inks, "#d04040"), abs=0.03)

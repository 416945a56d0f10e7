from __future__ import annotations

import pytest

from typeset.cjk.spacing import Shrink, Stretch
from typeset.composer.adjustment import LIMITS, UNBOUNDED, adjust, compress, expand

#: clreq's order to the letter, each step to its limit before the next.
LETTER = (((Shrink.BRACKET,), 0.5), ((Shrink.PAUSE,), 0.5), ((Shrink.HAN_WESTERN,), 0.125), ((Shrink.STOP,), 0.5))
WIDEST_GAP_EM = LIMITS.gap_first + LIMITS.gap_share * LIMITS.mark_stretch


def sizes(steps: dict[int, float], count: int = len(Shrink)) -> list[float]:
    return [steps.get(step, 0.0) for step in range(count)]


@pytest.mark.parametrize(
    ("excess_pt", "expected"),
    [
        pytest.param(0.5, {Shrink.BRACKET: 0.05}, id="the first step alone"),
        pytest.param(6.0, {Shrink.BRACKET: 0.5, Shrink.PAUSE: 0.05}, id="then the second"),
        pytest.param(
            17.25,
            {Shrink.BRACKET: 0.5, Shrink.PAUSE: 0.5, Shrink.HAN_WESTERN: 0.125, Shrink.STOP: 0.1},
            id="then all that follow",
        ),
    ],
)
def test_steps_are_taken_to_their_limits_in_turn(excess_pt: float, expected: dict[int, float]) -> None:
    room = sizes({Shrink.BRACKET: 10, Shrink.PAUSE: 20, Shrink.HAN_WESTERN: 10, Shrink.STOP: 10})
    assert adjust(excess_pt, room, LETTER) == pytest.approx(sizes(expected))


def test_steps_may_move_together() -> None:
    found = adjust(30.0, [0.0, 10.0, 20.0], (((1, 2), UNBOUNDED),))
    assert found == pytest.approx([0.0, 1.0, 1.0])


@pytest.mark.parametrize(
    ("excess_pt", "expected"),
    [
        pytest.param(0.05, {Shrink.BRACKET: 0.005}, id="D2 brackets first"),
        pytest.param(0.2, {Shrink.BRACKET: 0.01, Shrink.PAUSE: 0.005}, id="D2 then pauses"),
        pytest.param(0.32, {Shrink.BRACKET: 0.01, Shrink.PAUSE: 0.01, Shrink.HAN_WESTERN: 0.002}, id="D2 then gaps"),
        pytest.param(
            0.362,
            {Shrink.BRACKET: 0.01, Shrink.PAUSE: 0.01, Shrink.HAN_WESTERN: 0.0042, Shrink.STOP: 0.002},
            id="D2 stops last",
        ),
        pytest.param(
            0.492,
            {Shrink.BRACKET: 0.015, Shrink.PAUSE: 0.01, Shrink.HAN_WESTERN: 0.0042, Shrink.STOP: 0.01},
            id="and brackets again",
        ),
    ],
)
def test_d2_compression_goes_through_the_order_in_small_rounds(excess_pt: float, expected: dict[int, float]) -> None:
    room = sizes({Shrink.BRACKET: 10, Shrink.PAUSE: 20, Shrink.HAN_WESTERN: 10, Shrink.STOP: 10})
    assert compress(excess_pt, room, LIMITS) == pytest.approx(sizes(expected))


def test_compression_stops_at_its_limits() -> None:
    found = compress(1e6, sizes({Shrink.BRACKET: 12, Shrink.HAN_WESTERN: 12}), LIMITS)
    assert found[Shrink.BRACKET] == 0.5
    assert found[Shrink.HAN_WESTERN] == 0.125


def test_d3_expansion_starts_with_word_spaces() -> None:
    room = sizes({Stretch.WORD_SPACE: 10, Stretch.HAN_WESTERN: 10, Stretch.HAN: 100, Stretch.MARK: 10})
    found = expand(1.0, room, LIMITS)
    assert found == pytest.approx(sizes({Stretch.WORD_SPACE: 0.1}))


def test_d3_gaps_beside_western_and_between_han_follow() -> None:
    room = sizes({Stretch.WORD_SPACE: 10, Stretch.HAN_WESTERN: 10, Stretch.HAN: 100, Stretch.MARK: 10})
    found = expand(1.7 + 0.1 + 1.0, room, LIMITS)
    assert found == pytest.approx(
        sizes({Stretch.WORD_SPACE: 0.17, Stretch.HAN_WESTERN: LIMITS.gap_first, Stretch.HAN: 0.01})
    )


def test_marks_and_gaps_fill_what_strict_gaps_between_han_leave_over() -> None:
    room = sizes({Stretch.HAN_WESTERN: 10, Stretch.HAN: 100, Stretch.MARK: 10})
    found = expand(0.1 + 1.995 + 1.0, room, LIMITS)
    assert found[Stretch.HAN] == LIMITS.han_strict
    assert 0.05 < found[Stretch.MARK] < LIMITS.mark_stretch
    # Both in rounds: neither is ahead of the other by more than one.
    assert found[Stretch.HAN_WESTERN] - LIMITS.gap_first == pytest.approx(
        LIMITS.gap_share * found[Stretch.MARK], abs=0.01
    )


def test_a_line_that_marks_cannot_fill_widens_gaps_between_han_instead() -> None:
    room = sizes({Stretch.HAN: 100, Stretch.MARK: 10})
    within = expand(1.995 + 1.34, room, LIMITS)
    beyond = expand(1.995 + 1.36, room, LIMITS)
    assert within == pytest.approx(sizes({Stretch.HAN: LIMITS.han_strict, Stretch.MARK: 0.134}))
    assert beyond == pytest.approx(sizes({Stretch.HAN: 0.03355}))


def test_gaps_beside_western_stay_in_bounds_while_anything_else_can_move() -> None:
    room = sizes({Stretch.WORD_SPACE: 10, Stretch.HAN_WESTERN: 10, Stretch.HAN: 10, Stretch.MARK: 10})
    assert expand(40.0, room, LIMITS)[Stretch.HAN_WESTERN] == LIMITS.gap_stretch > WIDEST_GAP_EM
    assert expand(40.0, sizes({Stretch.HAN_WESTERN: 10}), LIMITS)[Stretch.HAN_WESTERN] == pytest.approx(4.0)


@pytest.mark.parametrize("lack_pt", [0.1, 1.0, 10.0, 100.0, 1000.0])
def test_d1_expansion_always_fills_the_line(lack_pt: float) -> None:
    room = sizes({Stretch.HAN_WESTERN: 24, Stretch.HAN: 120, Stretch.MARK: 36})
    found = expand(lack_pt, room, LIMITS)
    assert sum(change * size for change, size in zip(found, room, strict=True)) == pytest.approx(lack_pt)

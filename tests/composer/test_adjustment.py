from __future__ import annotations

import pytest

from typeset.cjk.spacing import Shrink, Stretch
from typeset.composer.adjustment import TIERS, Limits, adjust, compression_stages, expansion_stages

PLAIN = (Limits(0.25, 0.08, 0.1, 0.1, 0.5, 0.125),)


def sizes(steps: dict[int, float], count: int = len(Shrink)) -> list[float]:
    return [steps.get(step, 0.0) for step in range(count)]


@pytest.mark.parametrize(
    ("excess_pt", "expected"),
    [
        pytest.param(0.5, {Shrink.BRACKET: 0.05}, id="D2 brackets first"),
        pytest.param(6.0, {Shrink.BRACKET: 0.5, Shrink.PAUSE: 0.05}, id="D2 then pauses"),
        pytest.param(
            15.5, {Shrink.BRACKET: 0.5, Shrink.PAUSE: 0.5, Shrink.HAN_WESTERN: 0.05}, id="D2 then Han–Western"
        ),
        pytest.param(
            17.25,
            {Shrink.BRACKET: 0.5, Shrink.PAUSE: 0.5, Shrink.HAN_WESTERN: 0.125, Shrink.STOP: 0.1},
            id="D2 stops last",
        ),
    ],
)
def test_d2_compression_goes_step_by_step(excess_pt: float, expected: dict[int, float]) -> None:
    stages = tuple(stage for stage in compression_stages(PLAIN) if stage[1] in (0.5, 0.125))
    room = sizes({Shrink.BRACKET: 10, Shrink.PAUSE: 20, Shrink.HAN_WESTERN: 10, Shrink.STOP: 10})
    found = adjust(excess_pt, room, stages)
    assert found == pytest.approx(sizes({**expected}))


def test_d3_expansion_goes_step_by_step() -> None:
    room = sizes({Stretch.WORD_SPACE: 10, Stretch.HAN_WESTERN: 10, Stretch.HAN: 100})
    found = adjust(2.5 + 0.8 + 5.0, room, expansion_stages(PLAIN))
    assert found[Stretch.WORD_SPACE] == 0.25
    assert found[Stretch.HAN_WESTERN] == 0.08
    assert found[Stretch.HAN] == pytest.approx(0.05)


def test_rounds_let_many_gaps_change_a_little() -> None:
    room = sizes({Shrink.BRACKET: 12, Shrink.PAUSE: 36, Shrink.STOP: 12})
    found = adjust(3.0, room, compression_stages(TIERS))
    assert max(found) - min(change for change, size in zip(found, room, strict=True) if size) <= 0.05 + 1e-9


@pytest.mark.parametrize("lack_pt", [0.1, 1.0, 10.0, 100.0, 1000.0])
def test_d1_expansion_always_fills_the_line(lack_pt: float) -> None:
    room = sizes({Stretch.HAN_WESTERN: 24, Stretch.HAN: 120, Stretch.MARK: 36})
    found = adjust(lack_pt, room, expansion_stages(TIERS))
    assert sum(change * size for change, size in zip(found, room, strict=True)) == pytest.approx(lack_pt)


def test_compression_stops_at_its_limits() -> None:
    found = adjust(1e6, sizes({Shrink.BRACKET: 12, Shrink.HAN_WESTERN: 12}), compression_stages(TIERS))
    assert found[Shrink.BRACKET] == 0.5
    assert found[Shrink.HAN_WESTERN] == 0.125

"""Boxes inside one another, and marks outside of the bleed."""

from __future__ import annotations

import pytest

from typeset.delivery.boxes import PT_PER_MM, Boxes
from typeset.delivery.marks import crop_marks, drawn, registration_marks

BLEEDS = (0.0, 3.0, 10.0)
WIDTH, HEIGHT = 595.28, 841.89


def around(bleed_mm: float, *, marks: bool = True) -> Boxes:
    return Boxes.around(WIDTH, HEIGHT, bleed_mm=bleed_mm, marks=marks)


def test_the_bleed_is_as_wide_as_the_settings_say() -> None:
    boxes = around(3)
    room = 10 * PT_PER_MM
    assert boxes.media == pytest.approx((0, 0, WIDTH + 2 * room, HEIGHT + 2 * room), abs=0.001)
    assert boxes.trim == pytest.approx((room, room, room + WIDTH, room + HEIGHT), abs=0.001)
    assert [abs(b - t) for b, t in zip(boxes.bleed, boxes.trim, strict=True)] == pytest.approx([8.504] * 4, abs=0.001)


def test_without_marks_the_sheet_ends_with_the_bleed() -> None:
    boxes = around(3, marks=False)
    assert boxes.media == pytest.approx(boxes.bleed, abs=0.001)


@pytest.mark.parametrize("bleed_mm", BLEEDS)
def test_marks_stand_between_bleed_and_sheet(bleed_mm: float) -> None:
    boxes = around(bleed_mm)
    crosses, circles = registration_marks(boxes)
    extents = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in [*crop_marks(boxes), *crosses]]
    extents += [(x - r, y - r, x + r, y + r) for x, y, r in circles]
    assert len(extents) == 8 + 8 + 4
    for extent in extents:
        assert not overlap(extent, boxes.bleed)
        assert extent[0] > boxes.media[0]
        assert extent[1] > boxes.media[1]
        assert extent[2] < boxes.media[2]
        assert extent[3] < boxes.media[3]


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_crop_marks_lie_on_the_lines_of_the_cut() -> None:
    boxes = around(3)
    for x0, y0, x1, y1 in crop_marks(boxes):
        left, bottom, right, top = boxes.trim
        on_x, on_y = x0 == x1 and x0 in {left, right}, y0 == y1 and y0 in {bottom, top}
        assert on_x or on_y
        assert abs(x1 - x0) + abs(y1 - y0) == pytest.approx(5 * PT_PER_MM)


def test_marks_are_hairlines_in_all_inks() -> None:
    operators = drawn(around(3)).decode()
    assert "/All CS 1 SCN 0.25 w" in operators
    assert operators.startswith("q")
    assert operators.endswith("Q\n")

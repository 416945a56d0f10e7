"""The order of pages on sheets, found again by folding; and creep."""

from __future__ import annotations

import pytest

from typeset.delivery.imposition import SheetSide, blanks_needed, creep_pt, sheet_sides

COUNTS = (4, 8, 12, 28)


@pytest.mark.parametrize(
    ("pages", "blanks"), [(1, 3), (2, 2), (3, 1), (4, 0), (5, 3), (25, 3), (26, 2), (27, 1), (28, 0), (0, 0)]
)
def test_blanks_fill_the_last_sheet(pages: int, blanks: int) -> None:
    assert blanks_needed(pages) == blanks


def test_one_sheet() -> None:
    assert sheet_sides(4) == [SheetSide(0, 4, 1), SheetSide(0, 2, 3)]


def test_three_sheets() -> None:
    assert [(side.left, side.right) for side in sheet_sides(12)] == [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]


@pytest.mark.parametrize("count", COUNTS)
def test_folded_and_nested_the_pages_read_in_order(count: int) -> None:
    """Each sheet has two leaves; a leaf's back is what the short edge turns behind its front."""
    sides = sheet_sides(count)
    front_leaves: list[int] = []
    back_leaves: list[int] = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        assert front.sheet == back.sheet
        front_leaves += [front.right, back.left]
        back_leaves = [back.right, front.left, *back_leaves]
    assert front_leaves + back_leaves == list(range(1, count + 1))


@pytest.mark.parametrize("count", COUNTS)
def test_every_page_stands_once_and_sides_add_up(count: int) -> None:
    sides = sheet_sides(count)
    assert sorted(page for side in sides for page in (side.left, side.right)) == list(range(1, count + 1))
    assert {side.left + side.right for side in sides} == {count + 1}
    assert [side.sheet for side in sides] == [number // 2 for number in range(count // 2)]


def test_creep_grows_by_one_thickness_a_sheet() -> None:
    assert [creep_pt(sheet, 0.3) for sheet in range(4)] == pytest.approx([0, 0.3, 0.6, 0.9])

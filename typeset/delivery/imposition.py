"""Imposition (拼版) of a saddle-stitched booklet: which pages share a sheet, and how far creep moves them."""

from __future__ import annotations

from msgspec import Struct

PAGES_A_SHEET = 4


class SheetSide(Struct, frozen=True):
    """One side of a sheet: its pages from 1, left and right, and the number of the sheet, 0 outermost."""

    sheet: int
    left: int
    right: int


def blanks_needed(page_count: int) -> int:
    """How many blank pages make the count a multiple of four, as folded sheets have it (P9)."""
    return -page_count % PAGES_A_SHEET


def sheet_sides(page_count: int) -> list[SheetSide]:
    """The sides in the order of printing: front and back of the outermost sheet first. `page_count` is a multiple of 4.

    Folded and nested, the pages read 1, 2, 3 …: the two pages of a side add up to one more than the count, and a page
    has the next one on its back.
    """
    sides = []
    for sheet in range(page_count // PAGES_A_SHEET):
        first = 2 * sheet + 1
        sides.append(SheetSide(sheet, page_count + 1 - first, first))
        sides.append(SheetSide(sheet, first + 1, page_count - first))
    return sides


def creep_pt(sheet: int, thickness_pt: float) -> float:
    """How far the pages of `sheet` (0 is the outermost) move towards the spine (爬移).

    A sheet lies inside the fold of those around it, and so stands out at the fore-edge by the thickness of each. The
    pages of the innermost of n sheets move by (n - 1) × thickness, and those between in proportion: the printers' rule
    of total creep = thickness × (pages / 4 - 1). It takes the fold for sharp; a fold as round as a half-circle would
    give π/2 of it, so that the truth lies a little above.
    """
    return sheet * thickness_pt

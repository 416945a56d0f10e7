"""The boxes of a printed page: where it is cut, how far colour goes beyond, and where the marks stand."""

from __future__ import annotations

from msgspec import Struct

PT_PER_MM = 72 / 25.4

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points; the origin is the lower left corner of the sheet, as most tools expect."""

MARK_GAP_MM = 1.0
MARK_MM = 5.0
_EDGE_MM = 1.0


class Boxes(Struct, frozen=True):
    """The boxes of one page (ISO 32000-1, 14.11.2), each inside the next: trim, bleed, media."""

    trim: Box
    bleed: Box
    media: Box
    mark_offset_pt: float

    @classmethod
    def around(cls, width_pt: float, height_pt: float, *, bleed_mm: float, marks: bool) -> Boxes:
        """The boxes around a page that is cut to this size."""
        room = PT_PER_MM * (bleed_mm + (MARK_GAP_MM + MARK_MM + _EDGE_MM if marks else 0))
        trim = grown((room, room, room + width_pt, room + height_pt), 0)
        return cls(
            trim=trim,
            bleed=grown(trim, bleed_mm * PT_PER_MM),
            media=grown((0, 0, 2 * room + width_pt, 2 * room + height_pt), 0),
            mark_offset_pt=(bleed_mm + MARK_GAP_MM) * PT_PER_MM,
        )


def grown(box: Box, by_pt: float) -> Box:
    """`box`, larger by as much on every side; rounded as it is written."""
    left, bottom, right, top = box
    return (round(left - by_pt, 4), round(bottom - by_pt, 4), round(right + by_pt, 4), round(top + by_pt, 4))

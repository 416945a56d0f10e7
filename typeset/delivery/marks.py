"""Crop marks and registration marks (裁切线、套准线): hairlines in all inks, outside of the bleed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.delivery.boxes import MARK_MM, PT_PER_MM

if TYPE_CHECKING:
    from typeset.delivery.boxes import Boxes

Line = tuple[float, float, float, float]
Circle = tuple[float, float, float]

HAIRLINE_PT = 0.25
_MARK_PT = MARK_MM * PT_PER_MM
_RADIUS_PT = 1.5 * PT_PER_MM
_HANDLE = 0.5523  # of the radius, for a quarter of a circle as one Bézier curve


def crop_marks(boxes: Boxes) -> list[Line]:
    """Two lines at each corner, on the lines of the cut: x0, y0, x1, y1."""
    left, bottom, right, top = boxes.trim
    near, far = boxes.mark_offset_pt, boxes.mark_offset_pt + _MARK_PT
    lines = []
    for x, outward in ((left, -1), (right, 1)):
        lines += [(x + outward * near, y, x + outward * far, y) for y in (bottom, top)]
    for y, outward in ((bottom, -1), (top, 1)):
        lines += [(x, y + outward * near, x, y + outward * far) for x in (left, right)]
    return lines


def registration_marks(boxes: Boxes) -> tuple[list[Line], list[Circle]]:
    """A cross in a circle at the middle of each side: the lines, and the circles as x, y, radius."""
    left, bottom, right, top = boxes.trim
    away, half = boxes.mark_offset_pt + _MARK_PT / 2, _MARK_PT / 2
    across, up = (left + right) / 2, (bottom + top) / 2
    centres = ((left - away, up), (right + away, up), (across, bottom - away), (across, top + away))
    lines = [line for x, y in centres for line in ((x - half, y, x + half, y), (x, y - half, x, y + half))]
    return lines, [(x, y, _RADIUS_PT) for x, y in centres]


def drawn(boxes: Boxes) -> bytes:
    """All marks as the operators of a content stream, in the colour space `/All`."""
    crosses, circles = registration_marks(boxes)
    parts = ["q", f"/All CS 1 SCN {HAIRLINE_PT} w"]
    parts += ["{:.4f} {:.4f} m {:.4f} {:.4f} l S".format(*line) for line in (*crop_marks(boxes), *crosses)]
    parts += [_circle(*circle) for circle in circles]
    return "\n".join([*parts, "Q", ""]).encode()


def _circle(x: float, y: float, radius: float) -> str:
    h = _HANDLE * radius
    quarters = (
        (x + radius, y + h, x + h, y + radius, x, y + radius),
        (x - h, y + radius, x - radius, y + h, x - radius, y),
        (x - radius, y - h, x - h, y - radius, x, y - radius),
        (x + h, y - radius, x + radius, y - h, x + radius, y),
    )
    curves = " ".join(" ".join(f"{n:.4f}" for n in quarter) + " c" for quarter in quarters)
    return f"{x + radius:.4f} {y:.4f} m {curves} s"

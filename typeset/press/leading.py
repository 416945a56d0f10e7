"""How high text is: one em, half the leading above and below, and the baseline where every face has it."""

from __future__ import annotations

from typing import Any

from weasyprint.text.line_break import strut

# Where the baseline lies in the em square of a Chinese font, from its top: the same for every face, so that lines in
# different faces stand on one grid.
BASELINE_EM = 0.88


def line_height(style: Any) -> float:
    """The used line height, in pixels. WeasyPrint's own way asks Pango for a baseline that is not needed here."""
    value = style["line_height"]
    if isinstance(value, float):
        return value * float(style["font_size"])
    if getattr(value, "unit", None) == "px":
        return float(value.value)
    return float(strut(style)[0])


def give_height(box: Any) -> None:
    """Give a box of text, or of what holds text, its height."""
    size, half_leading = box.style["font_size"], _half_leading(box.style)
    box.height = size
    box.baseline = half_leading + BASELINE_EM * size
    box.margin_top = half_leading - box.border_top_width - box.padding_top
    box.margin_bottom = half_leading - box.border_bottom_width - box.padding_bottom


def baseline_and_height(style: Any) -> tuple[float, float]:
    """Where the baseline of a line of text in `style` is below its top, and how high it is, in pixels."""
    size, half_leading = style["font_size"], _half_leading(style)
    baseline = half_leading + BASELINE_EM * size
    bottom = -baseline + (size + half_leading + half_leading)  # as the engine adds it up
    return baseline, bottom + baseline


def _half_leading(style: Any) -> float:
    """Half of what the line height is more than the em, in pixels: found once a style."""
    known = style.__dict__
    if "_typeset_half_leading" not in known:
        known["_typeset_half_leading"] = (line_height(style) - style["font_size"]) / 2
    return float(known["_typeset_half_leading"])

"""What a style shows of a box besides its text, and whether it moves it: of most boxes nothing, and not at all.

What a style lacks, every box of it lacks; so a style is asked once.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from weasyprint.draw.color import get_color

if TYPE_CHECKING:
    from collections.abc import Callable

_SIDES = ("top", "right", "bottom", "left")
CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))


def _asked_once(test: Callable[[Any], bool]) -> Callable[[Any], bool]:
    name = f"_typeset{test.__name__}"

    @wraps(test)
    def ask(style: Any) -> bool:
        known: bool | None = style.__dict__.get(name)
        if known is None:
            known = style.__dict__[name] = test(style)
        return known

    return ask


def is_plain(style: Any) -> bool:
    """Whether text has neither lines nor dots."""
    return style["text_decoration_line"] == "none" and "none" in style["text_emphasis_style"]


@_asked_once
def is_bare(style: Any) -> bool:
    """Whether a box has no background, no shadow and no picture for a border, and square corners."""
    return (
        style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and not any(value for _, value in style["background_image"])
        and not style["box_shadow"]
        and get_color(style, "background_color").alpha == 0
        and all((0, "px") in style[radius] for radius in CORNERS)
    )


@_asked_once
def is_borderless(style: Any) -> bool:
    """Whether a box has neither borders nor column rules."""
    return (
        style["border_collapse"] != "collapse"  # where the table says which borders its cells have
        and style["border_image_source"][0] == "none"
        and style["column_width"] == style["column_count"] == "auto"
        and not any(style[f"border_{side}_width"] for side in _SIDES)
    )


@_asked_once
def is_in_line(style: Any) -> bool:
    """Whether an inline box shows nothing but its text, which stands in the line as all other text.

    It may have margins and padding at its sides.
    """
    return (
        style["vertical_align"] == "baseline"
        and style["position"] == "static"
        and style["float"] == "none"
        and style["overflow"] == "visible"
        and style["opacity"] == 1
        and not style["transform"]
        and not style["anchor"]
        and not style["outline_width"]
        and all(getattr(style[f"padding_{side}"], "value", 0) == 0 for side in ("top", "bottom"))
        and is_plain(style)
        and is_bare(style)
        and is_borderless(style)
    )

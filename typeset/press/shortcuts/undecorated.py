"""Boxes without decoration, as nearly all of a page are: WeasyPrint looks for backgrounds, corners and borders in each.

What a style lacks, every box of it lacks; so a style is asked once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from typeset.press.textline import TextLine

if TYPE_CHECKING:
    from collections.abc import Callable

_SIDES = ("top", "right", "bottom", "left")
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_SQUARE = {f"border_{corner}_radius": (0, 0) for corner in _CORNERS}


def backgrounds_sooner(original: Callable[..., None]) -> Callable[..., None]:
    """A replacement of `layout_box_backgrounds`: a box of a bare style has no background, and square corners."""

    def layout_box_backgrounds(
        page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if style is not None or box is page or not _is_bare(box.style):
            original(page, box, get_image_from_uri, layout_children, style)
            return
        if layout_children:
            for child in box.all_children():
                if type(child) is not TextLine:
                    layout_box_backgrounds(page, child, get_image_from_uri)
        box = getattr(box, "_box", box)  # what stands in for a box that is placed elsewhere
        box.__dict__.update(_SQUARE, background=None)

    return layout_box_backgrounds


def borders_sooner(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A replacement of `draw.draw_border`: a box of a style without borders and column rules has none to draw."""

    def draw_border(stream: Any, box: Any) -> None:
        if not _is_borderless(box.style):
            original(stream, box)

    return draw_border


def outlines_sooner(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A replacement of `draw.draw_outline`, which looks for outlines of a box and of all in it."""

    def draw_outline(stream: Any, box: Any) -> None:
        if box.style["outline_width"]:
            original(stream, box)
            return
        for child in box.children:
            if isinstance(child, boxes.Box):
                draw_outline(stream, child)

    return draw_outline


def _is_bare(style: Any) -> bool:
    known = style.__dict__
    if "_typeset_bare" not in known:
        known["_typeset_bare"] = (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and not any(value for _, value in style["background_image"])
            and not style["box_shadow"]
            and get_color(style, "background_color").alpha == 0
            and all((0, "px") in style[radius] for radius in _SQUARE)
        )
    return bool(known["_typeset_bare"])


def _is_borderless(style: Any) -> bool:
    known = style.__dict__
    if "_typeset_borderless" not in known:
        known["_typeset_borderless"] = (
            style["border_collapse"] != "collapse"  # where the table says which borders its cells have
            and style["border_image_source"][0] == "none"
            and style["column_width"] == style["column_count"] == "auto"
            and not any(style[f"border_{side}_width"] for side in _SIDES)
        )
    return bool(known["_typeset_borderless"])

"""Boxes without decoration, as nearly all of a page are: WeasyPrint looks for backgrounds and borders in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from typeset.press.decoration import CORNERS, is_bare, is_borderless
from typeset.press.textline import TextLine

if TYPE_CHECKING:
    from collections.abc import Callable

_SQUARE = dict.fromkeys(CORNERS, (0, 0))


def backgrounds_sooner(original: Callable[..., None]) -> Callable[..., None]:
    """A replacement of `layout_box_backgrounds`: a box of a bare style has no background, and square corners."""

    def layout_box_backgrounds(
        page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if style is not None or box is page or not is_bare(box.style):
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
        if not is_borderless(box.style):
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

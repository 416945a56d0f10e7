"""The corners of boxes: hardly any is round, and WeasyPrint works out four radii for each box of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_RADII = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))


def square_sooner(original: Callable[[Any], None]) -> Callable[[Any], None]:
    """A replacement of `resolve_radii_percentages`: whether a style has round corners is asked once a style."""

    def resolve_radii_percentages(box: Any) -> None:
        style = box.style
        square = style.__dict__.get("_typeset_square")
        if square is None:
            square = style._typeset_square = all((0, "px") in style[radius] for radius in _RADII)
        if square:
            for radius in _RADII:
                setattr(box, radius, (0, 0))
        else:
            original(box)

    return resolve_radii_percentages

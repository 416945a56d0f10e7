"""SVG pictures that stand in several places, as the head of a column does, drawn once, then written again.

What a picture of paths and text says of itself is the same wherever it stands in one size. Pictures with groups,
patterns, gradients or pictures in them name what belongs to their page, and are drawn each time.
"""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from typeset.diagnostics import Report
from typeset.press.stock import listening

if TYPE_CHECKING:
    from collections.abc import Callable

# Operators that name what only this page knows: objects, shadings, patterns, and graphics states with a number.
_FOREIGN = re.compile(rb".* (?:Do|sh|scn|SCN)$|/s\d+ gs$", re.DOTALL).match
_GRANTED = ("_current_color", "_current_color_stroke", "_current_alpha", "_current_alpha_stroke")


class Drawing(Struct, frozen=True, eq=False):
    """A picture as it was drawn: its operators, the graphics states that they name, and the fonts by their keys."""

    operators: tuple[bytes, ...]
    states: dict[str, Any]
    fonts: dict[int, Any]

    def fits(self, stream: Any) -> bool:
        """Whether `stream` knows the glyphs by the widths that they were placed with."""
        return all(
            known.widths.get(glyph, width) == width
            for key, font in self.fonts.items()
            if (known := stream._fonts.get(key))
            for glyph, width in font.widths.items()
        )

    def tell(self, stream: Any) -> None:
        """Tell `stream` what it uses."""
        for name, state in self.states.items():
            stream._resources["ExtGState"].setdefault(name, state)
        for key, font in self.fonts.items():
            known = stream._fonts.get(key)
            if known is None:
                known = stream._fonts[key] = copy(font)
                known.widths, known.to_unicode = {}, {}
            for told, own in ((known.widths, font.widths), (known.to_unicode, font.to_unicode)):
                for glyph, value in own.items():
                    told.setdefault(glyph, value)


def drawn_once(original: Callable[[Any, Any, float, float, Any], None]) -> Callable[..., None]:
    """A replacement of `SVGImage.draw` that keeps with a picture what the `original` wrote."""

    def draw(self: Any, stream: Any, concrete_width: float, concrete_height: float, _style: Any) -> None:
        def draw_anew() -> None:
            original(self, stream, concrete_width, concrete_height, _style)

        # What the stream takes for granted is not written.
        key = concrete_width, concrete_height, *(getattr(stream, name) for name in _GRANTED)
        kept: dict[Any, Drawing | None] = self.__dict__.setdefault("_typeset_drawings", {})
        if key not in kept:
            kept[key] = _recorded(stream, draw_anew)
            return
        drawing = kept[key]
        if drawing and drawing.fits(stream):
            stream.stream += drawing.operators
            drawing.tell(stream)
            for name in _GRANTED:
                setattr(stream, name, None)
        else:
            draw_anew()

    return draw


def _recorded(stream: Any, draw: Callable[[], None]) -> Drawing | None:
    """What `draw` writes on `stream`; None where that cannot be written elsewhere."""
    before, fonts = len(stream.stream), stream._fonts
    noticed = Report()
    stream._fonts = {}
    try:
        with listening(noticed):
            draw()
    finally:
        own, stream._fonts = stream._fonts, fonts
    states: dict[str, Any] = stream._resources["ExtGState"]
    operators = tuple(stream.stream[before:])
    named = dict.fromkeys(operator[1:-3].decode() for operator in operators if operator.endswith(b" gs"))
    drawing = Drawing(operators, {name: states[name] for name in named}, own)
    if not drawing.fits(stream) or any(_is_special(font) for font in own.values()):
        del stream.stream[before:]
        draw()
        return None
    drawing.tell(stream)
    return None if list(noticed) or any(map(_FOREIGN, operators)) else drawing


def _is_special(font: Any) -> bool:
    """Whether `font` shows pictures, or glyphs that it does not have."""
    return bool(font.missing or font.bitmap or font.png or font.svg or font.colr)

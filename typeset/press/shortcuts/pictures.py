"""SVG pictures that stand in several places, as the head of a column does, drawn once, then written again.

What a picture of paths and text says of itself is the same wherever it stands in one size; only its groups, as text
that ends at a place needs them, are called differently. Pictures with patterns, gradients or pictures in them name more
that belongs to their page, and are drawn each time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from weasyprint.pdf.stream import Stream

from typeset.diagnostics import Report
from typeset.press.faces import emptied
from typeset.press.stock import listening

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# Operators that name what only this page knows: patterns, shadings, and graphics states with a number.
_FOREIGN = re.compile(rb".* (?:sh|scn|SCN)$|/s\d+ gs$", re.DOTALL).match
_KINDS = ("ExtGState", "XObject", "Pattern", "Shading")
_GRANTED = ("_current_color", "_current_color_stroke", "_current_alpha", "_current_alpha_stroke")


class Content(Struct, frozen=True, eq=False):
    """What was written on one stream: its operators, and the graphics states that they name."""

    operators: tuple[bytes, ...]
    states: dict[str, Any]

    @classmethod
    def of(cls, operators: Sequence[bytes], resources: Any) -> Content:
        """The content that `operators` make, which name what is among `resources`."""
        names = dict.fromkeys(operator[1:-3].decode() for operator in operators if operator.endswith(b" gs"))
        return cls(tuple(operators), {name: resources["ExtGState"][name] for name in names})

    def write(self, stream: Any, renamed: dict[bytes, bytes]) -> None:
        """Write it on `stream`, where groups are called otherwise."""
        stream.stream += [renamed.get(operator, operator) for operator in self.operators]
        for name, state in self.states.items():
            stream._resources["ExtGState"].setdefault(name, state)


class Drawing(Struct, frozen=True, eq=False):
    """A picture as it was drawn.

    Attributes:
        content: What is on the stream that it was drawn on.
        groups: What is in each group: the operator that shows the group, the box around it, and its content.
        fonts: The engine's fonts by their keys, with what it showed of each.
    """

    content: Content
    groups: tuple[tuple[bytes, tuple[float, ...], Content], ...]
    fonts: dict[int, Any]

    def fits(self, stream: Any) -> bool:
        """Whether `stream` knows the glyphs by the widths that they were placed with."""
        return all(
            known.widths.get(glyph, width) == width
            for key, font in self.fonts.items()
            if (known := stream._fonts.get(key))
            for glyph, width in font.widths.items()
        )

    def repeat(self, stream: Any) -> None:
        """Write it on `stream`."""
        renamed = {}
        for shown, box, content in self.groups:
            group = stream.add_group(0, 0, 0, 0)
            group.extra["BBox"][:] = box
            content.write(group, {})
            renamed[shown] = _shown(group.id)
        self.content.write(stream, renamed)
        for name in _GRANTED:
            setattr(stream, name, None)
        self.tell(stream)

    def tell(self, stream: Any) -> None:
        """Tell the fonts of `stream` what it shows."""
        for key, font in self.fonts.items():
            known = stream._fonts.get(key)
            if known is None:
                known = stream._fonts[key] = emptied(font)
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
            drawing.repeat(stream)
        else:
            draw_anew()

    return draw


def _recorded(stream: Any, draw: Callable[[], None]) -> Drawing | None:
    """What `draw` writes on `stream`; None where that cannot be written elsewhere."""
    before, fonts, resources = len(stream.stream), stream._fonts, stream._resources
    known = {kind: set(resources[kind]) for kind in _KINDS}
    noticed = Report()
    stream._fonts = {}
    try:
        with listening(noticed):
            draw()
    finally:
        own, stream._fonts = stream._fonts, fonts
    groups = {_shown(name): thing for name, thing in resources["XObject"].items() if name not in known["XObject"]}
    drawing = Drawing(Content(tuple(stream.stream[before:]), {}), (), own)
    if not drawing.fits(stream) or any(_is_special(font) for font in own.values()):
        del stream.stream[before:]
        for kind, names in known.items():
            for name in resources[kind].keys() - names:
                del resources[kind][name]
        draw()
        return None
    drawing.tell(stream)
    if list(noticed) or not _is_movable(drawing.content.operators, groups):
        return None
    return Drawing(
        Content.of(drawing.content.operators, resources),
        tuple((shown, tuple(it.extra["BBox"]), Content.of(it.stream, it._resources)) for shown, it in groups.items()),
        own,
    )


def _is_movable(operators: Sequence[bytes], groups: Mapping[bytes, Any]) -> bool:
    """Whether `operators` name nothing but graphics states and these `groups`, and groups nothing but states."""
    return (
        all(not _FOREIGN(operator) and (operator in groups or not operator.endswith(b" Do")) for operator in operators)
        and all(isinstance(group, Stream) for group in groups.values())
        and all(_is_movable(group.stream, {}) for group in groups.values())
    )


def _shown(name: str) -> bytes:
    """The operator that shows the object of this name."""
    return f"/{name} Do".encode()


def _is_special(font: Any) -> bool:
    """Whether `font` shows pictures, or glyphs that it does not have."""
    return bool(font.missing or font.bitmap or font.png or font.svg or font.colr)

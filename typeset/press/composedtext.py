"""Drawing composed text: stands in for `draw.draw_text`, and for `draw.draw_inline_level` in lines of text alone."""

from __future__ import annotations

from operator import is_not
from typing import TYPE_CHECKING, Any

from weasyprint.draw.color import get_color
from weasyprint.draw.text import draw_text_decoration

from typeset.cjk.classes import CharacterClass
from typeset.press.style import PT_PER_PX
from typeset.press.textline import Piece, TextLine
from typeset.press.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from typeset.press.glyphs import GlyphRun

# A gap from which text extraction takes two characters for two words (poppler: 0.1 em), so that it has to be told.
_WORD_GAP_EM = 0.09
# GB/T 15834 5.1.8: the emphasis dot stands under the character, centred.
_DOT_BELOW_EM = 0.27
_DOT_ABOVE_EM = 1.02
_RADIUS_EM = {"dot": 0.07, "circle": 0.11}
_OPEN_EM = 0.025  # the line of an open dot or circle
_UNDERLINE_EM = (0.16, 0.05)
# clreq, proper-noun lines: neighbours are visibly apart, each line shorter by 1/8 em.
_INSET_EM = 0.0625
_SOFT_HYPHEN = "\u00ad"  # what the hyphen at a line's end is to a reader (ISO 32000-1, 14.8.2.2.3)
_STRIKE_EM = (-0.32, 0.05)


def composed_text(original: Callable[..., None]) -> Callable[..., None]:
    """A replacement of `draw_text` that draws composed runs and leaves other text to the `original`."""

    def draw_text(stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: Any = "none") -> None:
        run = run_of(textbox)
        if run is None:
            original(stream, textbox, offset_x, text_overflow, block_ellipsis)
        elif _is_seen(textbox, run):
            _draw(stream, textbox, run, textbox.position_x, textbox.position_y + textbox.baseline)
            if run.decorated:
                _decorate(stream, textbox, run, offset_x)

    return draw_text


def composed_line(original: Callable[..., None]) -> Callable[..., None]:
    """A replacement of `draw_inline_level` that draws lines of text alone."""

    def draw_inline_level(
        stream: Any,
        page: Any,
        box: Any,
        offset_x: float = 0,
        text_overflow: str = "clip",
        block_ellipsis: Any = "none",
    ) -> None:
        if not isinstance(box, TextLine):
            original(stream, page, box, offset_x, text_overflow, block_ellipsis)
            return
        for piece in box.pieces:
            with stream.marked(piece, "Span"):
                if _is_seen(piece, piece.run):
                    _draw(stream, piece, piece.run, box.position_x + piece.start, box.position_y + box.baseline)

    return draw_inline_level


def run_of(text: Any) -> GlyphRun | None:
    """What the composer made of the text in a box, if it did, or of a piece of a line."""
    run: GlyphRun | None = text.run if isinstance(text, Piece) else text.__dict__.get("_typeset_run")
    return run


def tell_fonts(stream: Any, text: Any) -> None:
    """Tell the fonts of `stream` what they show of composed `text`, as if it were drawn."""
    run = run_of(text)
    if run is not None and _is_seen(text, run):
        Writer(stream, text.style["font_size"] * PT_PER_PX, run).tell()


def _is_seen(text: Any, run: GlyphRun) -> bool:
    return bool(text.style["visibility"] == "visible" and run.faces and text.text.strip())


def _draw(stream: Any, text: Any, run: GlyphRun, x: float, baseline: float) -> None:
    size_pt = text.style["font_size"] * PT_PER_PX
    _set_color(stream, text.style["color"])
    told = run.hyphen is not None or max(run.gaps_pt, default=0.0) > _WORD_GAP_EM * size_pt
    if told:
        words = text.text.replace("\n", "")
        if run.hyphen:
            words = words.removesuffix(run.hyphen.text) + _SOFT_HYPHEN
        digits = words.encode("utf-16-be").hex()
        stream.stream.append(f"/Span<</ActualText<feff{digits}>>>BDC".encode())
    stream.begin_text()
    stream.stream.append(f"1 0 0 -1 {_digits(x)} {_digits(baseline)} Tm".encode())
    Writer(stream, size_pt, run).write()
    stream.end_text()
    if told:
        stream.stream.append(b"EMC")


def _set_color(stream: Any, color: Any) -> None:
    """Set the color of text, which is mostly that of the text before: then the stream is not asked to compare them."""
    known = stream.__dict__.get("_typeset_color")
    if known is None or any(map(is_not, known, (color, stream._current_color, stream._current_alpha))):
        stream.set_color(color)
        stream._typeset_color = color, stream._current_color, stream._current_alpha


def _digits(number: float) -> str:
    """A number as pydyf writes it."""
    return str(int(number)) if number == int(number) else f"{number:f}".rstrip("0")


def _decorate(stream: Any, textbox: Any, run: GlyphRun, offset_x: float) -> None:
    style = textbox.style
    size = style["font_size"]
    for value, (below, thickness) in (("underline", _UNDERLINE_EM), ("line-through", _STRIKE_EM)):
        if value in style["text_decoration_line"]:
            color = get_color(style, "text_decoration_color")
            offset_y = textbox.baseline + below * size
            line = _inset(textbox, _INSET_EM * size) if "auto" in style["text_decoration_inset"] else textbox
            draw_text_decoration(stream, line, offset_x, offset_y, thickness * size, color)
    if "none" not in style["text_emphasis_style"]:
        _dot(stream, textbox, run)


def _inset(textbox: Any, by: float) -> Any:
    line = textbox.copy()
    line.position_x += by
    line.width -= 2 * by
    return line


def _dot(stream: Any, textbox: Any, run: GlyphRun) -> None:
    """A dot under every Han and digit; none under marks (clreq, emphasis dots), nor under letters and their tails."""
    size = textbox.style["font_size"]
    over = "over" in textbox.style["text_emphasis_position"]
    y = textbox.position_y + textbox.baseline + (-_DOT_ABOVE_EM if over else _DOT_BELOW_EM) * size
    x = textbox.position_x
    # CSS Text Decoration 4: filled, if it does not say; a circle in horizontal lines, if it does not say which.
    words = textbox.style["text_emphasis_style"]
    radius = _RADIUS_EM["dot" if "dot" in words else "circle"] * size
    is_open = "open" in words
    if is_open:
        stream.set_line_width(_OPEN_EM * size)
        radius -= _OPEN_EM * size / 2
    stream.set_color(textbox.style["color"], stroke=is_open)
    for cluster, gap in zip(run.clusters, run.gaps_pt, strict=True):
        if cluster.text.isdigit() or (cluster.text.isalpha() and cluster.character_class is CharacterClass.HAN):
            _circle(stream, x + cluster.advance_pt / PT_PER_PX / 2, y, radius)
            stream.stroke() if is_open else stream.fill()
        x += (cluster.advance_pt + cluster.spacing_pt + gap) / PT_PER_PX


def _circle(stream: Any, x: float, y: float, radius: float) -> None:
    """The path of a circle: four Bézier curves."""
    handle = 0.5523 * radius
    stream.move_to(x + radius, y)
    stream.curve_to(x + radius, y + handle, x + handle, y + radius, x, y + radius)
    stream.curve_to(x - handle, y + radius, x - radius, y + handle, x - radius, y)
    stream.curve_to(x - radius, y - handle, x - handle, y - radius, x, y - radius)
    stream.curve_to(x + handle, y - radius, x + radius, y - handle, x + radius, y)

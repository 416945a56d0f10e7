"""Drawing composed text: stands in for `draw.draw_text`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from weasyprint.draw.color import get_color
from weasyprint.draw.text import draw_text_decoration

from typeset.cjk.classes import CharacterClass
from typeset.press.faces import runs
from typeset.press.style import PT_PER_PX
from typeset.press.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from typeset.composer.cluster import Cluster
    from typeset.press.faces import Face, Faces

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


class GlyphRun(Struct, frozen=True):
    """The clusters of one text box, the gaps after them, and from which cluster on which face sets them.

    One that is not `decorated` (a ruby annotation) has no lines and dots, whatever its style inherits.
    """

    clusters: tuple[Cluster, ...]
    gaps_pt: tuple[float, ...]
    faces: tuple[tuple[int, Face], ...]
    hyphen: Cluster | None = None
    decorated: bool = True


class Leader(Struct, frozen=True):
    """One unit of a leader, shaped."""

    clusters: tuple[Cluster, ...]
    face: Face
    width: float

    @classmethod
    def of(cls, text: Any, faces: Faces) -> Leader:
        """The unit that `text`, the text box inside a leader, repeats."""
        chain = faces.chain(text.style["font_family"], text.style["font_weight"])
        _, face = next(runs(text.text, chain))
        clusters = tuple(face.shaped.shape(text.text, text.style["font_size"] * PT_PER_PX))
        return cls(clusters, face, sum(cluster.advance_pt for cluster in clusters) / PT_PER_PX)

    def repeated(self, count: int) -> GlyphRun:
        """The unit `count` times."""
        clusters = self.clusters * count
        return GlyphRun(clusters, (0.0,) * len(clusters), ((0, self.face),))


def composed_text(original: Callable[..., None]) -> Callable[..., None]:
    """A replacement of `draw_text` that draws composed runs and leaves other text to the `original`."""

    def draw_text(stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: Any = "none") -> None:
        run: GlyphRun | None = textbox.__dict__.get("_typeset_run")
        if run is None:
            original(stream, textbox, offset_x, text_overflow, block_ellipsis)
        elif _is_seen(textbox, run):
            _draw(stream, textbox, run)
            if run.decorated:
                _decorate(stream, textbox, run, offset_x)

    return draw_text


def tell_fonts(stream: Any, textbox: Any) -> None:
    """Tell the fonts of `stream` what they show of `textbox`, as if it were drawn."""
    run: GlyphRun = textbox._typeset_run
    if _is_seen(textbox, run):
        Writer(stream, textbox.style["font_size"] * PT_PER_PX, run).tell()


def _is_seen(textbox: Any, run: GlyphRun) -> bool:
    return bool(textbox.style["visibility"] == "visible" and run.faces and textbox.text.strip())


def _draw(stream: Any, textbox: Any, run: GlyphRun) -> None:
    size_pt = textbox.style["font_size"] * PT_PER_PX
    stream.set_color(textbox.style["color"])
    told = run.hyphen is not None or max(run.gaps_pt, default=0.0) > _WORD_GAP_EM * size_pt
    if told:
        words = textbox.text.replace("\n", "")
        if run.hyphen:
            words = words.removesuffix(run.hyphen.text) + _SOFT_HYPHEN
        text = words.encode("utf-16-be").hex()
        stream.stream.append(f"/Span<</ActualText<feff{text}>>>BDC".encode())
    stream.begin_text()
    stream.set_text_matrix(1, 0, 0, -1, textbox.position_x, textbox.position_y + textbox.baseline)
    Writer(stream, size_pt, run).write()
    stream.end_text()
    if told:
        stream.stream.append(b"EMC")


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

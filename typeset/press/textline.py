"""Lines of nothing but text, as most are: one box, whose pieces of text are no boxes.

Some of the text may be in inline boxes, as long as these show nothing else: words in bold type, a source in a line.

A box of the engine is copied, moved, looked through for backgrounds, links and notes, and sorted into layers, again and
again; text has none of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct
from weasyprint.formatting_structure import boxes

from typeset.press.decoration import is_in_line, is_plain
from typeset.press.glyphs import GlyphRun
from typeset.press.leading import baseline_and_height
from typeset.press.ruby import is_ruby
from typeset.press.style import PT_PER_PX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.composer.line import LineSpan, SetLine
    from typeset.press.inline import Composition, Node


# Attributes that say where the text of an element comes from, which then differs from that of its line.
_ORIGINS = ("data-line", "data-source")
# What makes an inline box more than its text.
_TOLD = ("is_leader", "link", "missing_link", "bookmark_label", "string_set", "footnote", "note")


class Piece(Struct, eq=False):
    """A piece of the text of a line: how far from the left of the line it begins and how wide it is, in pixels.

    What else it says is what a text box would.
    """

    style: Any
    element: Any
    element_tag: str
    text: str
    start: float
    width: float
    run: GlyphRun


class TextLine(boxes.LineBox):
    """A line of `pieces`; for the engine it is empty."""

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, box: Any, pieces: tuple[Piece, ...]) -> Self:
        """A line of the paragraph whose line box, before it was broken, is `box`."""
        line = cls.__new__(cls)
        line.__dict__.update(box.__dict__, children=(), pieces=pieces)
        return line

    def translate(self, dx: float = 0, dy: float = 0, ignore_floats: bool = False) -> None:  # noqa: ARG002
        """Move it, with all in it."""
        self.position_x += dx
        self.position_y += dy


def text_line(composition: Composition, line: SetLine, left: float, y: float) -> TextLine | None:
    """The line box of `line`, from `left` on, its top at `y`, in pixels; None if it holds more than text."""
    box, nodes = composition.root.box, _touched(composition.root, line.span)
    if not all(_is_text(node, box.style) for node in nodes):
        return None
    pieces: list[Piece] = []
    _set(composition, nodes, line, -line.trim_start_pt / PT_PER_PX, pieces)
    made = TextLine.of(box, tuple(pieces))
    made.position_x, made.position_y, made.width = left, y, line.width_pt / PT_PER_PX
    made.baseline, made.height = baseline_and_height(box.style)
    made.margin_top = made.margin_bottom = 0
    return made


def _is_text(node: Node, style: Any) -> bool:
    """Whether `node` is text, or holds nothing else, that stands as text in the `style` of its line does."""
    if node.box.style is style:
        return isinstance(node.box, boxes.TextBox)
    if node.textual is None:
        node.textual = _is_other_text(node, style)
    return node.textual


def _is_other_text(node: Node, style: Any) -> bool:
    """The same for text in a style of its own; what is empty might stand in another line."""
    box = node.box
    if node.start == node.end or not _fits(box.style, style):
        return False
    if isinstance(box, boxes.TextBox):
        return is_plain(box.style) and not any(node.inset_pt)
    return (
        type(box) is boxes.InlineBox
        and is_in_line(box.style)
        and not any(getattr(box, name) for name in _TOLD)
        and not is_ruby(box)
        and not (box.element is not None and any(name in box.element.attrib for name in _ORIGINS))
        and all(_is_text(child, style) for child in node.children)
    )


def _fits(style: Any, around: Any) -> bool:
    """Whether text in `style` on the baseline of a line in the style `around` makes it no higher."""
    (baseline, height), (own_baseline, own_height) = baseline_and_height(style), baseline_and_height(around)
    return baseline <= own_baseline and height - baseline <= own_height - own_baseline


def _set(composition: Composition, nodes: Iterable[Node], line: SetLine, x: float, pieces: list[Piece]) -> float:
    """Set what of `nodes` is in `line` as `pieces`, from `x` on; where they end."""
    for node in nodes:
        if isinstance(node.box, boxes.TextBox):
            piece = _piece(composition, node, line, x)
            pieces.append(piece)
            x += piece.width
        else:
            x += _moved(composition, line, node.start) if node.leading else 0.0
            x = _set(composition, _touched(node, line.span), line, x, pieces)
            x += _moved(composition, line, node.end - 1) if node.trailing else 0.0
    return x


def _moved(composition: Composition, line: SetLine, cluster: int) -> float:
    """How far the pen moves over `cluster`, the side of an inline box, if that is in `line`; in pixels."""
    start, end = line.span.start, line.span.end
    if not start <= cluster < end:
        return 0.0
    made = composition.clusters[cluster]
    return (made.advance_pt + made.spacing_pt + line.gaps_pt[cluster - start]) / PT_PER_PX


def _touched(root: Node, span: LineSpan) -> list[Node]:
    """What has a cluster in a line; an empty node stands where it might be in two."""
    start, end = span.start, span.end
    return [
        node
        for node in root.children
        if (node.start < end and node.end > start) or (node.start == node.end and start <= node.start <= end)
    ]


def _piece(composition: Composition, node: Node, line: SetLine, x: float) -> Piece:
    span = line.span
    start, end = max(node.start, span.start), min(node.end, span.end)
    gaps = line.gaps_pt[start - span.start : end - span.start]
    hyphen = line.hyphen if end == span.end else None
    clusters = composition.clusters[start:end]
    text = node.text(start, end) + (hyphen.text if hyphen else "")
    width = sum(composition.paragraph.items.advance[start:end]) + sum(gaps) + (hyphen.advance_pt if hyphen else 0)
    one = len(node.faces) == 1  # as nearly always
    faces = [(0, node.faces[0][1])] if one else [(max(at - start, 0), face) for at, face in node.faces if at < end]
    run = GlyphRun(clusters, gaps, tuple(faces), hyphen)
    box = node.box
    return Piece(box.style, box.element, box.element_tag, text, x, width / PT_PER_PX, run)

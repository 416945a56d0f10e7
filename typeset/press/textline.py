"""Lines of nothing but the text of their paragraph, as most are: one box, whose pieces of text are no boxes.

A box of the engine is copied, moved, looked through for backgrounds, links and notes, and sorted into layers, again and
again; text has none of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct
from weasyprint.formatting_structure import boxes

from typeset.press.glyphs import GlyphRun
from typeset.press.leading import baseline_and_height
from typeset.press.style import PT_PER_PX

if TYPE_CHECKING:
    from typeset.composer.line import LineSpan, SetLine
    from typeset.press.inline import Composition, Node


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


def is_plain(style: Any) -> bool:
    """Whether text in `style` has neither lines nor dots."""
    return style["text_decoration_line"] == "none" and "none" in style["text_emphasis_style"]


def text_line(composition: Composition, line: SetLine, left: float, y: float) -> TextLine | None:
    """The line box of `line`, from `left` on, its top at `y`, in pixels; None if it holds more than text of its own."""
    box, nodes = composition.root.box, _touched(composition.root, line.span)
    if not all(isinstance(node.box, boxes.TextBox) and node.box.style is box.style for node in nodes):
        return None
    pieces = []
    x = -line.trim_start_pt / PT_PER_PX
    for node in nodes:
        piece = _piece(composition, node, line, x)
        pieces.append(piece)
        x += piece.width
    made = TextLine.of(box, tuple(pieces))
    made.position_x, made.position_y, made.width = left, y, line.width_pt / PT_PER_PX
    made.baseline, made.height = baseline_and_height(box.style)
    made.margin_top = made.margin_bottom = 0
    return made


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
    text = "".join([cluster.text for cluster in clusters]) + (hyphen.text if hyphen else "")
    width = sum(composition.paragraph.items.advance[start:end]) + sum(gaps) + (hyphen.advance_pt if hyphen else 0)
    faces = tuple([(max(at - start, 0), face) for at, face in node.faces if at < end])
    run = GlyphRun(tuple(clusters), gaps, faces, hyphen)
    box = node.box
    return Piece(box.style, box.element, box.element_tag, text, x, width / PT_PER_PX, run)

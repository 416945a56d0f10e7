"""The composer's unit of text: a cluster, that is, what one step of shaping sets as one whole.

Lengths are points; an em is the size of the cluster's own font.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BreakBefore = Literal["auto", "forbidden", "forced"]
Kind = Literal["text", "note", "object", "leader"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster, with everything the composer knows of it.

    Attributes:
        text: The characters it stands for; never empty for text.
        advance_pt: How far the pen moves, letter-spacing not counted.
        size_pt: The size of its font: its em.
        wide: Whether the font is Chinese, so that marks such as “ and … are drawn in an em square.
        glyphs: What the drawing stage needs; the composer never looks inside.
        break_before: `auto` leaves the choice to the rules; `forced` starts a new line here.
        kind: `note` is the mark of a note; `object` an inline picture, which is never broken;
            `leader` takes up all that its line leaves over.
        spacing_pt: Letter-spacing, added after it unless it ends a line.
        missing: Whether the font has no glyph for it, so that another font should be tried.
    """

    text: str
    advance_pt: float
    size_pt: float
    wide: bool = True
    glyphs: tuple[object, ...] = ()
    break_before: BreakBefore = "auto"
    kind: Kind = "text"
    spacing_pt: float = 0.0
    missing: bool = False

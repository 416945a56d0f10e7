"""The composer's unit of text: a cluster, that is, what one step of shaping sets as one whole.

Lengths are points; an em is the size of the cluster's own font.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.classes import classify
from typeset.cjk.kinsoku import NAMED

BreakBefore = Literal["auto", "forbidden", "forced"]
Kind = Literal["text", "note", "object", "leader"]

_EM_SQUARE_MARKS: Final = frozenset({C.OPENING, C.CLOSING, C.PAUSE, C.STOP})
_FULL_WIDTH_EM: Final = 0.75  # a mark narrower than this has no blank to trim


class Cluster(Struct, frozen=True):
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
        character_class: Its class, as far as it has one without its neighbours. Found when the cluster is made, for a
            text is made of few clusters.
        plain: Whether it is one Han that no rule names and nothing is asked of: what stands between two such clusters
            is always the same, and most clusters are such.
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
    character_class: C = C.HAN
    plain: bool = False

    def __post_init__(self) -> None:
        """Find the class."""
        kind = _class_of(self)
        plain = kind is C.HAN and self.break_before == "auto" and len(self.text) == 1 and self.text not in NAMED
        force_setattr(self, "character_class", kind)
        force_setattr(self, "plain", plain)


def _class_of(cluster: Cluster) -> C:
    if cluster.kind == "note":
        return C.NOTE_MARK
    if cluster.kind != "text" or not cluster.text:
        return C.OBJECT
    kind = classify(cluster.text[0], wide=cluster.wide)
    if kind is C.ZERO_WIDTH and cluster.advance_pt > 0 and len(cluster.text) > 1:
        kind = classify(cluster.text[1], wide=cluster.wide)
    if kind in _EM_SQUARE_MARKS and cluster.advance_pt < _FULL_WIDTH_EM * cluster.size_pt:
        return C.WESTERN_MARK
    return kind

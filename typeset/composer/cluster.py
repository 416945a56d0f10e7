"""The composer's unit of text: a cluster, that is, what one step of shaping sets as one whole.

Lengths are points; an em is the size of the cluster's own font.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.classes import classify
from typeset.cjk.kinsoku import NAMED, PATTERNED

BreakBefore = Literal["auto", "forbidden", "forced"]
Kind = Literal["text", "note", "object", "leader"]

_EM_SQUARE_MARKS: Final = frozenset({C.OPENING, C.CLOSING, C.PAUSE, C.STOP})
_FULL_WIDTH_EM: Final = 0.75  # a mark narrower than this has no blank to trim


class Kin(Struct, frozen=True, eq=False):
    """What the rules for neighbours know of a cluster. Clusters that are alike to them have the same, made by `kin_of`.

    Attributes:
        character_class: Its class.
        first: Its first character, if a rule names it.
        last: Its last character, if a rule names it.
        break_before: As `Cluster` has it.
        plain: Whether it is a single Han that no rule names and of which nothing is asked, as most clusters are, and
            the next begins where it ends.
        patterned: Whether it may belong to one of the patterns of `kinsoku`.
    """

    character_class: C
    first: str
    last: str
    break_before: BreakBefore
    plain: bool
    patterned: bool


def kin_of(character_class: C, text: str, break_before: BreakBefore = "auto", *, spaced: bool = False) -> Kin:
    """The one kin of clusters of a class, with a break before them, and letter-spaced, that are alike to `text`."""
    first, last = text[:1], text[-1:]
    plain = character_class is C.HAN and break_before == "auto" and len(text) == 1 and not spaced
    return _kin(
        character_class,
        first if first in NAMED else "",
        last if last in NAMED else "",
        break_before,
        plain and first not in NAMED,
        not PATTERNED.isdisjoint(text),
    )


_kin = lru_cache(maxsize=None)(Kin)

PLAIN: Final = kin_of(C.HAN, "中")


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
        pitch_pt: The advance with the letter-spacing.
        kin: What the rules for neighbours know of it, as far as it has a class without any. Found when the cluster is
            made, for a text is made of few clusters.
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
    pitch_pt: float = 0.0
    kin: Kin = PLAIN

    def __post_init__(self) -> None:
        """Find the pitch and the kin."""
        force_setattr(self, "pitch_pt", self.advance_pt + self.spacing_pt)
        force_setattr(self, "kin", _kin_of(self))

    @property
    def character_class(self) -> C:
        """Its class, as far as it has one without its neighbours."""
        return self.kin.character_class


def _kin_of(cluster: Cluster) -> Kin:
    return kin_of(_class_of(cluster), cluster.text, cluster.break_before, spaced=cluster.spacing_pt != 0.0)


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

"""Glyphs as they are drawn: character, font, size, origin and advance; and the pages they stand on."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from typeset.cjk.classes import CharacterClass, classify

if TYPE_CHECKING:
    from typeset.preflight.finding import Box

_WIDE_EM = 0.75  # a mark that is narrower is drawn by a Western font, or cut to half its width
# Fonts share these glyphs, so that their text comes back as another character.
_SAME = {
    "\u2e3a": "——",
    "\u22ef": "…",
    "\u2015": "—",
    "\u301c": "～",
    "\ufffe": "-",  # a hyphen at a line end, as pdfium tells it
    "\x02": "-",
    "\u00ad": "-",
}
_SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))
#: Marks of which the rules ask where their ink is.
INKED = frozenset("—…，。")
#: The sine of the angle up to which a glyph counts as upright.
UPRIGHT = 1e-3


class Glyph(NamedTuple):
    """A drawn glyph.

    Attributes:
        text: Its character, or characters where one glyph stands for several.
        kind: What it is to the rules of Chinese composition; a mark narrower than its em is a Western one.
        font: The name of its font.
        size: The size, in points.
        x: Its origin, from the left of the page, in points.
        y: Its baseline, from the top of the page, in points.
        width: Its own advance, in em.
        ink: The box of its ink, in points from the top left, for marks of which a rule asks.
        raised: Whether it stands above its line, as the mark of a note does.
    """

    text: str
    kind: CharacterClass
    font: str
    size: float
    x: float
    y: float
    width: float
    ink: Box | None = None
    raised: bool = False

    @property
    def end(self) -> float:
        """Where its advance ends, in points."""
        return self.x + self.width * self.size


class Sheet(NamedTuple):
    """A page: its number from 1, its size in points, and its glyphs in runs as they are drawn.

    The glyphs of a run stand on one baseline, in one size; no run is empty.
    """

    number: int
    width: float
    height: float
    runs: tuple[tuple[Glyph, ...], ...]

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """All glyphs, as they are drawn."""
        return tuple(chain.from_iterable(self.runs))


def text_and_kind(character: str, width: float) -> tuple[str, CharacterClass]:
    """What a glyph of `width`, in em, that reads as `character` is taken for."""
    text = _SAME.get(character, "\ufffd" if character in _SURROGATES else character)
    return text, classify(text[0], wide=width >= _WIDE_EM)

"""Glyphs as they are drawn: character, font, size, origin and advance; and the pages they stand on."""

from __future__ import annotations

from functools import partial
from itertools import chain, compress
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec import Struct

from typeset.cjk.classes import CharacterClass, classify

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Left, bottom, right and top of what a glyph draws, from its origin, in em.
Ink: TypeAlias = tuple[float, float, float, float]

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
        ink: The edges of its ink, for marks of which a rule asks.
        raised: Whether it stands above its line, as the mark of a note does.
    """

    text: str
    kind: CharacterClass
    font: str
    size: float
    x: float
    y: float
    width: float
    ink: Ink | None = None
    raised: bool = False

    @property
    def end(self) -> float:
        """Where its advance ends, in points."""
        return self.x + self.width * self.size


# A glyph of its values in order, without a call for each of them: there are hundreds of thousands.
_GLYPH = partial(tuple.__new__, Glyph)


class Glyphs(Struct, frozen=True):
    """Glyphs column by column: of all of them, in order, each of the values of a `Glyph`.

    There are hundreds of thousands, and to look through a column takes a tenth of what it takes to ask each glyph.
    """

    texts: Sequence[str]
    kinds: Sequence[CharacterClass]
    fonts: Sequence[str]
    sizes: Sequence[float]
    xs: Sequence[float]
    ys: Sequence[float]
    widths: Sequence[float]
    inks: Sequence[Ink | None]
    raised: Sequence[bool]

    @property
    def rows(self) -> tuple[Glyph, ...]:
        """The glyphs one by one."""
        return tuple(map(_GLYPH, zip(*_COLUMNS(self), strict=True)))

    @property
    def ends(self) -> list[float]:
        """Where their advances end, in points."""
        return [x + width * size for x, width, size in zip(self.xs, self.widths, self.sizes, strict=True)]

    def part(self, first: int, end: int) -> Glyphs:
        """Those from `first` up to `end`."""
        return Glyphs(*(column[first:end] for column in _COLUMNS(self)))

    def picked(self, wanted: Sequence[bool]) -> Glyphs:
        """Those that are wanted."""
        return Glyphs(*(tuple(compress(column, wanted)) for column in _COLUMNS(self)))


_COLUMNS = attrgetter(*Glyphs.__struct_fields__)


def columns_of(glyphs: Iterable[Glyph]) -> Glyphs:
    """At least one glyph, column by column."""
    return Glyphs(*zip(*glyphs, strict=True))


def joined(runs: Sequence[Glyphs]) -> Glyphs:
    """At least one run, put together to one."""
    return Glyphs(*map(list, map(chain.from_iterable, zip(*map(_COLUMNS, runs), strict=True))))


class Sheet(Struct, frozen=True):
    """A page: its number from 1, its size in points, and its glyphs in runs as they are drawn.

    The glyphs of a run stand on one baseline, in one size; no run is empty.
    """

    number: int
    width: float
    height: float
    runs: tuple[Glyphs, ...]

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """All glyphs, as they are drawn."""
        return tuple(chain.from_iterable(run.rows for run in self.runs))


def text_and_kind(character: str, width: float) -> tuple[str, CharacterClass]:
    """What a glyph of `width`, in em, that reads as `character` is taken for."""
    text = "\ufffd" if "\ud800" <= character <= "\udfff" else _SAME.get(character, character)
    return text, classify(text[0], wide=width >= _WIDE_EM)

"""Which font file sets which characters: CSS families and weights resolved through the catalogue, by ourselves.

WeasyPrint asks Pango, which substitutes in silence. Here the first family of the style (or of the role's fallbacks)
that has the character sets it; the same file is shaped by the composer and embedded by WeasyPrint, so widths are exact.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct, field
from weasyprint.pdf.stream import Stream

from typeset.composer.shaping import ShapedFont
from typeset.press.engine import libraries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.composer.cluster import Cluster
    from typeset.composer.shaping import Glyph
    from typeset.press.cuts import Cuts
    from typeset.press.drawn import Glyphs
    from typeset.typefaces import FontCatalogue, FontFace

_ffi = libraries.ffi
_pango = libraries.pango
# Fonts show these by the glyph of the space, which would no longer be read as a space.
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_MOST = 20_000  # clusters that are remembered of a face


class Single(Struct, frozen=True, eq=False):
    """A cluster of a single glyph in its place.

    Attributes:
        cluster: The cluster.
        text: What it stands for.
        number: The number of the glyph.
        digits: The same in hexadecimal, as a PDF has it.
        advance: How far the pen moves, in thousandths of an em.
        width: How wide a PDF says that the glyph is.
    """

    cluster: Cluster
    text: str
    number: int
    digits: str
    advance: float
    width: int


class Face(Struct, frozen=True, eq=False):
    """A font file that is in use: to shape with, and as the engine's object to embed.

    Attributes:
        file: The file.
        shaped: What the composer shapes with.
        pango_font: The engine's object.
        blank: The font of a PDF with nothing told of it, after its key: once it was asked for, for Pango takes long.
        singles: Clusters of a single glyph, by identity: a case makes each once, so that a few thousand set all texts.
            Those of which something else is asked are made where they stand, so that in time all are forgotten.
    """

    file: FontFace
    shaped: ShapedFont
    pango_font: Any
    blank: list[tuple[int, Any]] = field(default_factory=list)
    singles: dict[int, Single] = field(default_factory=dict)

    def told_in(self, stream: Any) -> Told:
        """What the document that `stream` belongs to knows of it."""
        if not self.blank:
            added, _ = stream.add_font(self.pango_font)
            self.blank.extend((key, emptied(font)) for key, font in stream._fonts.items() if font is added)
        key, blank = self.blank[0]
        font = stream._fonts.get(key)
        if font is None:
            font = stream._fonts[key] = emptied(blank)
        told: Told | None = font.__dict__.get("_typeset_told")
        if told is None:
            told = font._typeset_told = Told(self, font)
        return told

    def single(self, cluster: Cluster) -> Single | None:
        """What of `cluster` is told to a PDF, if it is of a single glyph in its place."""
        known = self.singles.get(id(cluster))
        if known is not None:
            return known
        if len(cluster.glyphs) != 1 or cluster.text in UNSEEN:
            return None
        ((number, advance, x_offset, _),) = cast("tuple[Glyph]", cluster.glyphs)
        thousandths = 1000 / self.shaped.units_per_em
        if round(x_offset * thousandths):
            return None
        if len(self.singles) >= _MOST:
            self.singles.clear()
        found = self.singles[id(cluster)] = Single(
            cluster, cluster.text, number, f"{number:04x}", advance * thousandths, self.width(number)
        )
        return found

    def width(self, glyph: int) -> int:
        """The width of `glyph` in a PDF: the font's own, not that of a place where it may be kerned.

        ISO 19005-2, 6.2.11.5.
        """
        return round(self.shaped.width(glyph) * 1000 / self.shaped.units_per_em)


class Told(Struct, frozen=True, eq=False):
    """What a document was told of a face.

    Attributes:
        face: The face.
        font: The engine's font in that document.
        plain: Clusters of a single glyph in its place, by their identity: its hexadecimal digits, and what its advance
            is more than its width in the PDF, in thousandths of an em.
        kept: What was told of them, which keeps another from being made where one was.
    """

    face: Face
    font: Any
    plain: dict[int, tuple[str, float]] = field(default_factory=dict)
    kept: list[Single] = field(default_factory=list)

    def add(self, cluster: Cluster) -> tuple[str, float] | None:
        """Tell of `cluster`, if it is of a single glyph in its place: what `plain` then has of it."""
        single = self.face.single(cluster)
        if single is None:
            return None
        self.kept.append(single)
        number, font = single.number, self.font
        font.to_unicode.setdefault(number, single.text)
        added = self.plain[id(cluster)] = single.digits, single.advance - font.widths.setdefault(number, single.width)
        return added


def emptied(font: Any) -> Any:
    """The engine's `font`, with nothing told of it."""
    empty = copy(font)
    empty.widths, empty.to_unicode, empty.missing = {}, {}, {}
    empty.__dict__.pop("_typeset_told", None)
    return empty


class Faces:
    """The faces of a catalogue, opened when they are first needed.

    Attributes:
        cuts: What was cut out of them for a PDF.
    """

    def __init__(self, catalogue: FontCatalogue, font_map: Any, cuts: Cuts) -> None:
        """Open faces of `catalogue` in the engine's `font_map`."""
        self._catalogue = catalogue
        self._font_map = font_map
        self._context = _ffi.gc(_pango.pango_font_map_create_context(font_map), libraries.gobject.g_object_unref)
        self._opened: dict[tuple[str, int], Face] = {}
        self.cuts = cuts
        self._chains: dict[tuple[tuple[str, ...], int], tuple[Face, ...]] = {}

    def chain(self, families: Sequence[str], weight: int) -> tuple[Face, ...]:
        """The faces that may set text in `families` at `weight`, in the order in which they are tried."""
        key = (tuple(families), weight)
        if key not in self._chains:
            names = [family for name in families for family in self._catalogue.families(name)]
            files = [file for name in dict.fromkeys(names) if (file := self._closest(name, weight))]
            self._chains[key] = tuple(self._open(file) for file in files)
        return self._chains[key]

    def embeddable(self, name: str, glyphs: Glyphs) -> Any:
        """The engine's font that content streams call `name`, with nothing used of it yet. Raises KeyError."""
        fonts: dict[int, Any] = {}
        for file in self._catalogue.family(glyphs.family):
            stream = Stream(fonts, None, None, None, None, None, None)
            font, _ = stream.add_font(self._open(file).pango_font)
            if font.hash == name:
                font._typeset_source = file.path, self.cuts
                return font
        if glyphs.own is None:
            raise KeyError(name)
        return copy(glyphs.own)  # a face that the engine made up, as slanted ones are

    def _closest(self, family: str, weight: int) -> FontFace | None:
        """The face of `family` nearest to `weight` (CSS Fonts 4, 5.2: heavier weights look for heavier ones first)."""
        faces = self._catalogue.family(family)
        if not faces:
            return None
        heavy = weight > 500  # noqa: PLR2004 - the clause's number
        return min(faces, key=lambda face: (abs(face.weight - weight), -face.weight if heavy else face.weight))

    def _open(self, file: FontFace) -> Face:
        key = (file.family, file.weight)
        if key not in self._opened:
            description = _ffi.gc(_pango.pango_font_description_new(), _pango.pango_font_description_free)
            family, _keep = libraries.unicode_to_char_p(file.family)
            _pango.pango_font_description_set_family(description, family)
            _pango.pango_font_description_set_weight(description, file.weight)
            _pango.pango_font_description_set_absolute_size(description, int(10 * libraries.TO_UNITS))
            pango_font = _ffi.gc(
                _pango.pango_font_map_load_font(self._font_map, self._context, description),
                libraries.gobject.g_object_unref,
            )
            self._opened[key] = Face(file, ShapedFont(file.path), pango_font)
        return self._opened[key]


def runs(text: str, chain: Sequence[Face]) -> Iterator[tuple[str, Face]]:
    """Cut `text` into the longest pieces that one face of `chain` can set; what none has goes to the first."""
    first = chain[0]
    if first.shaped.covers(text):
        yield text, first
        return
    owners = {
        character: next((face for face in chain if face.shaped.covers(character)), None) for character in set(text)
    }
    piece, current = "", first
    for character in text:
        # A character that no font has, or that needs no glyph, stays with its neighbours.
        face = owners[character] or current
        if face is not current and piece:
            yield piece, current
            piece = ""
        piece, current = piece + character, face
    if piece:
        yield piece, current

"""Shaping: text and a font file in, clusters with exact advances out. The only file here that reads a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import uharfbuzz as hb

from typeset.composer.cluster import BreakBefore, Cluster, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: A glyph as `Cluster.glyphs` holds it: its number, its advance and its offsets, in font units.
Glyph = tuple[int, int, int, int]
# The offsets and the advances of a glyph, as HarfBuzz has them.
_Place = tuple[int, int, int, int]
#: The text of a cluster, and the number and the place of each of its glyphs.
Piece = tuple[Any, ...]
_Likeness = tuple[float, float, Kind, BreakBefore]
_CHINESE_PROBE = "《中"
_FACED = frozenset("“”‘’…—")  # marks that some Chinese fonts draw as a Western font does
_WIDE_EM = 0.75


class ShapedFont:
    """A face of a font file, which turns text into clusters.

    Attributes:
        units_per_em: The font units of one em.
        wide: Whether the font is Chinese: Han and brackets stand in an em square.
    """

    def __init__(self, path: Path | str, index: int = 0) -> None:
        self._face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self._font = hb.Font(self._face)
        self.units_per_em: int = self._face.upem
        self._made: dict[_Likeness, dict[Piece, Cluster]] = {}
        self.wide = all(
            glyph and advance == self.units_per_em
            for _, glyph, (_, _, advance, _) in self._pieces(_CHINESE_PROBE, (), "zh-hans")
        )

    def shape(
        self,
        text: str,
        size_pt: float,
        *,
        features: Sequence[str] = (),
        language: str = "zh-hans",
        spacing_pt: float = 0.0,
        kind: Kind = "text",
        break_before: BreakBefore = "auto",
    ) -> list[Cluster]:
        """The clusters of a text in logical order; joined, their texts are the text.

        Args:
            text: The text.
            size_pt: The size of the font.
            features: OpenType features as HarfBuzz writes them: `halt`, `-liga`, `ss01=2`.
            language: The OpenType language system, as a BCP 47 tag.
            spacing_pt: The letter-spacing of each cluster.
            kind: The kind of each cluster.
            break_before: Whether a line may begin with each of them, the first included.
        """
        likeness = size_pt, spacing_pt, kind, break_before
        made = self._made.setdefault(likeness, {})
        pieces = self._pieces(text, features, language)
        found = list(map(made.get, pieces))
        if not all(found):  # some for the first time
            made.update({piece: self._cluster(piece, likeness) for piece in pieces if piece not in made})
            found = list(map(made.get, pieces))
        return cast("list[Cluster]", found)

    def _cluster(self, piece: Piece, likeness: _Likeness) -> Cluster:
        text, *members = piece
        size_pt, spacing_pt, kind, break_before = likeness
        pairs = zip(members[::2], members[1::2], strict=True)
        glyphs = tuple((glyph, advance, dx, dy) for glyph, (dx, dy, advance, _) in pairs)
        advance_pt = sum(glyph[1] for glyph in glyphs) * (size_pt / self.units_per_em)
        missing = any(glyph[0] == 0 for glyph in glyphs)
        narrow = text[0] in _FACED and advance_pt < _WIDE_EM * size_pt
        wide = self.wide and not narrow
        return Cluster(text, advance_pt, size_pt, wide, glyphs, break_before, kind, spacing_pt, missing)

    def width(self, glyph: int) -> int:
        """The advance of `glyph` by itself, in font units."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return advance

    def _pieces(self, text: str, features: Sequence[str], language: str) -> list[Piece]:
        """The text cluster by cluster, each with its glyphs."""
        if not text:
            return []
        buffer: Any = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"  # the composer sets Chinese lines; right-to-left runs are shaped in logical order
        buffer.language = language
        hb.shape(self._font, buffer, dict(_feature(name) for name in features))
        infos = buffer.glyph_infos
        starts = [info.cluster for info in infos]
        glyphs = [info.codepoint for info in infos]
        places = [position.position for position in buffer.glyph_positions]
        if starts == list(range(len(text))):  # as Chinese mostly is: one glyph for each character
            return list(zip(text, glyphs, places, strict=True))
        return list(_grouped(text, starts, zip(glyphs, places, strict=True)))


def _feature(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    return name.lstrip("+-"), int(value or not name.startswith("-"))


def _grouped(text: str, starts: Sequence[int], glyphs: Iterable[tuple[int, _Place]]) -> Iterator[Piece]:
    start = 0
    members: tuple[int | _Place, ...] = ()
    for glyph, cluster in zip(glyphs, starts, strict=True):
        if members and cluster != start:
            yield text[start:cluster], *members
            members = ()
        start, members = cluster, (*members, *glyph)
    if members:
        yield text[start:], *members

"""Shaping: text and a font file in, clusters with exact advances out. The only file here that reads a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import uharfbuzz as hb

from typeset.composer.cluster import Cluster

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: A glyph as `Cluster.glyphs` holds it: its number, its advance and its offsets, in font units.
Glyph = tuple[int, int, int, int]
_CHINESE_PROBE = "“中"


class ShapedFont:
    """A face of a font file, which turns text into clusters.

    Attributes:
        units_per_em: The font units of one em.
        wide: Whether the font is Chinese: Han and curly quotes stand in an em square.
    """

    def __init__(self, path: Path | str, index: int = 0) -> None:
        self._face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self._font = hb.Font(self._face)
        self.units_per_em: int = self._face.upem
        self._made: dict[tuple[str, float, tuple[Glyph, ...]], Cluster] = {}
        self.wide = all(
            glyph and advance == self.units_per_em
            for (glyph, advance, _, _), _ in self._glyphs(_CHINESE_PROBE, (), "zh-hans")
        )

    def shape(
        self, text: str, size_pt: float, *, features: Sequence[str] = (), language: str = "zh-hans"
    ) -> list[Cluster]:
        """The clusters of a text in logical order; joined, their texts are the text.

        Args:
            text: The text.
            size_pt: The size of the font.
            features: OpenType features as HarfBuzz writes them: `halt`, `-liga`, `ss01=2`.
            language: The OpenType language system, as a BCP 47 tag.
        """
        clusters = []
        made, wide, points = self._made, self.wide, size_pt / self.units_per_em
        for start, end, glyphs in _grouped(self._glyphs(text, features, language), len(text)):
            piece = text[start:end]
            key = (piece, size_pt, glyphs)
            cluster = made.get(key)
            if cluster is None:
                advance_pt = sum(glyph[1] for glyph in glyphs) * points
                missing = any(glyph[0] == 0 for glyph in glyphs)
                cluster = Cluster(piece, advance_pt, size_pt, wide, glyphs, missing=missing)
                made[key] = cluster
            clusters.append(cluster)
        return clusters

    def width(self, glyph: int) -> int:
        """The advance of `glyph` by itself, in font units."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return advance

    def _glyphs(self, text: str, features: Sequence[str], language: str) -> list[tuple[Glyph, int]]:
        if not text:
            return []
        buffer: Any = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"  # the composer sets Chinese lines; right-to-left runs are shaped in logical order
        buffer.language = language
        hb.shape(self._font, buffer, dict(_feature(name) for name in features))
        return [
            ((info.codepoint, move[2], move[0], move[1]), info.cluster)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
            for move in (position.position,)
        ]


def _feature(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    return name.lstrip("+-"), int(value or not name.startswith("-"))


def _grouped(glyphs: Sequence[tuple[Glyph, int]], length: int) -> list[tuple[int, int, tuple[Glyph, ...]]]:
    """Glyphs of one cluster together, with the offsets at which the cluster starts and ends."""
    groups: list[tuple[int, int, tuple[Glyph, ...]]] = []
    start = 0
    members: tuple[Glyph, ...] = ()
    for glyph, cluster in glyphs:
        if members and cluster != start:
            groups.append((start, cluster, members))
            members = ()
        start, members = cluster, (*members, glyph)
    if members:
        groups.append((start, length, members))
    return groups

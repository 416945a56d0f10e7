"""Shaping: text and a font file in, clusters with exact advances out. The only file here that reads a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import uharfbuzz as hb

from typeset.composer.cluster import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: A glyph as `Cluster.glyphs` holds it: its number, its advance and its offsets, in font units.
Glyph = tuple[int, int, int, int]
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
        self._made: dict[float, dict[tuple[str, tuple[Glyph, ...]], Cluster]] = {}
        self.wide = all(
            glyph and advance == self.units_per_em
            for glyph, advance, _, _ in self._glyphs(_CHINESE_PROBE, (), "zh-hans")[0]
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
        made, wide, points = self._made.setdefault(size_pt, {}), self.wide, size_pt / self.units_per_em
        for key in _pieces(text, *self._glyphs(text, features, language)):
            cluster = made.get(key)
            if cluster is None:
                piece, glyphs = key
                advance_pt = sum(glyph[1] for glyph in glyphs) * points
                missing = any(glyph[0] == 0 for glyph in glyphs)
                narrow = piece[0] in _FACED and advance_pt < _WIDE_EM * size_pt
                cluster = Cluster(piece, advance_pt, size_pt, wide and not narrow, glyphs, missing=missing)
                made[key] = cluster
            clusters.append(cluster)
        return clusters

    def width(self, glyph: int) -> int:
        """The advance of `glyph` by itself, in font units."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return advance

    def _glyphs(self, text: str, features: Sequence[str], language: str) -> tuple[list[Glyph], list[int]]:
        """The glyphs of a text, and the offset at which the cluster of each begins."""
        if not text:
            return [], []
        buffer: Any = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"  # the composer sets Chinese lines; right-to-left runs are shaped in logical order
        buffer.language = language
        hb.shape(self._font, buffer, dict(_feature(name) for name in features))
        infos = buffer.glyph_infos
        moves = [position.position for position in buffer.glyph_positions]
        glyphs = [(info.codepoint, x, dx, dy) for info, (dx, dy, x, _) in zip(infos, moves, strict=True)]
        return glyphs, [info.cluster for info in infos]


def _feature(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    return name.lstrip("+-"), int(value or not name.startswith("-"))


def _pieces(text: str, glyphs: Sequence[Glyph], starts: Sequence[int]) -> Iterable[tuple[str, tuple[Glyph, ...]]]:
    """The text cluster by cluster, each with its glyphs."""
    if starts == list(range(len(text))):  # as Chinese mostly is: one glyph for each character
        return zip(text, zip(glyphs), strict=True)
    return _grouped(text, glyphs, starts)


def _grouped(text: str, glyphs: Sequence[Glyph], starts: Sequence[int]) -> Iterator[tuple[str, tuple[Glyph, ...]]]:
    start = 0
    members: tuple[Glyph, ...] = ()
    for glyph, cluster in zip(glyphs, starts, strict=True):
        if members and cluster != start:
            yield text[start:cluster], members
            members = ()
        start, members = cluster, (*members, glyph)
    if members:
        yield text[start:], members

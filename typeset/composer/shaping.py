"""Shaping: text and a font file in, clusters with exact advances out. The only file here that reads a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import uharfbuzz as hb

from typeset.composer.cluster import BreakBefore, Cluster, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: A glyph as `Cluster.glyphs` holds it: its number, its advance and its offsets, in font units.
Glyph = tuple[int, int, int, int]
_NUMBERS = 4
#: The text of a cluster, and the numbers of all its glyphs.
Piece = tuple[str, *tuple[int, ...]]
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
            glyph[0] and glyph[1] == self.units_per_em for _, *glyph in self._pieces(_CHINESE_PROBE, (), "zh-hans")
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
        made = self._made.setdefault((size_pt, spacing_pt, kind, break_before), {})
        pieces = self._pieces(text, features, language)
        found = list(map(made.get, pieces))
        if not all(found):  # some for the first time
            for piece in pieces:
                if piece not in made:
                    cluster = self._cluster(piece, size_pt)
                    made[piece] = replace(cluster, spacing_pt=spacing_pt, kind=kind, break_before=break_before)
            found = list(map(made.get, pieces))
        return cast("list[Cluster]", found)

    def _cluster(self, piece: Piece, size_pt: float) -> Cluster:
        text, *numbers = piece
        glyphs = tuple(zip(*(iter(numbers),) * _NUMBERS, strict=True))
        advance_pt = sum(glyph[1] for glyph in glyphs) * (size_pt / self.units_per_em)
        missing = any(glyph[0] == 0 for glyph in glyphs)
        narrow = text[0] in _FACED and advance_pt < _WIDE_EM * size_pt
        return Cluster(text, advance_pt, size_pt, self.wide and not narrow, glyphs, missing=missing)

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
        x_offsets, y_offsets, advances, _ = zip(*[place.position for place in buffer.glyph_positions], strict=True)
        columns = ([info.codepoint for info in infos], advances, x_offsets, y_offsets)
        if starts == list(range(len(text))):  # as Chinese mostly is: one glyph for each character
            return list(zip(text, *columns, strict=True))
        return list(_grouped(text, starts, zip(*columns, strict=True)))


def _feature(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    return name.lstrip("+-"), int(value or not name.startswith("-"))


def _grouped(text: str, starts: Sequence[int], glyphs: Iterable[Glyph]) -> Iterator[Piece]:
    start = 0
    members: tuple[int, ...] = ()
    for glyph, cluster in zip(glyphs, starts, strict=True):
        if members and cluster != start:
            yield text[start:cluster], *members
            members = ()
        start, members = cluster, (*members, *glyph)
    if members:
        yield text[start:], *members

"""Shaping: text and a font file in, clusters with exact advances out. The only file here that reads a file."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import uharfbuzz as hb

from typeset.composer.case import Case, Likeness

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from typeset.composer.cluster import BreakBefore, Cluster, Kind

#: A glyph as `Cluster.glyphs` holds it: its number, its advance and its offsets, in font units.
Glyph = tuple[int, int, int, int]
#: The text of a cluster and its glyphs.
Piece = tuple[str, tuple[Glyph, ...]]
_CHINESE_PROBE = "《中"
_HAN: Final = "Hani"
_TELLING: Final = hb.BufferFlags.PRODUCE_UNSAFE_TO_CONCAT
_UNSAFE: Final = int(hb.GlyphFlags.UNSAFE_TO_CONCAT)


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
        self._cases: dict[tuple[Likeness, tuple[str, ...], str], Case] = {}
        self._shapers: dict[tuple[tuple[str, ...], str], Shaper] = {}
        self._covered: set[str] = set()
        probe = self._shaper((), "zh-hans").whole(_CHINESE_PROBE)
        self.wide = all(glyph and advance == self.units_per_em for _, ((glyph, advance, _, _),) in probe)

    def shape(self, text: str, size_pt: float, **asked: Any) -> list[Cluster]:  # noqa: ANN401 - as `case`
        """The clusters of a text, as a `case` of what is `asked` makes them."""
        return self.case(size_pt, **asked).clusters(text)

    def case(
        self,
        size_pt: float,
        *,
        features: Sequence[str] = (),
        language: str = "zh-hans",
        spacing_pt: float = 0.0,
        kind: Kind = "text",
        break_before: BreakBefore = "auto",
    ) -> Case:
        """What turns text into clusters.

        Args:
            size_pt: The size of the font.
            features: OpenType features as HarfBuzz writes them: `halt`, `-liga`, `ss01=2`.
            language: The OpenType language system, as a BCP 47 tag.
            spacing_pt: The letter-spacing of each cluster.
            kind: The kind of each cluster.
            break_before: Whether a line may begin with each of them, the first included.
        """
        likeness = size_pt, spacing_pt, kind, break_before
        key = likeness, tuple(features), language
        case = self._cases.get(key)
        if case is None:
            case = self._cases[key] = Case(self, self._shaper(*key[1:]), likeness)
        return case

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for every character of `text`."""
        if self._covered.issuperset(text):
            return True
        unknown = set(text) - self._covered
        self._covered.update(filter(self._has, unknown))
        return self._covered.issuperset(unknown)

    def _has(self, character: str) -> bool:
        return self._font.get_nominal_glyph(ord(character)) is not None

    def width(self, glyph: int) -> int:
        """The advance of `glyph` by itself, in font units."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return advance

    def _shaper(self, features: tuple[str, ...], language: str) -> Shaper:
        return self._shapers.setdefault((features, language), Shaper(self._font, features, language))


class Shaper:
    """Shapes text with a font, in one language and with certain features."""

    def __init__(self, font: Any, features: Sequence[str], language: str) -> None:  # noqa: ANN401 - HarfBuzz's
        self._font = font
        self._features = dict(map(_feature, features))
        self._language = language
        self._apart: dict[str, Piece | None] = {}

    def whole(self, text: str) -> list[Piece]:
        """A text, which is not empty: cluster by cluster, each with its glyphs."""
        return _pieces(text, self._shape(text, None))

    def apart(self, character: str) -> Piece | None:
        """A character of Chinese text, if it stands apart and the font has it."""
        if character not in self._apart:
            buffer = self._shape(character, _HAN)
            infos = buffer.glyph_infos
            alone = len(infos) == 1 and infos[0].codepoint and not int(infos[0].flags) & _UNSAFE
            self._apart[character] = (character, (_glyph(infos[0], buffer.glyph_positions[0]),)) if alone else None
        return self._apart[character]

    def between(self, text: str, *, begins: bool, ends: bool) -> list[Piece] | None:
        """A stretch of Chinese text beside which characters stand apart, unless it `begins` or `ends` all there is.

        None where it has to be shaped with what is beside it.
        """
        buffer = self._shape(text, _HAN)
        infos = buffer.glyph_infos
        first, last = (bool(int(info.flags) & _UNSAFE) for info in (infos[0], infos[-1]))
        return None if (first and not begins) or (last and not ends) else _pieces(text, buffer)

    def _shape(self, text: str, script: str | None) -> Any:  # noqa: ANN401 - HarfBuzz's
        """A buffer of `text` shaped: in `script`, with flags that tell what stands apart, or in its own script."""
        buffer: Any = hb.Buffer()
        buffer.add_str(text)
        if script:
            buffer.flags = _TELLING
            buffer.script = script
        else:
            buffer.guess_segment_properties()
        buffer.direction = "ltr"  # the composer sets Chinese lines; right-to-left runs are shaped in logical order
        buffer.language = self._language
        hb.shape(self._font, buffer, self._features)
        return buffer


def _feature(text: str) -> tuple[str, int]:
    name, _, value = text.partition("=")
    return name.lstrip("+-"), int(value or not name.startswith("-"))


def _pieces(text: str, buffer: Any) -> list[Piece]:  # noqa: ANN401 - HarfBuzz's
    infos = buffer.glyph_infos
    starts = [info.cluster for info in infos]
    glyphs = list(map(_glyph, infos, buffer.glyph_positions))
    if starts == list(range(len(text))):  # as Chinese mostly is: one glyph for each character
        return [(character, (glyph,)) for character, glyph in zip(text, glyphs, strict=True)]
    firsts = [place for place, (before, start) in enumerate(pairwise([-1, *starts])) if start != before]
    return [
        (text[starts[first] : starts[end] if end < len(starts) else None], tuple(glyphs[first:end]))
        for first, end in pairwise([*firsts, len(starts)])
    ]


def _glyph(info: Any, position: Any) -> Glyph:  # noqa: ANN401 - HarfBuzz's
    x_offset, y_offset, advance, _ = position.position
    return info.codepoint, advance, x_offset, y_offset

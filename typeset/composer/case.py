"""A case (字盘): the clusters that a font sets in one size and manner, each made once.

Most characters of a Chinese text stand apart: none beside them that stands apart too changes their glyph or moves it.
HarfBuzz says which, for text that it shaped without `UNSAFE_TO_CONCAT` may be joined to more of the kind as if all had
been shaped at once (hb-buffer.h). They are looked up in the case; only what stands between them, letters mostly, is
shaped where it is found, with the character on either side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from typeset.composer.cluster import BreakBefore, Cluster, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.composer.shaping import Piece, ShapedFont, Shaper

#: Size and letter-spacing in points, kind, and whether a line may begin with the cluster.
Likeness = tuple[float, float, Kind, BreakBefore]

_HAN: Final = (("\u4e00", "\u9fff"), ("\u3007", "\u3007"), ("\u3400", "\u4dbf"), ("\U00020000", "\U0002a6df"))
# Marks and digits that belong to no script (Unicode: Common), and neither join a character before them nor are unseen.
_RANGES: Final = (
    " @[`{~··–—‘’“”……‰‰℃℃\u3000\u3003\u3008\u3011\u3014\u301b！＠［｀｛～￥￥"  # the first and the last of each
)
_COMMON: Final = frozenset(
    chr(code)
    for first, last in zip(_RANGES[::2], _RANGES[1::2], strict=True)
    for code in range(ord(first), ord(last) + 1)
)
_FRACTION_SLASH: Final = "\u2044"  # reaches as far as there are digits, which no flag tells
_FACED: Final = frozenset("“”‘’…—")  # marks that some Chinese fonts draw as a Western font does
_WIDE_EM: Final = 0.75
# A pair that does not come about taints both characters, so that it takes one more to see that it goes no further.
_BEFORE, _AFTER = 1, 2


class Case(dict[str, Cluster | None]):
    """The clusters of characters that stand apart, and None for each that does not; filled as it is asked."""

    def __init__(self, font: ShapedFont, shaper: Shaper, likeness: Likeness) -> None:
        """The clusters of a `likeness` made of what the `shaper` of a `font` shapes."""
        super().__init__()
        self._font = font
        self._shaper = shaper
        self._likeness = likeness
        self._made: dict[Piece, Cluster] = {}

    def __missing__(self, character: str) -> Cluster | None:
        """The cluster of a `character`, if it stands apart and the font has it."""
        piece = self._shaper.apart(character) if character in _COMMON or _is_han(character) else None
        found = piece and (self._made.get(piece) or self._made.setdefault(piece, self._cluster(piece)))
        self[character] = found
        return found

    def clusters(self, text: str) -> list[Cluster]:
        """The clusters of a text, which may be empty, in logical order; joined, their texts are the text."""
        found = list(map(self.__getitem__, text)) if _is_chinese(text) else None
        return self._whole(text) if found is None else self._filled(text, found, list(_stretches(found)))

    def covered(self, text: str) -> list[Cluster] | None:
        """The same, if the font has a glyph for every character of the text."""
        if not _is_chinese(text):
            return self._whole(text) if self._font.covers(text) else None
        found = list(map(self.__getitem__, text))
        stretches = list(_stretches(found))
        if not all(self._font.covers(text[start:end]) for start, end in stretches):
            return None
        return self._filled(text, found, stretches)

    def _filled(self, text: str, found: list[Cluster | None], stretches: Sequence[tuple[int, int]]) -> list[Cluster]:
        """What was `found` of a text, with the `stretches` between shaped."""
        if stretches and _FRACTION_SLASH in text:
            return self._whole(text)
        for start, end in reversed(stretches):
            pieces = self._shaper.between(text[start:end], begins=start == 0, ends=end == len(text))
            if pieces is None:
                return self._whole(text)
            found[start:end] = self._clusters(pieces)
        return cast("list[Cluster]", found)

    def _whole(self, text: str) -> list[Cluster]:
        return self._clusters(self._shaper.whole(text)) if text else []

    def _clusters(self, pieces: Sequence[Piece]) -> list[Cluster]:
        made = self._made
        found = list(map(made.get, pieces))
        if not all(found):  # some for the first time
            made.update({piece: self._cluster(piece) for piece in pieces if piece not in made})
            found = list(map(made.get, pieces))
        return cast("list[Cluster]", found)

    def _cluster(self, piece: Piece) -> Cluster:
        text, glyphs = piece
        size_pt, spacing_pt, kind, break_before = self._likeness
        units = sum([advance for _, advance, _, _ in glyphs])
        missing = 0 in [number for number, _, _, _ in glyphs]
        advance_pt = units * (size_pt / self._font.units_per_em)
        narrow = text[0] in _FACED and advance_pt < _WIDE_EM * size_pt
        wide = self._font.wide and not narrow
        return Cluster(text, advance_pt, size_pt, wide, glyphs, break_before, kind, spacing_pt, missing)


def _is_chinese(text: str) -> bool:
    """Whether the first character that belongs to a script is Han, whose features then hold for all of the text."""
    first = next((character for character in text if character not in _COMMON), "")
    return bool(first) and _is_han(first)


def _is_han(character: str) -> bool:
    return any(first <= character <= last for first, last in _HAN)


def _stretches(found: Sequence[Cluster | None]) -> Iterator[tuple[int, int]]:
    """Where clusters lack: start and end of each such stretch, with what it takes to tell that it ends there."""
    if all(found):
        return
    start = end = 0
    for place in (index for index, cluster in enumerate(found) if cluster is None):
        if end and place - _BEFORE >= end:
            yield start, end
            end = 0
        if not end:
            start = max(place - _BEFORE, 0)
        end = min(place + 1 + _AFTER, len(found))
    yield start, end

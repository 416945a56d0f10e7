"""Composed runs of glyphs as text operators of a PDF.

Glyphs are written from the advances they were composed with, in font units, with error feedback: the pen is never more
than half a thousandth of an em from where the composer wants it. The most frequent gap of a run becomes the character
spacing (Tc, exact); the others are TJ numbers.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, cast

from typeset.press.faces import UNSEEN
from typeset.press.style import PT_PER_PX

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.composer.cluster import Cluster
    from typeset.composer.shaping import Glyph
    from typeset.press.faces import Told
    from typeset.press.glyphs import GlyphRun

_LEAST_REPETITION = 3
_HALF = 0.5

_Piece = tuple["Sequence[Cluster]", "Sequence[float]"]


class Writer:
    """Writes the glyphs of one run. Lengths inside are thousandths of an em."""

    def __init__(self, stream: Any, size_pt: float, run: GlyphRun) -> None:
        """Write `run` at `size_pt` on `stream`."""
        self._stream = stream
        self._run = run
        self._size = size_pt
        self._gap_pt = _frequent(run.gaps_pt)
        self._spacing = round(self._gap_pt / PT_PER_PX, 4)
        self._parts: list[str] = ["<"]
        self._error = 0.0

    def tell(self) -> None:
        """Tell the fonts of all glyphs, and write nothing."""
        for told, pieces in self._by_face():
            for cluster in (cluster for clusters, _ in pieces for cluster in clusters):
                if id(cluster) not in told.plain and told.add(cluster) is None:
                    self._cluster(told, cluster, 0.0)

    def write(self) -> None:
        """Write all clusters, face by face."""
        if self._spacing:
            self._stream.stream.append(f"{self._spacing:g} Tc".encode())
        for told, pieces in self._by_face():
            self._stream.set_font_size(told.font.hash, self._size / PT_PER_PX)
            plain = told.plain
            for clusters, gaps_pt in pieces:
                known = list(map(plain.get, map(id, clusters)))
                for new in [number for number, found in enumerate(known) if found is None]:
                    known[new] = told.add(clusters[new])
                if not all(known):  # some are of several glyphs, or of none
                    self._clusters(told, clusters, gaps_pt)
                elif known:
                    digits, rests = zip(*known, strict=True)
                    self._glyphs(digits, rests, clusters[0].spacing_pt, gaps_pt)
            self._show()
        if self._spacing:
            self._stream.stream.append(b"0 Tc")

    def _by_face(self) -> Iterator[tuple[Told, list[_Piece]]]:
        """Each face in turn, as the document knows it, and what it sets: clusters and the gaps after them."""
        run = self._run
        ends = [start for start, _ in run.faces[1:]] + [len(run.clusters)]
        for (start, face), end in zip(run.faces, ends, strict=True):
            pieces: list[_Piece] = [(run.clusters[start:end], run.gaps_pt[start:end])]
            if run.hyphen and end == len(run.clusters):
                pieces.append(((run.hyphen,), (0.0,)))
            yield face.told_in(self._stream), pieces

    def _glyphs(
        self,
        digits: Sequence[str],
        rests: Sequence[float],
        letter_spacing_pt: float,
        gaps_pt: Sequence[float],
    ) -> None:
        """Write single glyphs in their places, by stretches inside which the pen goes where it should by itself.

        That is where a glyph is as wide as the font says, and the gap after it the frequent one: in most of a Chinese
        line. The sums are those of `_clusters`, in the same order, so that they round alike.
        """
        size, frequent, spacing = self._size, self._gap_pt, self._spacing * 1000 * PT_PER_PX / self._size
        moves = {gap: (letter_spacing_pt + gap) * 1000 / size for gap in set(gaps_pt)}
        steps = [-spacing] * (2 * len(digits))  # what each glyph is off by, and what is moved after it
        steps[1::2] = [moves[gap] for gap in gaps_pt]
        if any(rests):
            steps[::2] = [rest - spacing for rest in rests]
            off = zip(gaps_pt, rests, strict=True)
            ends = [number for number, (gap, rest) in enumerate(off, 1) if rest or gap != frequent]
        else:
            ends = [number for number, gap in enumerate(gaps_pt, 1) if gap != frequent]
        if not ends or ends[-1] != len(digits):
            ends.append(len(digits))
        begin = 0
        for end in ends:
            self._catch_up()
            errors = list(accumulate(steps[2 * begin : 2 * end], initial=self._error))
            # The gaps inside are off by next to nothing, by what Tc was rounded; that may add up.
            if -_HALF <= errors[-3] <= _HALF:
                self._parts += digits[begin:end]
                self._error = errors[-1]
            else:
                for number in range(begin, end):
                    self._catch_up()
                    self._parts.append(digits[number])
                    self._error = self._error + steps[2 * number] + steps[2 * number + 1]
            begin = end

    def _clusters(self, told: Told, clusters: Sequence[Cluster], gaps_pt: Sequence[float]) -> None:
        """Write clusters of which some have more than a glyph, or none."""
        size, spacing = self._size, self._spacing * 1000 * PT_PER_PX / self._size
        for cluster, gap_pt in zip(clusters, gaps_pt, strict=True):
            found = told.plain.get(id(cluster))
            if found is None:
                self._cluster(told, cluster, spacing)
            else:
                digits, rest = found
                self._catch_up()
                self._parts.append(digits)
                self._error += rest - spacing
            self._error += (cluster.spacing_pt + gap_pt) * 1000 / size

    def _cluster(self, told: Told, cluster: Cluster, spacing: float) -> None:
        """Write all glyphs of a cluster, and tell the font of them."""
        face, font = told.face, told.font
        thousandths = 1000 / face.shaped.units_per_em
        text = cluster.text
        glyphs = () if text in UNSEEN else cast("tuple[Glyph, ...]", cluster.glyphs)
        for number, advance, x_offset, _ in glyphs:
            self._catch_up()
            width = font.widths.get(number)
            if width is None:
                width = font.widths[number] = face.width(number)
            if text or number not in font.to_unicode:
                font.to_unicode.setdefault(number, text)
            text = ""
            shift = round(x_offset * thousandths)
            if shift:
                self._move(shift)
            self._parts.append(f"{number:04x}")
            if shift:
                self._move(-shift)
            self._error += advance * thousandths - width - spacing

    def _catch_up(self) -> None:
        """Move the pen where it should be, if that is off by more than half a unit."""
        if not -_HALF <= self._error <= _HALF:
            self._move(round(self._error))

    def _move(self, thousandths: int) -> None:
        self._parts.append(f">{-thousandths}<")
        self._error -= thousandths

    def _show(self) -> None:
        string = ("".join(self._parts) + ">").replace("<>", "")
        if string:
            self._stream.stream.append(f"[{string}]TJ".encode())
        self._parts = ["<"]


def _frequent(gaps_pt: Sequence[float]) -> float:
    """The most frequent of the gaps, of several the smallest; 0 where none is frequent."""
    if len(gaps_pt) < _LEAST_REPETITION:
        return 0.0
    counts = {gap: gaps_pt.count(gap) for gap in set(gaps_pt)}
    most = max(counts.values())
    return min(gap for gap, count in counts.items() if count == most) if most >= _LEAST_REPETITION else 0.0

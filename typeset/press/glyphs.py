"""Runs of glyphs: what the composer set, as it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from typeset.press.faces import runs
from typeset.press.style import PT_PER_PX

if TYPE_CHECKING:
    from typeset.composer.cluster import Cluster
    from typeset.press.faces import Face, Faces


class GlyphRun(Struct, frozen=True):
    """The clusters of one text box, the gaps after them, and from which cluster on which face sets them.

    One that is not `decorated` (a ruby annotation) has no lines and dots, whatever its style inherits.
    """

    clusters: tuple[Cluster, ...]
    gaps_pt: tuple[float, ...]
    faces: tuple[tuple[int, Face], ...]
    hyphen: Cluster | None = None
    decorated: bool = True


class Leader(Struct, frozen=True):
    """One unit of a leader, shaped."""

    clusters: tuple[Cluster, ...]
    face: Face
    width: float

    @classmethod
    def of(cls, text: Any, faces: Faces) -> Leader:
        """The unit that `text`, the text box inside a leader, repeats."""
        chain = faces.chain(text.style["font_family"], text.style["font_weight"])
        _, face = next(runs(text.text, chain))
        clusters = tuple(face.shaped.shape(text.text, text.style["font_size"] * PT_PER_PX))
        return cls(clusters, face, sum(cluster.advance_pt for cluster in clusters) / PT_PER_PX)

    def repeated(self, count: int) -> GlyphRun:
        """The unit `count` times."""
        clusters = self.clusters * count
        return GlyphRun(clusters, (0.0,) * len(clusters), ((0, self.face),))

"""Lines: first as spans of clusters, then set to a width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from typeset.composer.cluster import Cluster


class LineSpan(Struct, frozen=True):
    """The clusters `start` to `end` (not included) of a paragraph, which make one line.

    Attributes:
        start: The first cluster.
        end: The cluster after the last; spaces at the end of the line belong to it.
        hyphenated: Whether a hyphen follows the last cluster.
        last: Whether the paragraph or a forced break ends here, so that the line is not justified.
    """

    start: int
    end: int
    hyphenated: bool = False
    last: bool = False


class SetLine(Struct, frozen=True):
    """A line set to a width.

    The first cluster is drawn at `-trim_start_pt` from the left edge of the line; each cluster
    moves the pen by its advance, its letter-spacing and its gap. A space at the end of the line has a
    gap that takes its advance back, and a leader a gap that fills the line.

    Attributes:
        span: The clusters.
        gaps_pt: What is added after each cluster, one number a cluster.
        trim_start_pt: The blank of an opening mark which the line leaves out at its start.
        trim_end_pt: The blank of the last mark which sticks out past `width_pt` (with hanging
            marks, the whole mark).
        natural_pt: The width before any adjustment.
        width_pt: The width after it: the measure, if the line is justified.
        hyphen: The hyphen to draw after the last cluster.
        visible_end: The cluster after the last that is not a trailing space.
    """

    span: LineSpan
    gaps_pt: tuple[float, ...]
    trim_start_pt: float
    trim_end_pt: float
    natural_pt: float
    width_pt: float
    hyphen: Cluster | None = None
    visible_end: int = 0

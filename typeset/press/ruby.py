"""Ruby: where the pinyin over (or under) its base stands, and how much room the base gives it.

clreq positioning_of_romanization: half the size of the base, centred on it, a quarter of its own em at least between
neighbours. The narrower of the two is set to the width of the other as `ruby-align` says. The line pitch stays what it
was.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from weasyprint.formatting_structure import boxes

from typeset.cjk.classes import CharacterClass, classify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.composer.cluster import Cluster

NEIGHBOUR_GAP_EM = 0.25
# From the edges of the base's em square, which runs from 0.88 em above its baseline to 0.12 em below, to the baseline
# of the annotation, in em of the annotation: its descenders above, its tone marks below.
_TOP_EM, _DESCENT_EM = 0.88, 0.24
_BOTTOM_EM, _ASCENT_EM = 0.12, 0.96


def is_ruby(box: Any) -> bool:
    """Whether `box` is an inline `ruby` element; one that the style sheet made a block is left alone."""
    return box.element_tag == "ruby" and isinstance(box, boxes.InlineBox)


def is_annotation(box: Any) -> bool:
    """Whether `box`, a child of a ruby, is the annotation of what stands before it."""
    return box.element_tag == "rt" and isinstance(box, boxes.InlineBox) and box.is_in_normal_flow()


def widening_pt(base: Sequence[Cluster], annotation_pt: float, annotation_em_pt: float) -> float:
    """What the base needs, so that its annotation keeps its distance from the next."""
    base_pt = sum(cluster.advance_pt + cluster.spacing_pt for cluster in base)
    return max(0.0, annotation_pt + NEIGHBOUR_GAP_EM * annotation_em_pt - base_pt)


def shares(align: str, free_pt: float, gaps: int) -> tuple[float, float]:
    """What `ruby-align` gives of `free_pt` to the start of a text, and to each of the `gaps` inside it (CSS Ruby 1)."""
    if align == "start":
        return 0.0, 0.0
    if align == "center" or not gaps:
        return free_pt / 2, 0.0
    if align == "space-between":
        return 0.0, free_pt / gaps
    each = free_pt / (gaps + 1)
    return each / 2, each


def openings(clusters: Sequence[Cluster]) -> list[int]:
    """The clusters after which a text can be spread: between two Han, for a Western word keeps together."""
    han = [classify(cluster.text[:1] or " ", wide=cluster.wide) is CharacterClass.HAN for cluster in clusters]
    return [index for index, (left, right) in enumerate(pairwise(han)) if left and right]


def widened(base: Sequence[Cluster], more_pt: float, align: str) -> tuple[list[Cluster], tuple[float, float]]:
    """The clusters of a base, never divided, with `more_pt` to fill, and what of that stands left and right."""
    gaps = openings(base)
    left_pt, each_pt = shares(align, more_pt, len(gaps))
    inset_pt = (left_pt, more_pt - left_pt - each_pt * len(gaps))
    clusters = [base[0], *(replace(cluster, break_before="forbidden") for cluster in base[1:])]
    for index, by_pt in ((0, inset_pt[0]), (-1, inset_pt[1]), *((gap, each_pt) for gap in gaps)):
        if by_pt:
            clusters[index] = replace(clusters[index], advance_pt=clusters[index].advance_pt + by_pt)
    return clusters, inset_pt


def placed(annotation: Sequence[Cluster], free_pt: float, em_pt: float, align: str) -> tuple[float, dict[int, float]]:
    """Where an annotation starts on a base that is wider by `free_pt`, and what it adds after which of its clusters.

    Spread out, it still keeps its distance from the next one.
    """
    gaps = openings(annotation)
    kept_pt = min(NEIGHBOUR_GAP_EM * em_pt, free_pt) if align != "start" else 0.0
    start_pt, each_pt = shares(align, free_pt - kept_pt, len(gaps))
    return kept_pt / 2 + start_pt, dict.fromkeys(gaps, each_pt)


def narrowed(clusters: Sequence[Cluster], inset_pt: tuple[float, float]) -> tuple[Cluster, ...]:
    """The clusters without what `widened` added at the left and the right."""
    result = list(clusters)
    for index, by_pt in zip((0, -1), inset_pt, strict=True):
        if by_pt:
            result[index] = replace(result[index], advance_pt=result[index].advance_pt - by_pt)
    return tuple(result)


def rise_px(style: Any, base_size_px: float) -> float:
    """How far the baseline of an annotation in `style` stands above that of its base; negative under it."""
    size_px = float(style["font_size"])
    if "under" in style["ruby_position"]:
        return -(_BOTTOM_EM * base_size_px + _ASCENT_EM * size_px)
    return _TOP_EM * base_size_px + _DESCENT_EM * size_px


def flatten(box: Any) -> None:
    """Take the height of an annotation and all in it away; it has no lines or dots of its base either."""
    box.height = box.baseline = box.margin_top = box.margin_bottom = 0
    if run := box.__dict__.get("_typeset_run"):
        box._typeset_run = replace(run, decorated=False)
    for child in getattr(box, "children", ()):
        flatten(child)

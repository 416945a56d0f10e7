"""Ruby: where the pinyin over (or under) its base stands, and how much room the base gives it.

clreq positioning_of_romanization: half the size of the base, centred on it, a quarter of its own em at least between
neighbours. Where the annotation is wider, the base is set wider at both sides. The line pitch stays what it was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

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
    """What the base needs on each side, so that its annotation keeps its distance from the next."""
    base_pt = sum(cluster.advance_pt + cluster.spacing_pt for cluster in base)
    return max(0.0, (annotation_pt + NEIGHBOUR_GAP_EM * annotation_em_pt - base_pt) / 2)


def widened(base: Sequence[Cluster], by_pt: float) -> list[Cluster]:
    """The clusters of a base, never divided, with `by_pt` more on each side."""
    clusters = [base[0], *(replace(cluster, break_before="forbidden") for cluster in base[1:])]
    clusters[0] = replace(clusters[0], advance_pt=clusters[0].advance_pt + by_pt)
    clusters[-1] = replace(clusters[-1], advance_pt=clusters[-1].advance_pt + by_pt)
    return clusters


def narrowed(clusters: Sequence[Cluster], inset_pt: tuple[float, float]) -> list[Cluster]:
    """The clusters without what `widened` added at the left and the right."""
    result = list(clusters)
    for index, by_pt in zip((0, -1), inset_pt, strict=True):
        if by_pt:
            result[index] = replace(result[index], advance_pt=result[index].advance_pt - by_pt)
    return result


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


__all__ = ["NEIGHBOUR_GAP_EM", "flatten", "is_annotation", "is_ruby", "narrowed", "rise_px", "widened", "widening_pt"]

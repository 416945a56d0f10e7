"""How the text of a computed style is set: found once for a style, which many texts share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from typeset.press.faces import runs
from typeset.press.style import PT_PER_PX, letter_spacing_px

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.composer.case import Case
    from typeset.composer.cluster import Cluster
    from typeset.press.faces import Face, Faces

# `pre` on one line is `nowrap` whose spaces stand, which they do here in any case.
ONE_LINE = ("nowrap", "pre")


class Lettering(Struct, frozen=True):
    """The faces that set a style, and what is asked of them.

    Attributes:
        chain: The faces, in the order in which they are tried.
        size_pt: The size, in points.
        asked: What else `ShapedFont.case` is asked for.
        first: The case of the first face, which sets nearly all texts.
    """

    chain: tuple[Face, ...]
    size_pt: float
    asked: dict[str, Any]
    first: Case

    def clusters(self, text: str) -> Iterable[tuple[Face, list[Cluster]]]:
        """The clusters of `text`, piece by piece, each with the face that sets it."""
        whole = self.first.covered(text)
        if whole is not None:
            return [(self.chain[0], whole)]
        return ((face, face.shaped.shape(piece, self.size_pt, **self.asked)) for piece, face in runs(text, self.chain))


def lettering(style: Any, faces: Faces, *, note: bool) -> Lettering | None:
    """That of a computed `style`, for the mark of a note or other text; None where no face sets it."""
    known: dict[tuple[Faces, bool], Lettering | None] = style.__dict__.setdefault("_typeset_lettering", {})
    key = faces, note
    if key not in known:
        known[key] = _lettering(style, faces, note=note)
    return known[key]


def _lettering(style: Any, faces: Faces, *, note: bool) -> Lettering | None:
    chain = faces.chain(style["font_family"], style["font_weight"])
    if not chain:
        return None
    size_pt = style["font_size"] * PT_PER_PX
    asked = {
        "features": _features(style),
        "language": style["lang"],
        "spacing_pt": letter_spacing_px(style) * PT_PER_PX,
        "kind": "note" if note else "text",
        "break_before": "forbidden" if style["white_space"] in ONE_LINE else "auto",
    }
    return Lettering(chain, size_pt, asked, chain[0].shaped.case(size_pt, **asked))


def _features(style: Any) -> tuple[str, ...]:
    """The OpenType features that the style asks for by their tags, as HarfBuzz writes them."""
    settings = style["font_feature_settings"]
    return () if settings == "normal" else tuple(f"{tag}={value}" for tag, value in settings)

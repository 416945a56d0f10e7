"""What tells one page from another by its looks, without drawing either."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def likeness(page: Any) -> str:
    """Pages of one layout with the same pictures look the same where this is the same: places, words, classes."""
    digest = hashlib.sha256()
    for told in _told(page._page_box):
        digest.update(repr(told).encode())
    return digest.hexdigest()[:24]


def _told(box: Any) -> Iterator[tuple[object, ...]]:
    element = getattr(box, "element", None)
    marks = () if element is None else tuple(element.get(name) for name in ("class", "style", "src", "id"))
    run = box.__dict__.get("_typeset_run")
    yield (
        *(box.element_tag, *marks, box.position_x, box.position_y, box.width, box.height),
        *(getattr(box, "text", None), run.gaps_pt if run else None),
    )
    for piece in getattr(box, "pieces", ()):
        yield piece.start, piece.width, piece.text, piece.run.gaps_pt
    for child in getattr(box, "children", ()):
        yield from _told(getattr(child, "_box", child))

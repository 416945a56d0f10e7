"""pikepdf itself, imported quickly: of its modules those that we never use, or seldom, only when something asks.

They take more than half of its import, for metadata, pictures, outlines and pages of other files.
"""

from __future__ import annotations

from typeset.later import Later, standing_in

_SELDOM = (
    "pikepdf._content_scopes",
    "pikepdf._page_copy",
    "pikepdf.jobs",
    "pikepdf.models.actions",
    "pikepdf.models.image",
    "pikepdf.models.metadata",
    "pikepdf.models.outlines",
    "pikepdf.sanitize",
)

with standing_in(map(Later, _SELDOM)):
    import pikepdf

__all__ = ["pikepdf"]

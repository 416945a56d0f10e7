"""Whether all of the text lies on the page (A9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.gathering import on_pages
from typeset.preflight.pdf.content import texts_of
from typeset.preflight.pdf.pages import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.finding import Finding
    from typeset.preflight.pdf.pages import Page
    from typeset.preflight.pdf.painted import Painted
    from typeset.settings import Profiles

_OVER = 0.15  # of the size: the frame of a glyph reaches beyond what it draws


def check_overset(document: Document, _: Profiles) -> Iterator[Finding]:
    """Text ends where the page ends."""
    pages = document.once(pages_of)
    cut = (thing for thing in document.here(texts_of) if _is_cut(thing, pages[thing.page - 1]))
    yield from on_pages("A9.outside-page", document, cut)


def _is_cut(thing: Painted, page: Page) -> bool:
    finished = page.finished
    if thing.box.within(finished, max(1.0, _OVER * thing.size)) or not thing.text.strip():
        return False
    # What lies outside altogether is of the sheet, not of the page: marks, colour names, a proof's slug.
    return page.trim is None or thing.box.meets(finished)

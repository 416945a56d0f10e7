"""Blank pages: those that fill up the last sheet, and those that nobody wanted (P9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.facts import Gathering
from typeset.preflight.finding import Finding
from typeset.preflight.pdf.colour import ink_of
from typeset.preflight.pdf.content import contents_of
from typeset.preflight.pdf.objects import entry
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.painted import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.painted import Content, Painted
    from typeset.settings import Profiles

# The entry of a page dictionary that says that the page is meant to be blank.
DECLARED = "/Typeset_Blank"


def check_blank_pages(document: Document, _: Profiles) -> Iterator[Finding]:
    """No page is blank, but for those at the end, and those that say so."""
    pages, blank = document.once(pages_of), document.gathered(BLANK)
    end = len(pages)
    while end in blank:
        end -= 1
    for page in pages:
        if page.number in blank and entry(page.dictionary, DECLARED) is not True:
            code = "P9.blank-page" if page.number <= end or not end else "P9.blank-at-end"
            yield Finding(code, page.number)


def _blank(part: Document) -> frozenset[int]:
    return frozenset(content.page.number for content in part.here(contents_of) if _is_blank(content))


#: The numbers of the pages on which there is nothing.
BLANK = Gathering(_blank, lambda parts: frozenset().union(*parts))


def _is_blank(content: Content) -> bool:
    finished = content.page.finished
    return not any(_leaves_ink(thing) and thing.box.grown(0.1).meets(finished) for thing in content.things)


def _leaves_ink(thing: Painted) -> bool:
    if not thing.is_visible or (thing.kind is Kind.TEXT and not thing.text.strip()):
        return False
    paints = [paint for paint in (thing.fill, thing.stroke) if paint]
    # Of an image or a pattern there are no numbers: it counts.
    return not paints or any(not paint.values or ink_of(paint.space, paint.values) != 0 for paint in paints)

"""How the Chinese is set, whatever engine set it, from the positions of its glyphs (rules A to E, G to I, U10)."""

from __future__ import annotations

import math
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from typeset.preflight.typography.adjacent_marks import check_adjacent_marks
from typeset.preflight.typography.blanks import check_blanks
from typeset.preflight.typography.characters import check_characters
from typeset.preflight.typography.dashes import check_dashes
from typeset.preflight.typography.faces import check_faces
from typeset.preflight.typography.flush import check_flush
from typeset.preflight.typography.grid import check_grid
from typeset.preflight.typography.headings import check_headings
from typeset.preflight.typography.indents import check_indents
from typeset.preflight.typography.line_edges import check_line_edges
from typeset.preflight.typography.line_marks import check_line_marks
from typeset.preflight.typography.looseness import check_looseness
from typeset.preflight.typography.narrow_marks import check_narrow_marks
from typeset.preflight.typography.paragraph_ends import check_paragraph_ends
from typeset.preflight.typography.summary import folded
from typeset.preflight.typography.western_gaps import check_western_gaps
from typeset.preflight.typography.wholes import check_wholes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from typeset.preflight.document import Document
    from typeset.preflight.finding import Finding
    from typeset.preflight.reading.text import Text
    from typeset.settings import Profiles

#: The rules, each a function of the text.
RULES: tuple[Callable[[Text], Iterator[Finding]], ...] = (
    check_faces,
    check_characters,
    check_line_edges,
    check_wholes,
    check_blanks,
    check_line_marks,
    check_adjacent_marks,
    check_narrow_marks,
    check_dashes,
    check_flush,
    check_looseness,
    check_western_gaps,
    check_indents,
    check_paragraph_ends,
    check_headings,
    check_grid,
)


# A long document is read in stretches of so many pages or somewhat less: each by itself, with a body of its own.
_LONGEST = 48


def stretches(page_count: int) -> tuple[range, ...]:
    """The stretches of a document, of pages from 0: as many as are needed, and all about as long."""
    count = max(1, math.ceil(page_count / _LONGEST))
    edges = [page_count * number // count for number in range(count + 1)]
    return tuple(range(first, end) for first, end in pairwise(edges))


def check_stretch(document: Document, pages: range) -> tuple[tuple[Finding, ...], ...]:
    """What each rule finds on `pages` of `document`. Nothing where there is no Han."""
    text = document.part(pages).text()
    return tuple(tuple(rule(text)) if text.size else () for rule in RULES)


def told(found: Sequence[tuple[tuple[Finding, ...], ...]]) -> Iterator[Finding]:
    """What was found in all stretches; what a rule finds too often is told once."""
    for of_rule in zip(*found, strict=True):
        yield from folded(chain.from_iterable(of_rule))


def check_typography(document: Document, _settings: Profiles) -> Iterator[Finding]:
    """What every rule finds in `document`, stretch by stretch."""
    yield from told([check_stretch(document, pages) for pages in stretches(document.page_count)])


CHECKS: tuple[Callable[[Document, Profiles], Iterator[Finding]], ...] = (check_typography,)

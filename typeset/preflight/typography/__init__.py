"""How the Chinese is set, whatever engine set it, from the positions of its glyphs (rules A to E, G to I, U10)."""

from __future__ import annotations

from itertools import chain
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


def check_part(part: Document) -> tuple[tuple[Finding, ...], ...]:
    """What each rule finds in a part of a document, which has a body of its own. Nothing where there is no Han."""
    text = part.text()
    return tuple(tuple(rule(text)) if text.size else () for rule in RULES)


def told(found: Sequence[tuple[tuple[Finding, ...], ...]]) -> Iterator[Finding]:
    """What was found in all parts; what a rule finds too often is told once."""
    for of_rule in zip(*found, strict=True):
        yield from folded(chain.from_iterable(of_rule))


def check_typography(document: Document, _settings: Profiles) -> Iterator[Finding]:
    """What every rule finds in `document`, part by part."""
    yield from told([check_part(part) for part in document.parts()])

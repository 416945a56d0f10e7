"""The last line of a paragraph is more than one character, and no line stands alone on a page (G3, G4; clreq)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Finding
from typeset.preflight.typography.places import at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.paragraphs import Placed
    from typeset.preflight.reading.text import Text

_WESTERN = frozenset({C.LETTER, C.DIGIT})


def check_paragraph_ends(text: Text) -> Iterator[Finding]:
    """Report last lines of a single Han, and first and last lines that a page or column parts from the rest."""
    for paragraph in text.paragraphs:
        if len(paragraph.lines) == 1:
            continue
        last = paragraph.lines[-1].line
        if last.han <= 1 and _WESTERN.isdisjoint(last.classes) and paragraph.plain:
            yield Finding("G3.single-character", **at(last), values={"text": last.text})
        parts = [list(part) for _, part in groupby(paragraph.lines, key=_place)]
        if len(parts) > 1 and len(parts[0]) == 1:
            first = parts[0][0].line
            yield Finding("G4.orphan", **at(first), values={"around": first.text[:8]})
        if len(parts) > 1 and len(parts[-1]) == 1:
            yield Finding("G4.widow", **at(last), values={"around": last.text[:8]})


def _place(placed: Placed) -> tuple[int, int]:
    return placed.line.page, placed.column.number

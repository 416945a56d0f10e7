"""Titles: one space may part a title in two, and another only tells where the printed line was full."""

from __future__ import annotations

import re

from typeset.readers.extracted.characters import HAN, WIDE
from typeset.readers.extracted.marks import Cleaned, clean

# The printed measure of a title, in em: a space that stands here was the end of a line.
FULL_LINE_EM = (25, 27)
# So many characters are no part of a title of their own: they are what the line above had no room for.
SHORT_REST = 2

_GAP = re.compile(rf"(?<=[{HAN}》”])\s+(?=[{HAN}《“])")
_FULL = re.compile(f"[{WIDE},:;?!()]")


def clean_title(text: str) -> Cleaned:
    """Clean the title `text`: its parts are set apart by U+3000, torn lines are joined."""
    pieces = _GAP.split(text.strip().strip("#*").strip())
    title, line_em = pieces[0], _width_em(pieces[0])
    parted = joined = 0
    for piece in pieces[1:]:
        torn = FULL_LINE_EM[0] <= line_em <= FULL_LINE_EM[1] or len(piece.strip()) <= SHORT_REST
        title += piece if torn else f"\u3000{piece}"
        line_em = (0 if torn else line_em + 1) + _width_em(piece)
        joined += torn
        parted += not torn
    cleaned = clean(title)
    counts = {"title-lines": joined, "title-parts": parted}
    changes = dict(cleaned.changes) | {kind: count for kind, count in counts.items() if count}
    return Cleaned(cleaned.text, changes, cleaned.unpaired)


def _width_em(text: str) -> float:
    """The width of `text` as it was printed: the spaces of the extraction take none."""
    return sum(1 if _FULL.match(character) else 0.5 for character in text if not character.isspace())

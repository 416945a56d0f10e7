"""Figures, formulas, headings and notes (U5, U6, U8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.tags import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles

_LEVELS = {f"H{level}": level for level in range(1, 7)}


def check_alternatives(document: Document, _: Profiles) -> Iterator[Finding]:
    """Figures and formulas say what they show."""
    for tag in document.once(tags_of).of_role("Figure", "Formula"):
        if not (tag.own("/Alt").strip() or tag.own("/ActualText").strip()):
            yield Finding("U5.figure-alt" if tag.role == "Figure" else "U5.formula-alt", tag.page)


def check_headings(document: Document, _: Profiles) -> Iterator[Finding]:
    """Headings begin at H1, skip no level on the way down, and are all of one kind."""
    tags = document.once(tags_of)
    levels = [(tag, _LEVELS[tag.role]) for tag in tags.of_role(*_LEVELS)]
    before = 0
    for tag, level in levels:
        if level > before + 1:
            code = "U6.level-skipped" if before else "U6.first-not-h1"
            yield Finding(code, tag.page, values={"level": level, "before": before})
        before = level
    plain = list(tags.of_role("H"))
    if plain and levels:
        yield Finding("U6.kinds-mixed", plain[0].page)
    for tag in tags.all():
        if sum(kid.role == "H" for kid in tag.kids) > 1:
            yield Finding("U6.several-headings", tag.page)


def check_notes(document: Document, _: Profiles) -> Iterator[Finding]:
    """Every note has an identifier of its own."""
    seen: set[str] = set()
    for tag in document.once(tags_of).of_role("Note"):
        own = tag.own("/ID")
        if not own:
            yield Finding("U8.note-id", tag.page)
        elif own in seen:
            yield Finding("U8.note-id-twice", tag.page, values={"id": own})
        seen.add(own)

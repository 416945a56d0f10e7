"""Characters that their font lacks: set from a declared fallback, or not at all (requirements A6)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from typeset.diagnostics import Place
from typeset.typefaces import needs_glyph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.diagnostics import Report
    from typeset.leaves import TextRun
    from typeset.typefaces import FontCatalogue


def check_glyphs(runs: Iterable[TextRun], catalogue: FontCatalogue, report: Report) -> None:
    """Report each character at each place: `fonts.fallback` if a fallback has it, `fonts.no-glyph` if none has."""
    covered: dict[tuple[str, ...], set[str]] = {}
    placed: set[str] = set()
    # Running heads know no file: they come last, and do not repeat what was said with a place.
    for run in sorted(runs, key=lambda run: not run.source):
        fine = covered.setdefault(run.families, set())
        for character in sorted(set(run.text) - fine):
            first = catalogue.families(run.families[0])[0]
            if not needs_glyph(character) or catalogue.covers(first, character):
                fine.add(character)
            elif run.source or character not in placed:
                placed.add(character)
                _report(run, character, catalogue, report)


def _report(run: TextRun, character: str, catalogue: FontCatalogue, report: Report) -> None:
    named = [family for name in run.families for family in catalogue.families(name)]
    fallback = next((family for family in named if catalogue.covers(family, character)), None)
    report.add(
        "fonts.fallback" if fallback else "fonts.no-glyph",
        _place(run, character),
        character=character,
        code=f"U+{ord(character):04X}",
        font=named[0],
        fallback=fallback or "",
        page=run.page,
    )


def _place(run: TextRun, character: str) -> Place | None:
    """The character in the file that the run came from; the block's first line if it cannot be found."""
    name, _, line = run.source.partition("#")
    if not name:
        return None
    path, first = Path(name), int(line or 1)
    lines = path.read_text("utf-8-sig", "replace").splitlines() if path.is_file() else []
    for number, text in enumerate(lines[first - 1 :], first):
        if character in text:
            return Place(path, number, text.index(character) + 1)
    return Place(path, first)

"""Characters that their font lacks: set from a declared fallback, or not at all (requirements A6)."""

from __future__ import annotations

from collections import defaultdict
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
    # Running heads know no file: they come last, and do not repeat what was said with a place.
    ordered = sorted(runs, key=lambda run: not run.source)
    texts: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for run in ordered:
        texts[run.families].append(run.text)
    lacking = {families: _lacking(families, "".join(pieces), catalogue) for families, pieces in texts.items()}
    placed: set[str] = set()
    for run in ordered if any(lacking.values()) else ():
        for character in sorted(lacking[run.families].intersection(run.text)):
            if run.source or character not in placed:
                placed.add(character)
                _report(run, character, catalogue, report)


def _lacking(families: tuple[str, ...], text: str, catalogue: FontCatalogue) -> set[str]:
    """The characters of `text` that the first of `families` has no glyph for."""
    faces = catalogue.family(catalogue.families(families[0])[0])
    shown = filter(needs_glyph, set(text))
    return {character for character in shown if not any(face.draws(character) for face in faces)}


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

"""Whether everything that was written stands on a page: the articles whole, and the imprint (nothing is lost).

A layout may hide what it must not, and an engine may drop what it cannot place, both without a word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from typeset.diagnostics import Place
from typeset.markup.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.diagnostics import Report
    from typeset.edition import Edition
    from typeset.press.proof import Proof

_SHOWN = 20


def check_text(edition: Edition, proof: Proof, report: Report) -> None:
    """Report articles of which letters are missing on the pages, and lines of the imprint that are."""
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for run in proof.runs():
        printed[run.source.partition("#")[0]].update(_letters(run.text))
    everything = sum(printed.values(), Counter())
    for section in edition.sections:
        for placed in section.articles:
            article = placed.article
            letters = list(_letters(article.title + plain_text(article.blocks)))
            written = Counter(letters)
            own = printed.get(str(article.path))
            # What is pinned to the foot of a page (a figure, a note) no longer tells where it came from.
            missing = written - (own + printed[""] if own else everything)
            if missing:
                sample = "".join(letter for letter in letters if letter in missing)[:_SHOWN]
                report.add("preflight.text-lost", Place(article.path), count=missing.total(), sample=sample)
    for value in _imprint(edition):
        if Counter(_letters(value)) - everything:
            report.add("preflight.imprint-lost", None, text=value)


def _letters(text: str) -> Iterable[str]:
    return (character for character in text if character.isalnum())


def _imprint(edition: Edition) -> Iterable[str]:
    for value in edition.imprint.model_dump().values():
        yield from value if isinstance(value, list) else [str(value)] if value else []

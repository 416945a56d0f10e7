"""Whether everything that was written stands on a page: the articles whole, and the imprint (nothing is lost).

A layout may hide what it must not, and an engine may drop what it cannot place, both without a word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from typeset.diagnostics import Place
from typeset.markup.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.diagnostics import Report
    from typeset.edition import Edition
    from typeset.leaves import TextRun

_SHOWN = 20


def check_text(edition: Edition, runs: Iterable[TextRun], report: Report) -> None:
    """Report articles of which letters are missing on the pages, and lines of the imprint that are."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for run in runs:
        texts[run.source.partition("#")[0]].append(run.text)
    printed = {source: Counter(_letters("".join(pieces))) for source, pieces in texts.items()}
    everything = Counter(_letters("".join(chain.from_iterable(texts.values()))))
    for section in edition.sections:
        for placed in section.articles:
            article = placed.article
            letters = list(_letters(article.title + plain_text(article.blocks)))
            written = Counter(letters)
            own = printed.get(str(article.path))
            # What is pinned to the foot of a page (a figure, a note) no longer tells where it came from.
            missing = written - own if own else written - everything
            if missing and own:
                missing -= printed.get("", Counter())
            if missing:
                sample = "".join(letter for letter in letters if letter in missing)[:_SHOWN]
                report.add("preflight.text-lost", Place(article.path), count=missing.total(), sample=sample)
    for value in _imprint(edition):
        if Counter(_letters(value)) - everything:
            report.add("preflight.imprint-lost", None, text=value)


def _letters(text: str) -> Iterable[str]:
    return filter(str.isalnum, text)


def _imprint(edition: Edition) -> Iterable[str]:
    for value in asdict(edition.imprint).values():
        yield from value if isinstance(value, list) else [str(value)] if value else []

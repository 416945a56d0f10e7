"""Whether everything that was written stands on a page: the articles whole, and the imprint (nothing is lost).

A layout may hide what it must not, and an engine may drop what it cannot place, both without a word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
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
_OTHERS = re.compile(r"[\W_]+")


def check_text(edition: Edition, runs: Iterable[TextRun], report: Report) -> None:
    """Report articles of which letters are missing on the pages, and lines of the imprint that are."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for run in runs:
        texts[run.source.partition("#")[0]].append(run.text)
    printed = {source: _letters("".join(pieces)) for source, pieces in texts.items()}
    everything = "".join(printed.values())
    for section in edition.sections:
        for placed in section.articles:
            article = placed.article
            written = _letters(article.title + plain_text(article.blocks))
            own = printed.get(str(article.path))
            # What is pinned to the foot of a page (a figure, a note) no longer tells where it came from.
            missing = _missing(written, own or everything)
            if missing and own:
                missing = _missing(written, own + printed.get("", ""))
            if missing:
                sample = "".join(letter for letter in written if letter in missing)[:_SHOWN]
                report.add("preflight.text-lost", Place(article.path), count=missing.total(), sample=sample)
    for value in _imprint(edition):
        if _missing(_letters(value), everything):
            report.add("preflight.imprint-lost", None, text=value)


def _missing(written: str, printed: str) -> Counter[str]:
    """The letters that were `written` and not `printed`, in whatever order; mostly they stand in the same."""
    return Counter() if written in printed else Counter(written) - Counter(printed)


def _letters(text: str) -> str:
    return _OTHERS.sub("", text)


def _imprint(edition: Edition) -> Iterable[str]:
    for value in asdict(edition.imprint).values():
        yield from value if isinstance(value, list) else [str(value)] if value else []

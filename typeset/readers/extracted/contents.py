"""Which article each entry of the cover's contents means, and what the cover says of it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from typeset.readers.extracted.characters import squeeze
from typeset.readers.extracted.ledger import shorten
from typeset.readers.extracted.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.readers.extracted.articles import ImportedArticle
    from typeset.readers.extracted.cover import CoverEntry
    from typeset.readers.extracted.ledger import Ledger

# Two wordings mean the same article from this likeness on (difflib's ratio): what the cover says in 20 characters may
# go on for 26 more in the title.
LIKENESS = 0.6


class Found(Struct, frozen=True):
    """The article, by its index, that an entry means; `reworded` if the cover words its title in another way."""

    article: int
    entry: CoverEntry
    reworded: bool


def match_entries(
    entries: Sequence[CoverEntry], titles: Sequence[str]
) -> tuple[tuple[Found, ...], tuple[CoverEntry, ...]]:
    """Find the article of each entry among `titles`; the finds, and the entries that mean none.

    Titles that are equal but for marks and spaces go first, so that a likeness never takes one of them away.
    """
    squeezed = [squeeze(title) for title in titles]
    free = dict.fromkeys(index for index, title in enumerate(squeezed) if title)
    found: list[Found] = []
    rest: list[CoverEntry] = []
    for entry in entries:
        wanted = squeeze(entry.title)
        equal = next((index for index in free if squeezed[index] == wanted), None)
        if equal is None:
            rest.append(entry)
        else:
            del free[equal]
            found.append(Found(equal, entry, reworded=False))
    unmatched: list[CoverEntry] = []
    for entry in rest:
        wanted = squeeze(entry.title)
        likeness = {i: SequenceMatcher(None, wanted, squeezed[i], autojunk=False).ratio() for i in free}
        best = max(likeness, key=lambda index: likeness[index], default=None)
        if best is None or likeness[best] < LIKENESS:
            unmatched.append(entry)
        else:
            del free[best]
            found.append(Found(best, entry, reworded=True))
    return tuple(found), tuple(unmatched)


def flag_articles(
    entries: Sequence[CoverEntry], articles: Sequence[ImportedArticle], sections: Sequence[str], ledger: Ledger
) -> list[ImportedArticle]:
    """Tell which articles the cover lists, which are highlights, and which have another wording there.

    `sections` names the section of each article. Where the cover lists nothing, every article goes into the contents.
    """
    flagged = [replace(article, contents=not entries) for article in articles]
    found, unmatched = match_entries(entries, [article.title for article in articles])
    for find in found:
        article, entry = flagged[find.article], find.entry
        flagged[find.article] = replace(
            article,
            contents=True,
            highlight=entry.highlight,
            short_title=entry.title if find.reworded else "",
        )
        if find.reworded:
            ledger.say("import.short-title", entry.line, short=entry.title, title=article.title)
        else:
            ledger.account("cover-entry", entry.title, entry.line)
        section = sections[find.article]
        if entry.section and entry.section != section:
            title = shorten(article.title)
            ledger.say("import.entry-elsewhere", entry.line, title=title, cover=entry.section, body=section)
    for entry in unmatched:
        ledger.leave(Line(entry.line, entry.title), "import.entry-unmatched")
    return flagged

"""Stage four: Manifest and Articles become an Edition: everything a layout prints, in order.

In: `Manifest`, `Article` by path. Out: `Edition`. Nothing here knows a layout; page numbers come from the pages, later.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.markup.text import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from typeset.article import Article
    from typeset.manifest import FlatplanEntry, Imprint, Kind, Manifest


class ContentsEntry(Struct, frozen=True):
    """One line of the contents (目次); `source` is the file that its title is written in."""

    title: str
    anchor: str
    highlight: bool
    source: Path


class EditionArticle(Struct, frozen=True):
    """An article in its place: `anchor` names it in links; a `filler` (补白) fills up a page."""

    anchor: str
    article: Article
    filler: bool = False


class EditionSection(Struct, frozen=True):
    """A section (栏目) with its articles and the entries that stand for it in the contents."""

    title: str
    anchor: str
    articles: tuple[EditionArticle, ...]
    entries: tuple[ContentsEntry, ...]


class Edition(Struct, frozen=True):
    """One issue, ready for any layout."""

    title: str
    year: int
    number: int
    total: int | None
    date: dt.date
    sponsor: str
    notice: str
    language: str
    masthead: str
    sections: tuple[EditionSection, ...]
    imprint: Imprint
    kind: Kind | None
    folder: Path

    @property
    def name(self) -> str:
        """Title, year and issue in one line, as a running head has it (GB/T 3179)."""
        return f"{self.title} {self.year}年第{self.number}期"

    @property
    def publication_file(self) -> Path:
        """Where title, sponsor and imprint are written."""
        return self.folder.parent / "publication.yaml"

    @property
    def issue_file(self) -> Path:
        """Where the titles of sections are written."""
        return self.folder / "issue.yaml"

    @property
    def highlights(self) -> tuple[ContentsEntry, ...]:
        """The entries marked as highlights (要目), all sections together."""
        return tuple(entry for section in self.sections for entry in section.entries if entry.highlight)

    def characters(self) -> frozenset[str]:
        """Every character of the titles and texts."""
        texts = [self.title, self.sponsor]
        for section in self.sections:
            texts.append(section.title)
            for placed in section.articles:
                texts += [placed.article.title, plain_text(placed.article.blocks)]
        return frozenset("".join(texts))


def _anchor(entry: FlatplanEntry) -> str:
    """Names an article in links: its file, other marks than letters, digits and hyphens written as their numbers."""
    kind = "filler-" if entry.filler else "article-"
    return kind + re.sub(r"[^\w-]", lambda mark: f".{ord(mark[0]):x}.", entry.file.removesuffix(".md"))


def make_edition(manifest: Manifest, articles: Mapping[Path, Article]) -> Edition:
    """Bring the articles into the order of the flatplan. Sections without articles are left out."""
    publication, issue = manifest.publication, manifest.issue
    sections = []
    for number, planned in enumerate(issue.sections, 1):
        placed, entries = [], []
        for entry in planned.articles:
            article = articles[manifest.article_path(entry)]
            anchor = _anchor(entry)
            placed.append(EditionArticle(anchor, article, entry.filler))
            if entry.contents and not entry.filler:
                source = manifest.folder / "issue.yaml" if entry.short_title else article.path
                entries.append(ContentsEntry(entry.short_title or article.title, anchor, entry.highlight, source))
        if placed:
            section = EditionSection(planned.title, f"section-{number}", tuple(placed), tuple(entries))
            sections.append(section)
    return Edition(
        title=publication.title,
        year=issue.year,
        number=issue.number,
        total=issue.total,
        date=issue.date,
        sponsor=publication.sponsor,
        notice=publication.notice or "",
        language=publication.language,
        masthead=publication.masthead or "",
        sections=tuple(sections),
        imprint=publication.imprint,
        kind=publication.kind,
        folder=manifest.folder,
    )

"""Fillers (补白): short texts in issues/fillers/ that all issues share, and how long each would be in this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.article import read_article
from typeset.copyfit.lengths import lengths_of
from typeset.edition import EditionArticle, EditionSection

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typeset.article import Article
    from typeset.copyfit.lengths import ArticleLength
    from typeset.diagnostics import Report
    from typeset.edition import Edition
    from typeset.press.proof import Proof


def read_stock(folder: Path, edition: Edition, report: Report) -> tuple[Article, ...]:
    """The fillers in `folder` that `edition` does not use yet, by name; what is wrong with one goes to `report`."""
    used = {placed.article.path for section in edition.sections for placed in section.articles}
    paths = [path for path in sorted(folder.glob("*.md")) if path not in used]
    found = (read_article(path, edition.folder, report) for path in paths)
    return tuple(article for article in found if article)


def measure_stock(
    stock: tuple[Article, ...], edition: Edition, lay_out: Callable[[Edition], Proof]
) -> tuple[ArticleLength, ...]:
    """The lines that each filler would take, from pages on which there is nothing else."""
    if not stock:
        return ()
    placed = tuple(EditionArticle(f"filler-{number}", article, filler=True) for number, article in enumerate(stock))
    section = EditionSection(edition.sections[0].title, "fillers", placed, ())
    alone = replace(edition, sections=(section,))
    return tuple(article for section in lengths_of(alone, lay_out(alone)).sections for article in section.articles)

"""How long an issue is: pages and lines by article and section, what is over and what is left.

In: `Edition` and the `Proof` of its pages. Out: `Lengths`. A line is one line of the body; a page has as many as its
type area holds, all columns together, less what notes and pictures pinned to its foot take.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from typeset.edition import Edition, EditionSection
    from typeset.press.extent import Piece
    from typeset.press.proof import Proof

# Bottoms and tops are sums of floating-point numbers of points.
_SLACK = 0.05


class ArticleLength(Struct, frozen=True):
    """How long one article is: its pages from first to last, and its lines, title and source line included."""

    title: str
    path: Path
    first_page: int
    last_page: int
    lines: int


class SectionLength(Struct, frozen=True):
    """How long a section is.

    Attributes:
        title: Its title.
        articles: Its articles in order.
        first_page: Where it begins.
        last_page: Where it ends.
        over_lines: How many lines stand on its last page: cutting them saves the page.
        left_lines: How many more that page could hold.
    """

    title: str
    articles: tuple[ArticleLength, ...]
    first_page: int
    last_page: int
    over_lines: int
    left_lines: int

    @property
    def lines(self) -> int:
        """The lines of all its articles."""
        return sum(article.lines for article in self.articles)

    @property
    def page_count(self) -> int:
        """How many pages it takes."""
        return self.last_page - self.first_page + 1


class Lengths(Struct, frozen=True):
    """How long an issue is; `page_lines` is what a full page holds."""

    page_count: int
    page_lines: int
    sections: tuple[SectionLength, ...]


class Step(Struct, frozen=True):
    """Lines to cut from a section (less than 0) or to add to it, to make it a number of `pages` shorter or longer."""

    section: str
    pages: int
    lines: int


def lengths_of(edition: Edition, proof: Proof) -> Lengths:
    """Measure the pages of `proof`, which shows `edition`."""
    _, leading_pt = proof.body_type_pt
    by_page: defaultdict[int, list[Piece]] = defaultdict(list)
    by_source: defaultdict[str, list[Piece]] = defaultdict(list)
    written = {str(placed.article.path) for section in edition.sections for placed in section.articles}
    for piece in (piece for piece in proof.pieces() if piece.source in written):
        by_page[piece.page].append(piece)
        by_source[piece.source].append(piece)
    columns = max((len(_columns(pieces)) for pieces in by_page.values()), default=1)
    areas = [proof.type_area(page) for page in by_page]
    depth = max((_held(area.top_pt, area.bottom_pt, leading_pt) for area in areas), default=0)
    sections = []
    for section in edition.sections:
        articles = tuple(_articles(section, by_source, leading_pt))
        if articles:
            last = max(article.last_page for article in articles)
            over, left = _last_page(proof, last, by_page[last], columns, leading_pt)
            first = min(article.first_page for article in articles)
            sections.append(SectionLength(section.title, articles, first, last, over, left))
    return Lengths(proof.page_count, depth * columns, tuple(sections))


def steps_to(lengths: Lengths, pages: int) -> tuple[Step, ...] | None:
    """The fewest lines to cut or to add so that the issue has `pages`; None where no cut can bring that.

    Sections that share a page count as one, named by the last of them.
    """
    difference = pages - lengths.page_count
    shorter = difference < 0
    costs: list[tuple[int, int, str]] = []
    for number, stretch in enumerate(_stretches(lengths.sections)):
        count = stretch[-1].last_page - stretch[0].first_page + 1
        first = stretch[-1].over_lines if shorter else stretch[-1].left_lines + 1
        steps = min(abs(difference), count - 1) if shorter else abs(difference)
        costs += [(first if step == 0 else lengths.page_lines, number, stretch[-1].title) for step in range(steps)]
    chosen = sorted(sorted(costs)[: abs(difference)], key=lambda cost: cost[1])
    if len(chosen) < abs(difference):
        return None
    sign = -1 if shorter else 1
    found = []
    for (_, title), group in groupby(chosen, key=lambda cost: cost[1:]):
        lines = [cost[0] for cost in group]
        found.append(Step(title, sign * len(lines), sign * sum(lines)))
    return tuple(found)


def next_multiple(pages: int, of: int = 4) -> int:
    """The next page count that sheets folded once give (骑马订)."""
    return math.ceil(pages / of) * of


def _articles(section: EditionSection, by_source: dict[str, list[Piece]], leading_pt: float) -> Iterable[ArticleLength]:
    for placed in section.articles:
        pieces = by_source.get(str(placed.article.path))
        if pieces:
            lines = sum(_taken(piece.top_pt, piece.bottom_pt, leading_pt) for piece in pieces)
            first, last = pieces[0].page, pieces[-1].page
            yield ArticleLength(placed.article.title, placed.article.path, first, last, lines)


def _last_page(proof: Proof, page: int, pieces: Sequence[Piece], columns: int, leading_pt: float) -> tuple[int, int]:
    """The lines that stand on `page`, and those that it could still hold."""
    area = proof.type_area(page)
    feet = _columns(pieces).values()
    over = sum(_taken(area.top_pt, foot, leading_pt) for foot in feet)
    return over, max(_held(area.top_pt, area.bottom_pt, leading_pt) * columns - over, 0)


def _columns(pieces: Sequence[Piece]) -> dict[int, float]:
    """Where each column ends, by its left edge."""
    feet: dict[int, float] = {}
    for piece in pieces:
        left = round(piece.left_pt)
        feet[left] = max(feet.get(left, 0.0), piece.bottom_pt)
    return feet


def _held(top_pt: float, bottom_pt: float, leading_pt: float) -> int:
    """The whole lines that fit in between."""
    return math.floor((bottom_pt - top_pt) / leading_pt + _SLACK)


def _taken(top_pt: float, bottom_pt: float, leading_pt: float) -> int:
    """The lines that what stands in between takes."""
    return math.ceil((bottom_pt - top_pt) / leading_pt - _SLACK)


def _stretches(sections: Sequence[SectionLength]) -> list[list[SectionLength]]:
    """Sections that follow one another on the same page, together."""
    stretches: list[list[SectionLength]] = []
    for section in sections:
        if stretches and stretches[-1][-1].last_page == section.first_page:
            stretches[-1].append(section)
        else:
            stretches.append([section])
    return stretches

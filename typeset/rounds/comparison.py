"""Two sides compared: article by article, paragraph by paragraph, page by page."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import pypdfium2
from msgspec import Struct

from typeset.rounds.pdftext import read_text
from typeset.rounds.pictures import Region, differences, draw, pair_pages
from typeset.rounds.record import WHOLE, ArticleText, Passage
from typeset.rounds.wording import Change, Kind, Span, compare_lists, compare_texts, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PIL import Image

    from typeset.rounds.pdftext import Place, PrintedText
    from typeset.rounds.side import Side

_SAME_ARTICLE = 0.6
# Marks on one line are joined where less than this part of the page's width parts them.
_JOIN = 0.01


class ArticleChange(Struct, frozen=True):
    """What became of an article.

    Attributes:
        before: The article as it was; None where it is new.
        after: The article as it is; None where it is gone.
        title: Its title, old and new in one; empty where it stayed.
        order: Its places among the articles, from 1, where it moved.
        passages: What became of its paragraphs.
    """

    before: ArticleText | None
    after: ArticleText | None
    title: tuple[Span, ...] = ()
    order: tuple[int, int] | None = None
    passages: tuple[Change, ...] = ()

    @property
    def kind(self) -> Kind:
        """What became of the article as a whole."""
        if self.before is None or self.after is None:
            return Kind.REMOVED if self.before else Kind.ADDED
        return Kind.CHANGED if self.title or self.passages else Kind.MOVED

    @property
    def article(self) -> ArticleText:
        """The article as it is, or as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError(self)
        return found

    @property
    def new_section(self) -> tuple[str, str] | None:
        """The sections before and after, where they differ."""
        if self.before and self.after and self.before.section != self.after.section:
            return self.before.section, self.after.section
        return None

    @property
    def new_page(self) -> tuple[int, int] | None:
        """The pages that it begins on, where they differ."""
        if self.before and self.after and self.before.pages[:1] != self.after.pages[:1]:
            return (*self.before.pages[:1], 0)[0], (*self.after.pages[:1], 0)[0]
        return None


class PagePair(Struct, frozen=True):
    """Two pages opposite each other, from 1; `regions` is where they look different, the rest what changed in words."""

    before: int | None
    after: int | None
    regions: tuple[Region, ...] = ()
    removed: tuple[Region, ...] = ()
    added: tuple[Region, ...] = ()

    @property
    def same(self) -> bool:
        """Whether both look the same."""
        return self.before is not None and self.after is not None and not self.regions


class Comparison(Struct, frozen=True):
    """All that differs between two sides, and their numbers of pages."""

    page_counts: tuple[int, int]
    articles: tuple[ArticleChange, ...]
    pages: tuple[PagePair, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs: no word, no page."""
        return not self.articles and all(page.same for page in self.pages)


def compare(before: Side, after: Side) -> Comparison:
    """Compare two sides: by their articles where both know them, else by the text that stands on the pages."""
    with pypdfium2.PdfDocument(before.pdf) as old, pypdfium2.PdfDocument(after.pdf) as new:
        texts = read_text(old), read_text(new)
        if before.articles is None or after.articles is None:
            articles = _compare_articles([_as_article(texts[0])], [_as_article(texts[1])])
        else:
            articles = _compare_articles(before.articles, after.articles)
        pages = tuple(_compare_pages(old, new, texts))
        return Comparison((len(old), len(new)), tuple(articles), pages)


def _as_article(text: PrintedText) -> ArticleText:
    passages = tuple(Passage(text=passage.text, page=passage.places[0].page) for passage in text.passages)
    return ArticleText(file=WHOLE, section="", title="", pages=(1,), passages=passages)


def _compare_articles(before: Sequence[ArticleText], after: Sequence[ArticleText]) -> list[ArticleChange]:
    """What changed, in the order of the articles; those that only stand elsewhere come last."""
    return sorted(_article_changes(before, after), key=lambda change: change.kind is Kind.MOVED)


def _article_changes(before: Sequence[ArticleText], after: Sequence[ArticleText]) -> Iterator[ArticleChange]:
    partners = _partners(before, after)
    moved = _moved([partners[index] for index in sorted(partners)])
    for index, old in enumerate(before):
        if index not in partners:
            yield ArticleChange(old, None, passages=compare_lists(_words(old), ()))
    backwards = {new: old for old, new in partners.items()}
    for index, new in enumerate(after):
        if index not in backwards:
            yield ArticleChange(None, new, passages=compare_lists((), _words(new)))
            continue
        old = before[backwards[index]]
        change = ArticleChange(
            old,
            new,
            title=compare_texts(old.title, new.title) if old.title != new.title else (),
            order=(backwards[index], index) if index in moved else None,
            passages=compare_lists(_words(old), _words(new)),
        )
        if change.title or change.order or change.passages or change.new_section or change.new_page:
            yield change


def _words(article: ArticleText) -> list[str]:
    return [passage.text for passage in article.passages]


def _partners(before: Sequence[ArticleText], after: Sequence[ArticleText]) -> dict[int, int]:
    """Which article became which: by the file, else by the title, else by the words."""
    partners: dict[int, int] = {}
    tests = (
        lambda old, new: old.file == new.file,
        lambda old, new: old.title == new.title,
        lambda old, new: likeness("".join(_words(old)), "".join(_words(new))) >= _SAME_ARTICLE,
    )
    for test in tests:
        for a, old in enumerate(before):
            for b, new in enumerate(after):
                if a not in partners and b not in partners.values() and test(old, new):
                    partners[a] = b
    return partners


def _moved(order: Sequence[int]) -> set[int]:
    """Those of `order` that do not stand in its longest rising sequence: the fewest that were moved."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for item in order:
        place = bisect_left(ends, item)
        before[item] = ends[place - 1] if place else None
        ends[place : place + 1] = [item]
    last = ends[-1] if ends else None
    stayed = set()
    while last is not None:
        stayed.add(last)
        last = before[last]
    return set(order) - stayed


def _compare_pages(
    old: pypdfium2.PdfDocument, new: pypdfium2.PdfDocument, texts: tuple[PrintedText, PrintedText]
) -> Iterator[PagePair]:
    removed, added = _marks(*texts)
    for a, b in pair_pages(texts[0].page_keys, texts[1].page_keys):
        if a is None or b is None:
            yield PagePair(a, b, removed=removed.get(a or 0, ()), added=added.get(b or 0, ()))
            continue
        pictures: tuple[Image.Image, Image.Image] = (draw(old, a), draw(new, b))
        yield PagePair(a, b, differences(*pictures), removed.get(a, ()), added.get(b, ()))


def _marks(
    before: PrintedText, after: PrintedText
) -> tuple[Mapping[int, tuple[Region, ...]], Mapping[int, tuple[Region, ...]]]:
    """Where on which page something went, and where on which something came."""
    gone: list[Place] = []
    came: list[Place] = []
    old, new = before.passages, after.passages
    for change in compare_lists([passage.text for passage in old], [passage.text for passage in new]):
        places = (
            iter(old[change.before].places if change.before is not None else ()),
            iter(new[change.after].places if change.after is not None else ()),
        )
        for span in change.spans:
            for _ in span.text:
                if span.kind is not Kind.ADDED and (place := next(places[0], None)) and span.kind is Kind.REMOVED:
                    gone.append(place)
                if span.kind is not Kind.REMOVED and (place := next(places[1], None)) and span.kind is Kind.ADDED:
                    came.append(place)
    return _by_page(gone), _by_page(came)


def _by_page(places: Sequence[Place]) -> dict[int, tuple[Region, ...]]:
    """The places of characters, those beside each other on one line as one region."""
    pages: dict[int, list[Region]] = {}
    for place in places:
        regions = pages.setdefault(place.page, [])
        last = regions[-1] if regions else None
        if last and last.top < (place.top + place.bottom) / 2 < last.bottom and abs(place.left - last.right) < _JOIN:
            top, bottom = min(last.top, place.top), max(last.bottom, place.bottom)
            regions[-1] = Region(last.left, top, place.right, bottom)
        else:
            regions.append(Region(*place[1:]))
    return {page: tuple(regions) for page, regions in pages.items()}

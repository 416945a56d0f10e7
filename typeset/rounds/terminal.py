"""A comparison as lines of text: [-what went-]{+what came+}, in colour where the reader has colour."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from typeset.language import say
from typeset.rounds.record import WHOLE
from typeset.rounds.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from typeset.rounds.comparison import ArticleChange, Comparison, PagePair
    from typeset.rounds.side import Side
from typeset.rounds.wording import Change, Span

_CONTEXT = 14
_LONGEST = 60
_MARKS: Mapping[Kind, tuple[str, str, str]] = {
    Kind.REMOVED: ("\033[31m", "[-", "-]"),
    Kind.ADDED: ("\033[32m", "{+", "+}"),
}
_BOLD, _PLAIN = "\033[1m", "\033[0m"


def side_name(side: Side) -> str:
    """What a reader calls `side`."""
    if side.round:
        return say("diff.round", name=side.round, date=side.date)
    return side.file or say("diff.current")


def tell(comparison: Comparison, sides: tuple[Side, Side], *, colour: bool) -> Iterator[str]:
    """The lines that tell of `comparison`."""
    before, after = comparison.page_counts
    names = map(side_name, sides)
    yield _loud(say("diff.head", before=next(names), after=next(names), pages=before, pages_after=after), colour)
    if comparison.same:
        yield say("diff.same")
    words = True
    for change in comparison.articles:
        facts = list(article_facts(change))
        head = " ".join(filter(None, (_sign(change.kind), article_name(change))))
        if words or change.kind is not Kind.MOVED:
            yield ""
        words = change.kind is not Kind.MOVED
        if not words:
            yield f"{_loud(head, colour)}　{'　'.join(facts)}"
            continue
        yield _loud(head, colour)
        yield from (f"  {fact}" for fact in facts)
        if change.title:
            yield f"  {say('diff.title')} {_text(change.title, colour)}"
        yield from (f"  {_passage(change, passage, colour)}" for passage in change.passages)
    if lines := list(page_facts(comparison.pages)):
        yield ""
        yield from lines


def article_name(change: ArticleChange) -> str:
    """The title of the article, or what stands for what has none."""
    stands_for = {"": "diff.matter", WHOLE: "diff.text"}
    return say(key) if (key := stands_for.get(change.article.file)) else _clean(change.article.title)


def article_facts(change: ArticleChange) -> Iterator[str]:
    """What became of an article besides its words: its place in the issue, its section, its page."""
    if change.order:
        yield say("diff.moved", before=change.order[0], after=change.order[1])
    if change.new_section:
        yield say("diff.section", before=_clean(change.new_section[0]), after=_clean(change.new_section[1]))
    if change.new_page:
        yield say("diff.page", before=change.new_page[0] or "—", after=change.new_page[1] or "—")


def page_of(change: ArticleChange, passage: Change) -> int | None:
    """The page on which a change stands: of the side after where it is there."""
    if passage.after is not None and change.after:
        return change.after.passages[passage.after].page
    if passage.before is not None and change.before:
        return change.before.passages[passage.before].page
    return None


def page_facts(pages: Sequence[PagePair]) -> Iterator[str]:
    """Which pages look different, are new or are gone."""
    different = [pair.after for pair in pages if pair.before and pair.after and pair.regions]
    for key, numbers in (
        ("diff.pictures", different),
        ("diff.pages_added", [pair.after for pair in pages if pair.before is None]),
        ("diff.pages_removed", [pair.before for pair in pages if pair.after is None]),
    ):
        if numbers:
            yield say(key, pages=_ranges([number for number in numbers if number]))


def _ranges(numbers: Iterable[int]) -> str:
    """2–4、7 for 2, 3, 4, 7."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return say("diff.comma").join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _passage(change: ArticleChange, passage: Change, colour: bool) -> str:  # noqa: FBT001 - passed on
    page = page_of(change, passage)
    where = say("diff.on", page=page) if page else ""
    return " ".join(filter(None, (_sign(passage.kind), where, _text(passage.spans, colour))))


def _sign(kind: Kind) -> str:
    return say(f"diff.kind_{kind}")


def _text(spans: Sequence[Span], colour: bool) -> str:  # noqa: FBT001 - passed on
    parts = []
    for index, span in enumerate(spans):
        text = _clean(span.text)
        if span.kind is Kind.SAME:
            parts.append(_shortened(text, first=index == 0, last=index == len(spans) - 1))
            continue
        paint, opening, closing = _MARKS[span.kind]
        if len(text) > _LONGEST and len(spans) == 1:
            text = f"{text[:_LONGEST]}…"
        parts.append(f"{paint if colour else ''}{opening}{text}{closing}{_PLAIN if colour else ''}")
    return "".join(parts)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """What stays, as far as it is needed to find the place."""
    if first and last:
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    if first:
        return text if len(text) <= _CONTEXT else f"…{text[-_CONTEXT:]}"
    if last:
        return text if len(text) <= _CONTEXT else f"{text[:_CONTEXT]}…"
    return text if len(text) <= 2 * _CONTEXT else f"{text[:_CONTEXT]}…{text[-_CONTEXT:]}"


def _loud(text: str, colour: bool) -> str:  # noqa: FBT001 - passed on
    return f"{_BOLD}{text}{_PLAIN}" if colour else text


def _clean(text: str) -> str:
    """Without what would steer a terminal; a PDF may say anything."""
    return "".join(" " if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character for character in text)

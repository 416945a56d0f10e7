"""What rules read: passages of running text that know their file, and what rules return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.diagnostics import Place
from typeset.source import line_and_column

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from typeset.copyedit.terms import Term
    from typeset.markup.passages import Kind
    from typeset.source import SourceText


class Passage(Struct, frozen=True):
    """A paragraph, a title or another value: `offsets[i]` is where `text[i]` stands in the text of the file."""

    source: SourceText
    kind: Kind
    text: str
    offsets: Sequence[int]

    def written(self, begin: int, end: int) -> tuple[int, int]:
        """From where to where `text[begin:end]` reaches in the file."""
        if not self.offsets:
            return 0, 0
        first = self.offsets[min(begin, len(self.offsets) - 1)]
        last = self.offsets[min(max(begin, end - 1), len(self.offsets) - 1)]
        return first, max(first, last + 1)

    def place(self, begin: int, end: int) -> Place:
        """Where in the file `text[begin:end]` stands; a part on another line is left out."""
        first, after = self.written(begin, end)
        line, column = line_and_column(self.source.text, first)
        length = len(self.source.text[first:after].split("\n", 1)[0])
        return Place(self.source.path, line, column, max(1, length))


class Manuscript(Struct, frozen=True):
    """An article: the values of its front matter by key, its short title, and its text in reading order."""

    source: SourceText
    head: Mapping[str, Passage]
    short_title: Passage | None
    passages: tuple[Passage, ...]

    @property
    def path(self) -> Path:
        """The file."""
        return self.source.path

    def texts(self) -> Iterator[Passage]:
        """Titles and text: all that is printed as prose."""
        if self.short_title:
            yield self.short_title
        if "title" in self.head:
            yield self.head["title"]
        yield from self.passages


class IssueText(Struct, frozen=True):
    """An issue as the copy editor reads it.

    Attributes:
        articles: In the order of the flatplan.
        date: The day of publication, against which dates are held.
        interval_days: How often the periodical appears.
        terms: The house list.
    """

    articles: tuple[Manuscript, ...]
    date: dt.date | None = None
    interval_days: int | None = None
    terms: tuple[Term, ...] = ()

    def texts(self) -> Iterator[Passage]:
        """The prose of all articles."""
        for article in self.articles:
            yield from article.texts()


class Finding(Struct, frozen=True):
    """One thing found in `passage.text[begin:end]`.

    Attributes:
        code: `check.` and the name of the rule in `messages/copyedit.toml`.
        values: What the sentence is filled in with.
        replacement: What to write instead, where that is certain and changes no meaning.
        weight: The severity that the house list gives; empty for the table's.
        whole: It is about the passage as a whole: what else is found inside does not make it superfluous.
    """

    code: str
    passage: Passage
    begin: int
    end: int
    values: Mapping[str, object] = field(default_factory=dict)
    replacement: str | None = None
    weight: str = ""
    whole: bool = False

    @property
    def rule(self) -> str:
        """The name of the rule."""
        return self.code.removeprefix("check.")


def found(
    code: str, passage: Passage, match: re.Match[str], group: int | str = 0, fix: str | None = None, **values: object
) -> Finding:
    """What `match` has found; `{text}` of the sentence is what it matched."""
    return Finding(code, passage, *match.span(group), {"text": match[group], **values}, fix)

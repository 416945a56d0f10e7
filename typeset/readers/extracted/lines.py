"""Step one of the import: lines are told apart by tables of patterns, and gathered into blocks."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DATE = r"(?P<year>[0-9]{4})\s*[年./-]\s*(?P<month>[0-9]{1,2})\s*[月./-]\s*(?P<day>[0-9]{1,2})\s*日?"
_MARKUP = r"[\s#*]*"


class LineKind(StrEnum):
    """What a line is, as far as the line alone shows."""

    BLANK = "blank"
    MASTHEAD = "masthead"
    SPONSOR = "sponsor"
    SECTION = "section"
    HEADING = "heading"
    SOURCE = "source"
    DATE = "date"
    IMPRINT = "imprint"
    ENTRY = "entry"
    BULLET = "bullet"
    ITEM = "item"
    TABLE = "table"
    TEXT = "text"


# The first pattern that matches from the start of the line decides; TEXT is what is left.
PATTERNS: tuple[tuple[LineKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (LineKind.BLANK, r"[\s#*]*$"),
        (
            LineKind.MASTHEAD,
            _MARKUP + r"(?P<of>[0-9]{4})\s*年\s*第\s*(?P<number>[0-9]{1,3})\s*期\s*"
            r"(?:[(（]\s*总\s*第?\s*(?P<total>[0-9]{1,6})\s*期?\s*[)）])?\s*(?:" + DATE + r")?" + _MARKUP + "$",
        ),
        (LineKind.SPONSOR, _MARKUP + r"(?P<label>主\s*办\s*单\s*位)\s*[:：]?\s*(?P<name>\S.*)"),
        (LineKind.SECTION, _MARKUP + r"【\s*(?P<title>[^【】\s][^【】]*)】" + _MARKUP + "$"),
        (LineKind.HEADING, r"\s{0,3}#{1,6}\s+(?P<title>\S.*)"),
        (LineKind.SOURCE, r"[\s*]*来\s*源\s*[:：]"),
        (LineKind.DATE, r"\s*" + DATE + r"\s*$"),
        (
            LineKind.IMPRINT,
            r"\s*(?:编辑部地址|编辑部电话|邮政编码|邮编|地\s*址|电\s*话|传\s*真|网\s*址|电子邮箱|邮箱)\s*[:：]",
        ),
        (
            LineKind.ENTRY,
            r"\s*(?P<mark>[>＞▶►»])?\s*(?P<title>[^\s>＞▶►»].*?)(?:\t|\.{3}|…{2}|·{3})[\s.…·]*(?P<page>[0-9]{1,4})\s*$",
        ),
        (LineKind.BULLET, r"\s*[•●▪■◆]\s*(?P<title>\S.*)"),
        (LineKind.ITEM, r"\s*(?:[-*+]|[0-9]{1,3}[.)])\s+\S"),
        (LineKind.TABLE, r"\s*(?:\||!\[[^\]]*\]\()"),
    )
)


class Line(Struct, frozen=True):
    """A line of the extracted file; `number` counts from 1."""

    number: int
    text: str


class Block(Struct, frozen=True):
    """Lines that belong together: a paragraph, a heading, a source line, the lines of a table."""

    kind: LineKind
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines as one; the space between two of them goes in the cleaning, where it stands beside Chinese."""
        return " ".join(line.text.strip() for line in self.lines)


# Page feeds and other controls, which no article may hold; a space takes the place of each, so that columns stay.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff\U0010ffff]"
)


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of `text`, numbered."""
    return tuple(Line(number, _CONTROL.sub(" ", line)) for number, line in enumerate(text.split("\n"), 1))


# Nothing but a paragraph is longer; the patterns are not tried on more.
_LONGEST_LINE = 2000


def classify(text: str) -> tuple[LineKind, re.Match[str] | None]:
    """What the line `text` is, with the match that shows it."""
    if not text.strip():
        return LineKind.BLANK, None
    for kind, pattern in PATTERNS if len(text) <= _LONGEST_LINE else ():
        if match := pattern.match(text):
            return kind, match
    return LineKind.TEXT, None


# Kinds whose neighbouring lines make one block; every line of another kind stands alone.
_FLOWING = frozenset([LineKind.TEXT, LineKind.TABLE])
_LONGEST_TITLE_REST = 30
_HOLDS_SOURCE = re.compile(r"来\s*源\s*[:：]")


def split_blocks(lines: Iterable[Line]) -> list[Block]:
    """Gather `lines` into blocks, which end at blank lines and at lines of another kind.

    A short text line without closing mark right below a heading is the rest of a title that was set on two lines.
    """
    blocks: list[Block] = []
    fresh = True
    for line in lines:
        kind = classify(line.text)[0]
        last = blocks[-1] if blocks and not fresh else None
        fresh = kind is LineKind.BLANK
        if fresh:
            continue
        if last and kind is LineKind.TEXT and last.kind is LineKind.HEADING and _continues_title(line.text):
            blocks[-1] = Block(LineKind.HEADING, (*last.lines, line))
        elif last and kind is last.kind and kind in _FLOWING:
            blocks[-1] = Block(kind, (*last.lines, line))
        else:
            blocks.append(Block(kind, (line,)))
    return blocks


def _continues_title(text: str) -> bool:
    return len(text.strip()) <= _LONGEST_TITLE_REST and not is_closed(text) and not _HOLDS_SOURCE.search(text)


# A sentence ends with one of these, whatever quotation marks and brackets close after it.
_CLOSED = re.compile(r"[。！？；：…!?;:.][”’\"')）》】*\s]*$")


def is_closed(text: str) -> bool:
    """Whether `text` ends as a paragraph does."""
    return bool(_CLOSED.search(text))


def lines_of(blocks: Sequence[Block]) -> tuple[Line, ...]:
    """The lines of `blocks`, in order."""
    return tuple(line for block in blocks for line in block.lines)

"""The cover of the extracted issue: masthead line, title, sponsor, contents with highlights and old page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.readers.extracted.characters import rest
from typeset.readers.extracted.lines import Line, LineKind, classify
from typeset.readers.extracted.marks import clean
from typeset.readers.extracted.sourceline import read_date
from typeset.readers.extracted.titles import clean_title

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Sequence

    from typeset.readers.extracted.ledger import Ledger

_OF_THE_COVER = frozenset([LineKind.MASTHEAD, LineKind.SPONSOR, LineKind.BULLET, LineKind.ENTRY])
_BEFORE_THE_BODY = frozenset([LineKind.SECTION, LineKind.SOURCE])
_CONTENTS_HEADS = frozenset(["目录", "目次", "本期目录", "本期目次", "本期要目"])


class CoverEntry(Struct, frozen=True):
    """One entry of the contents: its wording, whether `>` marks it as a highlight, the bullet that it stands under."""

    title: str
    highlight: bool
    section: str
    line: int


class Cover(Struct):
    """What the cover says; filled while it is read."""

    title: str = ""
    year: int | None = None
    number: int | None = None
    total: int | None = None
    date: dt.date | None = None
    sponsor: str = ""
    sections: list[tuple[str, int]] = field(default_factory=list)
    entries: list[CoverEntry] = field(default_factory=list)


def find_cover(lines: Sequence[Line]) -> int:
    """How many of `lines` belong to the cover: up to the last that only a cover has, before the first section head."""
    end = 0
    for index, line in enumerate(lines):
        kind, _ = classify(line.text)
        if kind in _BEFORE_THE_BODY:
            break
        if kind in _OF_THE_COVER:
            end = index + 1
    return end


def read_cover(lines: Sequence[Line], ledger: Ledger) -> Cover:
    """Read the lines of the cover."""
    cover = Cover()
    torn: list[Line] = []  # the beginning of an entry whose page number stands on a later line
    for line in lines:
        kind, match = classify(line.text)
        if kind is LineKind.BLANK:
            continue
        if kind is LineKind.ENTRY and match is not None:
            _read_entry(cover, match, torn, line.number, ledger)
            torn = []
            continue
        _leave(torn, ledger)
        torn = []
        reader = _READERS.get(kind)
        if reader is not None and match is not None:
            reader(cover, match, line, ledger)
        elif "".join(line.text.split()) in _CONTENTS_HEADS:
            ledger.account("labels", line.text, line.number)
        elif kind is LineKind.TEXT and cover.sections:
            torn = [line]
        else:
            ledger.leave(line)
    _leave(torn, ledger)
    return cover


def _leave(lines: Sequence[Line], ledger: Ledger) -> None:
    for line in lines:
        ledger.leave(line)


def _read_masthead(cover: Cover, match: re.Match[str], line: Line, ledger: Ledger) -> None:
    if cover.year is not None:
        ledger.leave(line)
        return
    cover.year, cover.number = int(match["of"]), int(match["number"])
    cover.total = int(match["total"]) if match["total"] else None
    kept = [str(cover.year), str(cover.number), str(cover.total or "")]
    kept.append(_keep_date(cover, match, line, ledger))
    ledger.account("labels", rest(line.text, *kept), line.number)


def _read_date(cover: Cover, match: re.Match[str], line: Line, ledger: Ledger) -> None:
    if cover.date is not None:
        ledger.leave(line)
        return
    ledger.account("labels", rest(line.text, _keep_date(cover, match, line, ledger)), line.number)


def _keep_date(cover: Cover, match: re.Match[str], line: Line, ledger: Ledger) -> str:
    """Take the date, and say which text is accounted for by that."""
    cover.date = cover.date or read_date(match)
    if match["year"] is None:
        return ""
    if read_date(match) is None:
        date = line.text[match.start("year") : match.end("day")]
        ledger.say("import.bad-date", line.number, match.start("year") + 1, len(date), text=date)
        ledger.account("bad-date", date, line.number)
        return date
    return cover.date.isoformat() if cover.date else ""


def _read_title(cover: Cover, match: re.Match[str], line: Line, ledger: Ledger) -> None:
    title = "".join(match["title"].strip("#* ").split())
    if cover.title or not title:
        ledger.leave(line)
        return
    cover.title = title
    ledger.account("publication", title, line.number)


def _read_sponsor(cover: Cover, match: re.Match[str], line: Line, ledger: Ledger) -> None:
    if cover.sponsor:
        ledger.leave(line)
        return
    cleaned = clean(match["name"].strip("#* "))
    cover.sponsor = cleaned.text
    ledger.account("labels", rest(line.text, cleaned.text), line.number)
    ledger.account("publication", cleaned.text, line.number)


def _read_bullet(cover: Cover, match: re.Match[str], line: Line, ledger: Ledger) -> None:
    """A section; the extraction tears its first character off: `行<tab>业资讯`."""
    title = "".join(match["title"].split())
    cover.sections.append((title, line.number))
    ledger.change("torn-sections", int(title != match["title"].strip()))


def _read_entry(cover: Cover, match: re.Match[str], torn: Sequence[Line], number: int, ledger: Ledger) -> None:
    """An entry, of which `torn` lines may hold the beginning; only that can bear the mark of a highlight then."""
    text = " ".join([*(line.text.strip() for line in torn), match["title"]])
    first = text.lstrip(">＞▶►» \t")
    section = cover.sections[-1][0] if cover.sections else ""
    highlight = bool(match["mark"]) or first != text
    cover.entries.append(CoverEntry(clean_title(first).text, highlight, section, number))
    ledger.change("torn-entries", len(torn))
    ledger.account("old-pages", match["page"], number)


_READERS = {
    LineKind.MASTHEAD: _read_masthead,
    LineKind.DATE: _read_date,
    LineKind.HEADING: _read_title,
    LineKind.SPONSOR: _read_sponsor,
    LineKind.BULLET: _read_bullet,
}

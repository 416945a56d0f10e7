"""The source line (来源行) that ends an article, alone on its line or at the end of the last paragraph's."""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct

from typeset.readers.extracted.characters import rest
from typeset.readers.extracted.lines import DATE
from typeset.readers.extracted.marks import clean

_LABEL = re.compile(r"(?<!数据)(?<!资料)(?<!信息)来\s*源\s*[:：]")
_TAIL = re.compile(
    r"来\s*源\s*[:：]\s*(?P<source>.*?)\s*(?:(?:编\s*选|选\s*编)\s*[:：]\s*(?P<selected_by>.*?)\s*)?"
    r"(?P<date>" + DATE + r")?[\s*]*$"
)
_LONGEST = 300
_QUOTED = re.compile(r"^(?:\"([^\"]+)\"|“([^”]+)”)$")


class SourceLine(Struct, frozen=True):
    """Where an article is from, who selected it, and its date. `unread` is what of the line is in none of them."""

    source: str = ""
    selected_by: str = ""
    date: dt.date | None = None
    unread: str = ""
    bad_date: str = ""
    quotes: int = 0


def split_source(text: str) -> tuple[str, str] | None:
    """`text` before its source line, and the source line; None where there is none.

    At the end of a paragraph only a complete line, with its date, is taken for one.
    """
    labels = list(_LABEL.finditer(text))
    if not labels:
        return None
    start = labels[-1].start()
    before, tail = text[:start].rstrip(), text[start:]
    match = _TAIL.match(tail) if len(tail) <= _LONGEST else None
    if match is None or (before.strip("* ") and not match["date"]):
        return None
    return before, tail


def parse_source(text: str) -> SourceLine:
    """Read the source line `text`, which begins with its label."""
    match = _TAIL.match(text.strip().lstrip("*"))
    if match is None:
        return SourceLine(unread=rest(text))
    source, source_quotes = _name(match["source"])
    selected_by, selected_quotes = _name(match["selected_by"] or "")
    date = read_date(match)
    bad_date = match["date"] if match["date"] and not date else ""
    return SourceLine(
        source=source,
        selected_by=selected_by,
        date=date,
        unread=rest(text, source, selected_by, bad_date, date.isoformat() if date else ""),
        bad_date=bad_date,
        quotes=source_quotes + selected_quotes,
    )


def read_date(match: re.Match[str]) -> dt.date | None:
    """The date in a match of `lines.DATE`; None where there is no such day."""
    if match["year"] is None:
        return None
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _name(text: str) -> tuple[str, int]:
    """A name in its clean form, without quotation marks around the whole, and how many of those there were."""
    text = text.strip().strip("*").strip()
    quoted = _QUOTED.match(text)
    if quoted is None:
        return clean(text).text, 0
    return clean(quoted[1] or quoted[2]).text, 2

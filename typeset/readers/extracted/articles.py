"""An article as it is gathered becomes an ImportedArticle: cut paragraphs joined, text cleaned, doubts reported."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.readers.extracted.doubts import doubt_end, doubt_lines, doubt_unpaired
from typeset.readers.extracted.ledger import shorten
from typeset.readers.extracted.lines import Block, Line, LineKind, lines_of
from typeset.readers.extracted.marks import Cleaned, clean
from typeset.readers.extracted.paragraphs import join_cut
from typeset.readers.extracted.sourceline import SourceLine
from typeset.readers.extracted.titles import clean_title

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from typeset.readers.extracted.ledger import Ledger
    from typeset.readers.extracted.sections import RawArticle


class ImportedArticle(Struct, frozen=True):
    """An article; `blocks` are the Markdown texts of its paragraphs and subheads, `line` is where its title stands."""

    title: str
    line: int
    contents: bool = True
    highlight: bool = False
    short_title: str = ""
    source: str = ""
    selected_by: str = ""
    date: dt.date | None = None
    blocks: tuple[str, ...] = ()


def finish_article(raw: RawArticle, ledger: Ledger) -> ImportedArticle:
    """Make the article of `raw`."""
    blocks, page_breaks = join_cut(raw.blocks)
    line_ends = sum(len(block.lines) - 1 for block in blocks if block.kind is LineKind.TEXT)
    ledger.change("page-breaks", len(page_breaks))
    ledger.change("line-ends", line_ends - len(page_breaks))
    doubt_lines([*raw.title, *lines_of(blocks)], ledger)
    title = _settle(clean_title(raw.title_text), raw.title, ledger)
    source = raw.source or SourceLine()
    article = ImportedArticle(
        title=title,
        line=raw.title[0].number,
        source=source.source,
        selected_by=source.selected_by,
        date=source.date,
        blocks=tuple(_write_blocks(blocks, ledger)),
    )
    if raw.source and blocks and blocks[-1].kind is LineKind.TEXT:
        doubt_end(blocks[-1].lines[-1], ledger)
    _check_article(article, ledger)
    return article


def _check_article(article: ImportedArticle, ledger: Ledger) -> None:
    missing = {
        "import.no-text": not article.blocks,
        "import.no-source": not article.source,
        "import.no-date": article.date is None,
    }
    for code, absent in missing.items():
        if absent:
            ledger.say(code, article.line, title=shorten(article.title))


def _settle(cleaned: Cleaned, lines: Sequence[Line], ledger: Ledger) -> str:
    for kind, times in cleaned.changes.items():
        ledger.change(kind, times)
    doubt_unpaired(lines, cleaned.unpaired, ledger)
    return cleaned.text


def _write_blocks(blocks: Sequence[Block], ledger: Ledger) -> Iterator[str]:
    """The Markdown of `blocks`; items that follow one another make one list."""
    for is_list, group in groupby(blocks, key=lambda block: block.kind in _LISTED):
        texts = [_WRITERS.get(block.kind, _write_text)(block, ledger) for block in group]
        yield from ["\n".join(texts)] if is_list else texts


def _write_text(block: Block, ledger: Ledger) -> str:
    return _settle(clean(block.text.replace("\u3000", " ")), block.lines, ledger)


def _write_subhead(block: Block, ledger: Ledger) -> str:
    text = " ".join(line.text.strip().strip("#* \t") for line in block.lines)
    return f"## {_settle(clean_title(text), block.lines, ledger)}"


_LISTED = frozenset([LineKind.ITEM, LineKind.BULLET])
_ITEM = re.compile(r"\s*(?P<mark>[-*+•●▪■◆]|[0-9]{1,3}[.)])\s*(?P<text>.*)")


def _write_item(block: Block, ledger: Ledger) -> str:
    """An item of a list; bullets become the `-` of Markdown."""
    match = _ITEM.match(block.text)
    if match is None:
        return _write_text(block, ledger)
    text = _settle(clean(match["text"].replace("\u3000", " ")), block.lines, ledger)
    mark = match["mark"] if match["mark"][0].isdigit() else "-"
    return f"{mark} {text}"


def _write_lines(block: Block, ledger: Ledger) -> str:
    """Tables and pictures keep their lines."""
    return "\n".join(_settle(clean(line.text), [line], ledger) for line in block.lines)


_WRITERS: Mapping[LineKind, Callable[[Block, Ledger], str]] = {
    LineKind.HEADING: _write_subhead,
    LineKind.ITEM: _write_item,
    LineKind.BULLET: _write_item,
    LineKind.TABLE: _write_lines,
}

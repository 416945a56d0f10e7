"""The body of the extracted issue: blocks become sections with articles, subheads, source lines and the imprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.readers.extracted.characters import squeeze
from typeset.readers.extracted.ledger import shorten
from typeset.readers.extracted.lines import Block, Line, LineKind, classify, split_blocks
from typeset.readers.extracted.sourceline import SourceLine, parse_source, split_source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from typeset.readers.extracted.ledger import Ledger


class RawArticle(Struct):
    """An article as it is gathered: the lines of its title, its blocks, its source line."""

    title: list[Line]
    blocks: list[Block] = field(default_factory=list)
    source: SourceLine | None = None

    @property
    def title_text(self) -> str:
        """The lines of the title as one."""
        return " ".join(_heading(line) for line in self.title)


class RawSection(Struct):
    """A section as it is gathered; without title where articles come before the first 【】."""

    title: str
    line: int
    articles: list[RawArticle] = field(default_factory=list)


class Body(Struct):
    """All that follows the cover."""

    sections: list[RawSection] = field(default_factory=list)
    imprint: list[Line] = field(default_factory=list)


def read_body(lines: Iterable[Line], contents: Collection[str], ledger: Ledger) -> Body:
    """Gather `lines` into sections and articles; `contents` holds the squeezed titles that the cover names."""
    walk = _Walk(contents, ledger)
    for block in _part_sources(split_blocks(lines)):
        walk.take(block)
    return walk.body


def _heading(line: Line) -> str:
    return line.text.strip().strip("#* \t")


def _part_sources(blocks: Sequence[Block]) -> Iterable[Block]:
    """Take the source line off the end of a paragraph that holds one."""
    for block in blocks:
        last = block.lines[-1]
        parted = split_source(last.text) if block.kind is LineKind.TEXT else None
        if parted is None:
            yield block
            continue
        before, tail = parted
        lines = (*block.lines[:-1], Line(last.number, before)) if before.strip("* ") else block.lines[:-1]
        if lines:
            yield Block(LineKind.TEXT, lines)
        yield Block(LineKind.SOURCE, (Line(last.number, tail),))


class _Walk:
    """Goes through the blocks. An article is open from its title to its source line."""

    def __init__(self, contents: Collection[str], ledger: Ledger) -> None:
        self.body = Body()
        self._contents = contents
        self._ledger = ledger
        self._open: RawArticle | None = None
        self._last: RawArticle | None = None

    def take(self, block: Block) -> None:
        takers = {
            LineKind.SECTION: self._take_section,
            LineKind.HEADING: self._take_heading,
            LineKind.SOURCE: self._take_source,
            LineKind.DATE: self._take_date,
            LineKind.IMPRINT: self._take_imprint,
        }
        takers.get(block.kind, self._take_text)(block)

    def _take_section(self, block: Block) -> None:
        _, match = classify(block.lines[0].text)
        title = "".join(match["title"].split()) if match else ""
        self.body.sections.append(RawSection(title, block.lines[0].number))
        self._open = self._last = None

    def _take_heading(self, block: Block) -> None:
        article = self._open
        named = squeeze(" ".join(_heading(line) for line in block.lines)) in self._contents
        if article is None or (named and article.blocks):
            self._begin(block)
        elif article.blocks or squeeze(article.title_text) in self._contents:
            article.blocks.append(block)
            heading = shorten(" ".join(_heading(line) for line in block.lines))
            self._ledger.say("import.subhead", block.lines[0].number, heading=heading)
        else:
            article.title.extend(block.lines)
            self._ledger.say("import.title-joined", block.lines[0].number, title=shorten(article.title_text))

    def _begin(self, block: Block) -> None:
        if not self.body.sections:
            self.body.sections.append(RawSection("", block.lines[0].number))
            self._ledger.say("import.no-section", block.lines[0].number)
        self._open = self._last = RawArticle(list(block.lines))
        self.body.sections[-1].articles.append(self._open)

    def _take_source(self, block: Block) -> None:
        line = block.lines[0]
        if self._open is None:
            self._ledger.leave(line)
            return
        source = parse_source(line.text)
        self._open.source = source
        self._open = None
        self._settle(source, line)
        self._ledger.change("source-quotes", source.quotes)

    def _take_date(self, block: Block) -> None:
        """A date alone on its line is that of the source line before it, if that had none."""
        source = self._last.source if self._last else None
        if self._open is not None or self._last is None or source is None or source.date or source.bad_date:
            self._take_text(block)
            return
        dated = parse_source(f"来源：{block.text}")
        self._settle(dated, block.lines[0], "来源")
        self._last.source = SourceLine(source.source, source.selected_by, dated.date, bad_date=dated.bad_date)

    def _settle(self, source: SourceLine, line: Line, added: str = "") -> None:
        self._ledger.account("labels", source.unread.removeprefix(added), line.number)
        if source.bad_date:
            self._ledger.account("bad-date", source.bad_date, line.number)
            self._ledger.say("import.bad-date", line.number, text=source.bad_date)

    def _take_imprint(self, block: Block) -> None:
        if self._open is None or "编辑部地址" in block.text:
            self.body.imprint.extend(block.lines)
            self._open = None
        else:
            self._take_text(block)

    def _take_text(self, block: Block) -> None:
        if self._open is not None:
            self._open.blocks.append(block)
            return
        for line in block.lines:
            self._ledger.leave(line)

"""The import as a whole: the extracted text of an issue becomes an ImportedIssue, which knows its files.

In: the text, and the path it came from. Out: `ImportedIssue`, with an `ImportReport`. Nothing is read or written.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from typeset.readers.extracted.articles import ImportedArticle, finish_article
from typeset.readers.extracted.characters import squeeze
from typeset.readers.extracted.contents import flag_articles
from typeset.readers.extracted.cover import Cover, find_cover, read_cover
from typeset.readers.extracted.files import write_files, written_texts
from typeset.readers.extracted.imprint import ImportedImprint, parse_imprint
from typeset.readers.extracted.ledger import Ledger
from typeset.readers.extracted.lines import split_lines
from typeset.readers.extracted.report import ImportReport, make_report
from typeset.readers.extracted.sections import Body, read_body

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path, PurePosixPath

    from typeset.diagnostics import Report
    from typeset.readers.extracted.lines import Line

__all__ = ["ImportedArticle", "ImportedIssue", "ImportedSection", "read_extracted"]

# The section of articles that stand before the first 【】; issue.yaml needs a name for it.
_UNNAMED = "未分栏目"


class ImportedSection(Struct, frozen=True):
    """A section (栏目) with its articles in order."""

    title: str
    articles: tuple[ImportedArticle, ...] = ()


class ImportedIssue(Struct, frozen=True):
    """An issue as the extracted text has it. `title`, `sponsor` and `imprint` belong to publication.yaml."""

    title: str
    year: int | None
    number: int | None
    total: int | None
    date: dt.date | None
    sponsor: str
    sections: tuple[ImportedSection, ...]
    imprint: ImportedImprint
    report: ImportReport

    @property
    def articles(self) -> tuple[ImportedArticle, ...]:
        """All articles in order."""
        return tuple(article for section in self.sections for article in section.articles)

    def files(self) -> dict[PurePosixPath, str]:
        """The text of issue.yaml and of articles/*.md, by path within the folder of the issue."""
        return write_files(self)


def read_extracted(text: str, path: Path, report: Report) -> ImportedIssue:
    """Import `text`, the Markdown extracted from the PDF of a whole issue, which came from `path`.

    Never raises for any text; what could not be read is in `report` and in the ImportReport.
    """
    ledger = Ledger(path, report)
    lines = split_lines(text)
    end = find_cover(lines)
    cover = read_cover(lines[:end], ledger)
    body = read_body(lines[end:], frozenset(squeeze(entry.title) for entry in cover.entries), ledger)
    raw = [(section, article) for section in body.sections for article in section.articles]
    articles = [finish_article(article, ledger) for _, article in raw]
    _check_whole(cover, articles, ledger)
    _check_sections(cover, body, lines, ledger)
    following = iter(flag_articles(cover.entries, articles, [section.title for section, _ in raw], ledger))
    sections = tuple(
        ImportedSection(section.title or _UNNAMED, tuple(islice(following, len(section.articles))))
        for section in body.sections
    )
    issue = ImportedIssue(
        title=cover.title,
        year=cover.year,
        number=cover.number,
        total=cover.total,
        date=cover.date,
        sponsor=cover.sponsor,
        sections=sections,
        imprint=_read_imprint(body.imprint, ledger),
        report=ImportReport(path),
    )
    issue = replace(issue, report=make_report(path, text, written_texts(issue.files()), ledger))
    if issue.report.lost:
        ledger.say("import.lost", characters="".join(issue.report.lost))
    return issue


def _check_whole(cover: Cover, articles: Sequence[ImportedArticle], ledger: Ledger) -> None:
    if cover.year is None or cover.number is None or cover.date is None:
        ledger.say("import.no-masthead")
    if not articles:
        ledger.say("import.no-articles")


def _check_sections(cover: Cover, body: Body, lines: Sequence[Line], ledger: Ledger) -> None:
    """The 【】 heads of the body are whole and count; the sections on the cover only check them."""
    titles = [section.title for section in body.sections if section.title]
    if cover.sections and [title for title, _ in cover.sections] != titles:
        named = "、".join(title for title, _ in cover.sections)
        ledger.say("import.section-differs", cover.sections[0][1], cover=named, body="、".join(titles))
    for title, number in cover.sections:
        if title in titles:
            ledger.account("cover-section", title, number)
        else:
            ledger.leave(lines[number - 1])


def _read_imprint(lines: Sequence[Line], ledger: Ledger) -> ImportedImprint:
    imprint = parse_imprint(tuple(line.text for line in lines))
    for line in lines:
        ledger.account("publication", line.text, line.number)
    return imprint

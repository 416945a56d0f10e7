"""What the tests of copy-editing share: an issue made of text alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec.structs import replace

from typeset.copyedit.check import diagnose
from typeset.copyedit.passage import IssueText
from typeset.copyedit.reading import read_manuscript
from typeset.copyedit.terms import Term
from typeset.diagnostics import Severity
from typeset.source import SourceText

DATE = dt.date(2023, 8, 20)
TERMS = (Term("某某中心", ("某某中兴",), Severity.WARNING, ""),)


def issue_of(text: str) -> IssueText:
    """An issue of the articles in `text`, parted by lines of equals signs; `short_title` may stand in front matter."""
    articles = []
    for number, part in enumerate(text.split("\n===\n")):
        article = read_manuscript(SourceText(Path(f"{number}.md"), part.strip("\n")))
        articles.append(replace(article, short_title=article.head.get("short_title")))
    return IssueText(tuple(articles), DATE, 15, TERMS)


def codes(text: str) -> list[str]:
    """The names of the rules that find something in `text`, in reading order."""
    return [diagnostic.code.removeprefix("check.") for diagnostic in diagnose(issue_of(text))]

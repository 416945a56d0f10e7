"""The files of an imported issue, written as an editor would write them."""

from __future__ import annotations

import math
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.readers.extracted.issue import ImportedArticle, ImportedIssue

ISSUE_FILE = PurePosixPath("issue.yaml")
_SCHEMA_LINE = "# yaml-language-server: $schema=../.schema/issue.json"
_LEAST_DIGITS = 2


def write_files(issue: ImportedIssue) -> dict[PurePosixPath, str]:
    """The text of issue.yaml and of every article, by path within the folder of the issue."""
    names = name_articles(issue)
    files = {ISSUE_FILE: _write_issue(issue, names)}
    for articles, section in zip(names, issue.sections, strict=True):
        for name, article in zip(articles, section.articles, strict=True):
            files[PurePosixPath("articles") / name] = _write_article(article)
    return files


def name_articles(issue: ImportedIssue) -> list[list[str]]:
    """The file names by section: number of the section, number of the article, as wide as sorting needs."""
    most = max((len(section.articles) for section in issue.sections), default=0)
    first, second = (max(_LEAST_DIGITS, len(str(number))) for number in (len(issue.sections), most))
    return [
        [f"{s:0{first}}{a:0{second}}.md" for a, _ in enumerate(section.articles, 1)]
        for s, section in enumerate(issue.sections, 1)
    ]


def written_texts(files: dict[PurePosixPath, str]) -> Iterator[str]:
    """The texts of `files` without the file names that issue.yaml holds: what is from the extracted text."""
    for path, text in files.items():
        yield _FILE_NAME.sub("", text) if path == ISSUE_FILE else text


_FILE_NAME = re.compile(r"(?m)^ +- (?:file: )?[0-9]+\.md$")


def _write_issue(issue: ImportedIssue, names: list[list[str]]) -> str:
    head = {"year": issue.year, "number": issue.number, "total": issue.total, "date": issue.date}
    lines = [_SCHEMA_LINE]
    lines += [f"{key}: {value}" for key, value in head.items() if value is not None]
    lines.append("sections:" if issue.sections else "sections: []")
    for articles, section in zip(names, issue.sections, strict=True):
        lines.append(f"  - {yaml_line('title', section.title)}")
        lines.append("    articles:" if articles else "    articles: []")
        for name, article in zip(articles, section.articles, strict=True):
            lines += _entry(name, article)
    return "\n".join(lines) + "\n"


def _entry(name: str, article: ImportedArticle) -> list[str]:
    flags = []
    if not article.contents:
        flags.append("        contents: false")
    if article.highlight:
        flags.append("        highlight: true")
    if article.short_title:
        flags.append(f"        {yaml_line('short_title', article.short_title)}")
    return [f"      - file: {name}", *flags] if flags else [f"      - {name}"]


def _write_article(article: ImportedArticle) -> str:
    head = [("title", article.title), ("source", article.source), ("selected_by", article.selected_by)]
    lines = ["---", *(yaml_line(key, value) for key, value in head if value)]
    if article.date:
        lines.append(f"date: {article.date.isoformat()}")
    return "\n".join([*lines, "---"]) + "\n" + "".join(f"\n{block}\n" for block in article.blocks)


def yaml_line(key: str, value: str) -> str:
    """`key: value` in YAML on one line, Chinese readable, quoted where YAML would read something else."""
    return yaml.safe_dump({key: value}, allow_unicode=True, width=math.inf).rstrip("\n")

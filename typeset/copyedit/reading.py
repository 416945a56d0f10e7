"""From files to what rules read. What reading reports (manifest, front matter, markup) is reported here too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.article import read_article
from typeset.copyedit.passage import IssueText, Manuscript, Passage
from typeset.copyedit.terms import read_terms
from typeset.diagnostics import Report
from typeset.manifest import Rhythm, read_manifest
from typeset.markup.passages import Kind, read_runs
from typeset.source import SourceText, is_file, read_source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from typeset.manifest import Manifest
    from typeset.workspace import Workspace

_DAYS: Mapping[Rhythm, int] = {
    Rhythm.WEEKLY: 7,
    Rhythm.TEN_DAY: 10,
    Rhythm.SEMI_MONTHLY: 15,
    Rhythm.MONTHLY: 31,
    Rhythm.BIMONTHLY: 61,
    Rhythm.QUARTERLY: 92,
}
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", re.DOTALL)
_VALUE = re.compile(
    r"""^(?P<key>\w+):[ \t]+(?:"(?P<d>[^"\\\n]*)"|'(?P<s>[^'\n]*)'|(?P<p>[^"'\s|>][^\n]*?))[ \t]*(?: #.*)?$"""
)
_HEAD_KINDS = {"source": Kind.SOURCE}


def read_issue_text(workspace: Workspace, folder: Path, report: Report) -> tuple[IssueText, Manifest] | None:
    """Read the issue in `folder`; None, with errors in `report`, where it has no usable manifest.

    An article with errors is still read as far as it goes.
    """
    manifest = read_manifest(folder, workspace.publication, report)
    terms = read_terms(workspace.issues / "terms.yaml", report)
    if manifest is None:
        return None
    plan = read_source(folder / "issue.yaml", Report())
    articles = []
    for s, section in enumerate(manifest.issue.sections):
        for a, entry in enumerate(section.articles):
            path = manifest.article_path(entry)
            if not is_file(path):
                continue
            read_article(path, folder, report)
            source = read_source(path, Report())
            if source is None:
                continue
            short = None
            if entry.short_title and plan:
                place = manifest.place("sections", s, "articles", a, "short_title")
                short = _value_at(plan, place.line, place.column, entry.short_title)
            articles.append(read_manuscript(source, short))
    return (
        IssueText(tuple(articles), manifest.issue.date, _DAYS[manifest.publication.rhythm], terms),
        manifest,
    )


def read_manuscript(source: SourceText, short_title: Passage | None = None) -> Manuscript:
    """The article in `source`; one without front matter is text from its first line on."""
    front = _FRONT.match(source.text)
    begin = front.end() if front else 0
    head = _head(source, front) if front else {}
    passages = tuple(
        Passage(source, run.kind, run.text, [begin + offset for offset in run.offsets])
        for run in read_runs(source.text[begin:])
    )
    return Manuscript(source, head, short_title, passages)


def with_texts(issue: IssueText, texts: Mapping[Path, str]) -> IssueText:
    """`issue` with other texts in some of its files."""
    articles = []
    for article in issue.articles:
        short = article.short_title
        if short and short.source.path in texts:
            changed = SourceText(short.source.path, texts[short.source.path])
            first, _ = short.written(0, 1)
            line = short.source.text.count("\n", 0, first) + 1
            short = _value_at(changed, line, 1, short.text) or short
        text = texts.get(article.path)
        articles.append(
            replace(article, short_title=short)
            if text is None
            else read_manuscript(SourceText(article.path, text), short)
        )
    return replace(issue, articles=tuple(articles))


def _head(source: SourceText, front: re.Match[str]) -> dict[str, Passage]:
    head: dict[str, Passage] = {}
    offset = front.start(1) if front[1] else 0
    for line in (front[1] or "").split("\n"):
        match = _VALUE.match(line)
        if match:
            group = next(name for name in "dsp" if match[name] is not None)
            span = range(offset + match.start(group), offset + match.end(group))
            kind = _HEAD_KINDS.get(match["key"], Kind.TITLE)
            head.setdefault(match["key"], Passage(source, kind, match[group], span))
        offset += len(line) + 1
    return head


def _value_at(source: SourceText, line: int, column: int, value: str) -> Passage | None:
    """The scalar `value` of a YAML file; None where it is written with escapes or over several lines."""
    starts = [0, *(match.end() for match in re.finditer("\n", source.text))]
    begin = source.text.find(value, starts[min(line, len(starts)) - 1] + column - 1)
    if begin < 0 or "\n" in source.text[starts[min(line, len(starts)) - 1] : begin]:
        return None
    return Passage(source, Kind.SHORT_TITLE, value, range(begin, begin + len(value)))

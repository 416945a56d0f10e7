"""A new article: a file with its head to fill in, and a line in the flatplan. Nothing that exists is written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.delivery.output import write_whole
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError, UsageError
from typeset.flatplan import with_entry
from typeset.manifest import read_manifest
from typeset.scaffold import check_name, quoted
from typeset.source import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.manifest import Manifest
    from typeset.workspace import Workspace

_TEXT = """\
---
title: {title}
# source: 《来源》
# author: 作者
# selected_by: 编选
# date: {date}
---

正文从这里开始。
"""


class Begun(Struct, frozen=True):
    """The file of the new article, and the section that it stands in."""

    path: Path
    section: str


def new_article(workspace: Workspace, folder: Path, name: str, *, section: str | None, title: str | None) -> Begun:
    """Begin the article `name` in the issue in `folder`, last in `section` or in the last section.

    An article that the flatplan names already gets its file where it stands. Raises UsageError where the file exists
    or there is no such section, ContentError where the manifest is wrong.
    """
    stem = name.removesuffix(".md")
    check_name(stem)
    path = folder / "articles" / f"{stem}.md"
    if path.exists():
        raise UsageError(Diagnostic("workspace.exists", Place(path), {"name": path.name}))
    report = Report()
    manifest = read_manifest(folder, workspace.publication, report)
    if manifest is None:
        raise ContentError(report)
    planned = _planned(manifest, path)
    if planned is None:
        planned = _section(manifest, section)
        _plan(folder / "issue.yaml", planned, stem)
    text = _TEXT.format(title=quoted(title or stem), date=manifest.issue.date.isoformat())
    write_whole(path, text.encode())
    return Begun(path, manifest.issue.sections[planned].title)


def _planned(manifest: Manifest, path: Path) -> int | None:
    for index, section in enumerate(manifest.issue.sections):
        if any(manifest.article_path(entry) == path for entry in section.articles):
            return index
    return None


def _section(manifest: Manifest, title: str | None) -> int:
    titles = [section.title for section in manifest.issue.sections]
    if title in titles:
        return titles.index(title)
    if title is not None or not titles:
        values = {"title": title or "—", "known": "、".join(titles) or "—"}
        raise UsageError(Diagnostic("flatplan.unknown-section", manifest.place("sections"), values))
    return len(titles) - 1


def _plan(path: Path, section: int, stem: str) -> None:
    report = Report()
    source = read_source(path, report)
    text = with_entry(source, section, quoted(stem)) if source else None
    if text is None:
        raise UsageError(Diagnostic("flatplan.by-hand", Place(path), {"entry": stem}))
    write_whole(path, text.encode())

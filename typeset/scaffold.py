"""New workspaces and new issues: the files that an editor starts from. Nothing that exists is written over."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from typeset.article import ArticleHead
from typeset.copyedit.terms import TermsFile
from typeset.delivery.output import write_whole
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.editorfiles import editor_files
from typeset.errors import ContentError, UsageError
from typeset.fonts import CatalogueFile
from typeset.layout import LayoutFile
from typeset.manifest import Issue, Publication, Rhythm, read_manifest
from typeset.numbering import Numbering
from typeset.schema import Model, json_schema
from typeset.workspace import Workspace

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path, PurePosixPath

# The models that editors write by hand, by the name of their JSON Schema.
SCHEMAS: Mapping[str, type[Model]] = {
    "publication": Publication,
    "issue": Issue,
    "article": ArticleHead,
    "layout": LayoutFile,
    "catalogue": CatalogueFile,
    "terms": TermsFile,
}

_PUBLICATION = """\
# yaml-language-server: $schema=.schema/publication.json
title: {title}
sponsor: {sponsor}
layout: bulletin
language: zh-CN
rhythm: {rhythm}
sections:
  - 要闻
  - 观点
imprint:
  address: 编辑部的地址
  postcode: "100000"
  phone: 010-00000000
"""

_ISSUE = """\
# yaml-language-server: $schema=../.schema/issue.json
year: {year}
number: {number}
{total}date: {date}
sections:
{sections}"""

_SAMPLE = """\
---
title: 第一篇文章
source: 编辑部
date: {date}
---

这是一篇样稿。把文章一篇一个文件放进 articles/，再在 issue.yaml 里按先后列出来，运行 typeset build 就得到 PDF。

**段首标题：**段落开头的粗体就是段首标题。小标题以“## ”开头，*着重*用一对星号，脚注写成方括号加脱字号[^1]。

## 小标题

换行不必当心：两个汉字之间的换行不算空格。

[^1]: 注文写在文章末尾。
"""

_IGNORED = "dist/\n.typeset/\n"


def new_workspace(folder: Path, *, title: str, sponsor: str, date: dt.date) -> list[Path]:
    """Make a workspace with a first issue that builds; the files written. Raises UsageError where one is there."""
    workspace = Workspace(folder)
    if workspace.publication.exists():
        raise UsageError(Diagnostic("workspace.exists", Place(workspace.publication), {"name": "publication.yaml"}))
    numbering = Numbering(date.year, 1, 1, date)
    issue = workspace.issues / "issue-1"
    files = {
        workspace.publication: _PUBLICATION.format(
            title=quoted(title), sponsor=quoted(sponsor), rhythm=Rhythm.MONTHLY.value
        ),
        issue / "issue.yaml": issue_yaml(numbering, [("要闻", ["first"])]),
        issue / "articles" / "first.md": _SAMPLE.format(date=date.isoformat()),
    }
    if not (folder / ".gitignore").exists():
        files[folder / ".gitignore"] = _IGNORED
    files |= {path: text for path, text in editor_files(workspace).items() if not path.exists()}
    for path, text in files.items():
        write_whole(path, text.encode())
    return [*files, *write_schemas(workspace)]


def new_issue(workspace: Workspace, name: str | None, base: Path | None) -> tuple[Path, Numbering]:
    """Begin the issue after `base` (or after the newest); its folder and numbering. Raises UsageError, ContentError."""
    report = Report()
    folder = base or workspace.current_issue(workspace.root)
    manifest = read_manifest(folder, workspace.publication, report)
    if manifest is None:
        raise ContentError(report)
    last = manifest.issue
    numbering = Numbering(last.year, last.number, last.total, last.date).following(manifest.publication.rhythm)
    sections = manifest.publication.sections or [section.title for section in last.sections]
    made = workspace.issues / (name or f"issue-{numbering.total or f'{numbering.year}-{numbering.number:02}'}")
    check_name(made.name if name is None else name)
    if made.exists():
        raise UsageError(Diagnostic("workspace.exists", Place(made), {"name": made.name}))
    write_whole(made / "issue.yaml", issue_yaml(numbering, [(title, []) for title in sections]).encode())
    (made / "articles").mkdir()
    (made / "images").mkdir()
    write_schemas(workspace)
    return made, numbering


def check_name(name: str) -> None:
    """Raise UsageError where `name` cannot name the folder of an issue: a path, a hidden folder, nothing."""
    if not name.strip() or name.startswith(".") or re.search(r'[/\\:*?"<>|\x00-\x1f]', name):
        raise UsageError(Diagnostic("workspace.bad-name", None, {"name": name}))


def add_folder(folder: Path, files: Mapping[PurePosixPath, str]) -> None:
    """Make the new folder `folder` with `files` in it, whole or not at all. Raises UsageError where it exists."""
    if folder.exists():
        raise UsageError(Diagnostic("workspace.exists", Place(folder), {"name": folder.name}))
    making = folder.with_name(f".{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        for path, text in files.items():
            write_whole(making / path, text.encode())
        making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def write_schemas(workspace: Workspace) -> list[Path]:
    """Write the JSON Schemas that the heads of our YAML files refer to; the files that changed."""
    changed = []
    for name, model in SCHEMAS.items():
        path = workspace.issues / ".schema" / f"{name}.json"
        data = json_schema(model).encode()
        if not path.is_file() or path.read_bytes() != data:
            write_whole(path, data)
            changed.append(path)
    return changed


def issue_yaml(numbering: Numbering, sections: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The text of an issue.yaml with `sections`, each a title and the names of its articles."""
    lines = []
    for title, articles in sections:
        lines.append(f"  - title: {quoted(title)}\n")
        lines.append("    articles:\n" if articles else "    articles: []\n")
        lines.extend(f"      - {quoted(article)}\n" for article in articles)
    return _ISSUE.format(
        year=numbering.year,
        number=numbering.number,
        total=f"total: {numbering.total}\n" if numbering.total is not None else "",
        date=numbering.date.isoformat(),
        sections="".join(lines),
    )


def quoted(text: str) -> str:
    """`text` as a YAML scalar, quoted only where YAML would read something else."""
    plain = (
        text
        and text == text.strip()
        and text[0] not in "-?:,[]{}#&*!|>'\"%@`"
        and ": " not in text
        and " #" not in text
    )
    return text if plain and not text.endswith(":") and text.isprintable() else "'" + text.replace("'", "''") + "'"

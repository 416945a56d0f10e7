"""What the tests share: a workspace of their own, small enough to build in a second, and the command line in it."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-W", "error", "-m", "typeset")

PUBLICATION = """\
title: 试刊
sponsor: 某某中心
rhythm: semi-monthly
sections: [要闻, 数据]
imprint:
  address: 某路1号
  postcode: "010000"
  phone: 010-12345678
"""

ISSUE = """\
year: 2023
number: 16
total: 293
date: 2023-08-20
sections:
  - title: 要闻
    articles:
      - first
      - file: second
        highlight: true
        short_title: 短题
  - title: 数据
    articles:
      - file: third
        contents: false
"""

ARTICLE = """\
---
title: {title}
source: 《某报》
selected_by: 编辑部
date: 2023-08-18
---

{text}
"""

ARTICLES = {
    "first": ("头一篇", "正文第一段，有“引号”和2023年的数字。\n\n**要点：**第二段。"),
    "second": ("第二篇　有两截的题目", "又一段正文。\n\n## 小标题\n\n再一段。"),
    "third": ("第三篇", "数据一段，增长12.5%。"),
}


@dataclass(frozen=True)
class Desk:
    """A workspace on disk and the ways tests change it."""

    root: Path

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.root)

    @property
    def issue(self) -> Path:
        return self.root / "issues" / "issue-293"

    @property
    def pdf(self) -> Path:
        return self.root / "dist" / "issue-293.pdf"

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the workspace, bytes as they are."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        """Change one place in a file of the workspace."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def article(self, name: str, text: str, title: str = "题目") -> Path:
        """Write an article of the issue."""
        return self.write(f"issues/issue-293/articles/{name}.md", ARTICLE.format(title=title, text=text))


@dataclass(frozen=True)
class Outcome:
    """What a call of the command line left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The diagnostics of a call with `--format json`: on standard error, or in the result of a build."""
        lines = [json.loads(line) for line in self.err.splitlines()]
        if self.code == 0 and self.out.startswith("{"):
            lines += json.loads(self.out)["diagnostics"]
        return lines

    @property
    def codes(self) -> list[str]:
        return [finding["code"] for finding in self.findings]

    def found(self, code: str) -> dict[str, Any]:
        """The first diagnostic with this code."""
        assert code in self.codes, self
        return next(finding for finding in self.findings if finding["code"] == code)


class Call(Protocol):
    def __call__(self, *arguments: str) -> Outcome: ...


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a child process of a test sees: our package, Chinese, nothing of the developer's."""
    own = {"PATH": os.environ["PATH"], "LANG": "zh_CN.UTF-8", "PYTHONPATH": str(REPOSITORY)}
    kept = {name: os.environ[name] for name in ("DYLD_FALLBACK_LIBRARY_PATH",) if name in os.environ}
    return {**own, **kept, **(extra or {})}


class Run(Protocol):
    def __call__(self, *arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Outcome: ...

"""What the tests share: a workspace of their own, small enough to build in a second."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from typeset.workspace import Workspace

REPOSITORY = Path(__file__).resolve().parent.parent

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


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workspace with one issue of three short articles."""
    made = Desk(tmp_path / "desk")
    made.write("issues/publication.yaml", PUBLICATION)
    made.write("issues/issue-293/issue.yaml", ISSUE)
    for name, (title, text) in ARTICLES.items():
        made.article(name, text, title)
    return made


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(desk: Desk) -> Run:
    """Run the command line in the workspace, as a shell would."""

    def call(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": "/usr/bin:/bin", "LANG": "zh_CN.UTF-8", "PYTHONPATH": str(REPOSITORY)}
        environment |= options.pop("env", {})  # type: ignore[arg-type]
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-W", "error", "-m", "typeset", *arguments],
            cwd=options.pop("cwd", desk.root),  # type: ignore[arg-type]
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
            **options,  # type: ignore[call-overload]
        )

    return call

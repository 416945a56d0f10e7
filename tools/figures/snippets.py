"""What is written and what it is set as: each block `markdown` or `css` of the documentation with a picture below it.

The text of the figure is the block itself, so that the two cannot differ. Markdown is set as the text of an article on
a sheet just high enough; a style sheet is put over `bulletin`, and the figure shows the first page of issue-293.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import ImageDraw

from tools.figures.desk import ISSUE, PAPER, ROOT, desk, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from typeset.workspace import Workspace

_PAIR = re.compile(
    r"^(?P<fence>`{3,})(?P<language>markdown|css)\n(?P<text>(?:(?!(?P=fence)$).*\n)*)(?P=fence)\n\n"
    r"!\[[^\]]*\]\((?:\.\./)*pictures/(?P<name>[a-z-]+)\.png\)$",
    re.MULTILINE,
)
_HEAD = "---\ntitle: 图样\n---\n\n"
_WIDTH_PX = 1000
_COVER_PX = 640
_LOWEST_PT, _HIGHEST_PT = 50, 800
_EDGE = "#c4c4c4"


def snippets() -> Iterator[tuple[str, Image.Image]]:
    """Every figure with its name."""
    with desk() as workspace:
        for page in sorted((ROOT / "docs").rglob("*.md")):
            for match in _PAIR.finditer(page.read_text("utf-8")):
                draw = _set if match["language"] == "markdown" else _cover
                yield match["name"], draw(workspace, match["text"])


def _set(workspace: Workspace, text: str) -> Image.Image:
    """`text` on the lowest sheet that holds it."""
    issue = workspace.issues / "issue-figure"
    (issue / "articles").mkdir(parents=True, exist_ok=True)
    (issue / "images").mkdir(exist_ok=True)
    (issue / "images" / "visits.svg").write_bytes((Path(__file__).parent / "visits.svg").read_bytes())
    manifest = "year: 2026\nnumber: 1\ndate: 2026-11-25\nsections:\n  - title: 要闻\n    articles: [figure]\n"
    (issue / "issue.yaml").write_text(manifest, "utf-8")
    (issue / "articles" / "figure.md").write_text(_HEAD + text, "utf-8")
    variables = workspace.root / "layouts" / PAPER / "styles" / "paper.css"
    style = re.sub(r"^:root \{.*\}\n", "", variables.read_text("utf-8"), flags=re.MULTILINE)
    low, high = _LOWEST_PT, _HIGHEST_PT
    while low < high:
        middle = (low + high) // 2
        variables.write_text(f":root {{ --paper-height: {middle}pt; }}\n{style}", "utf-8")
        if lay_out(workspace, issue.name, PAPER).proof.page_count > 1:
            low = middle + 1
        else:
            high = middle
    variables.write_text(f":root {{ --paper-height: {low}pt; }}\n{style}", "utf-8")
    return _edged(lay_out(workspace, issue.name, PAPER).page(1, _WIDTH_PX))


def _cover(workspace: Workspace, style: str) -> Image.Image:
    """The first page of issue-293 with `style` over it."""
    layout = workspace.root / "layouts" / "house"
    (layout / "styles").mkdir(parents=True, exist_ok=True)
    (layout / "layout.yaml").write_text("title: 本刊\nextends: bulletin\nstyles: [styles/house.css]\n", "utf-8")
    (layout / "styles" / "house.css").write_text(style, "utf-8")
    return _edged(lay_out(workspace, ISSUE, layout.name).page(1, _COVER_PX))


def _edged(picture: Image.Image) -> Image.Image:
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=_EDGE)
    return picture

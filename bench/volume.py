"""The project's issue made longer: its sections again and again, each article a file of its own.

In: how many times. Out: a workspace, and the same content as HTML with its style sheets, as a typst and as a LaTeX
document. All of them have a cover, a contents with page numbers, sections that begin on a new page, running heads,
folios and footnotes; only ordinary paragraphs go to typst and LaTeX.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.diagnostics import Report
from typeset.errors import ContentError
from typeset.fonts import read_catalogue
from typeset.layout import Placement, read_layout
from typeset.markup.text import plain_text
from typeset.markup.tree import Paragraph
from typeset.pipeline import read_edition
from typeset.render import render
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from typeset.edition import Edition

ROOT = Path(__file__).resolve().parents[1]
ISSUE = "issue-293"
FONTS = ROOT / "fonts"
_LATEX_SPECIAL = str.maketrans(
    {c: f"\\{c}" for c in "#$%&_{}"} | {"~": r"\textasciitilde{}", "\\": r"\textbackslash{}", "^": r"\^{}"}
)

_TYPST = """\
#set page(paper: "a4", margin: (x: 75.6pt, top: 76pt, bottom: 61.8pt), numbering: "1")
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 10pt, spacing: 10pt, first-line-indent: (amount: 2em, all: true))
#show heading: set text(font: "Noto Sans SC", weight: 700)
#show heading.where(level: 1): it => {{ pagebreak(weak: true); it }}
#align(center, text(size: 60pt, weight: 900, fill: rgb("#a8141c"))[{title}])
#outline(title: [目次], depth: 2)
{body}
"""
_LATEX = r"""
\documentclass[a4paper]{{article}}
\usepackage[textwidth=444bp,textheight=704bp,left=75.6bp,top=76bp,headsep=22bp,footskip=30bp]{{geometry}}
\usepackage{{xeCJK}}
\setmainfont[Path={fonts}/,BoldFont=NotoSerifSC-Bold.ttf]{{NotoSerifSC-Regular.ttf}}
\setCJKmainfont[Path={fonts}/,BoldFont=NotoSerifSC-Bold.ttf]{{NotoSerifSC-Regular.ttf}}
\pagestyle{{headings}}
\begin{{document}}
\fontsize{{12bp}}{{22bp}}\selectfont
\parindent=2em \parskip=0pt \tolerance=2000 \emergencystretch=1em \raggedbottom
\begin{{center}}{{\fontsize{{60bp}}{{72bp}}\selectfont {title}}}\end{{center}}
\renewcommand{{\contentsname}}{{目次}}
\tableofcontents
{body}
\end{{document}}
"""


@dataclass(frozen=True, slots=True)
class Volume:
    """Where it is: the workspace, and in its `peers` folder the documents for other engines."""

    folder: Path

    @property
    def peers(self) -> Path:
        """The folder of what other engines are given."""
        return self.folder / "peers"

    @property
    def html(self) -> Path:
        """The HTML, beside the pictures that it names."""
        return self.folder / "issues" / ISSUE / "issue.html"


def make_volume(folder: Path, times: int) -> Volume:
    """The project's issue in `folder`, its sections `times` times over. Raises ContentError."""
    shutil.copytree(ROOT / "issues", folder / "issues", ignore=shutil.ignore_patterns(".schema"), dirs_exist_ok=True)
    issue = folder / "issues" / ISSUE
    for path in sorted((issue / "articles").glob("*.md")):
        for copy in range(2, times + 1):
            shutil.copy(path, path.with_stem(f"{path.stem}-{copy}"))
    manifest = issue / "issue.yaml"
    manifest.write_text(_repeated(manifest.read_text("utf-8"), times), "utf-8")
    volume = Volume(folder)
    _for_peers(volume)
    return volume


def _repeated(manifest: str, times: int) -> str:
    """The manifest with its sections once more for each copy; copies stay out of the contents."""
    head, *sections = re.split(r"(?m)^(?=  - title:)", manifest)
    told = [head, *sections]
    for copy in range(2, times + 1):
        for section in sections:
            title = re.match(r"  - title:\s*(.*)\n", section)
            names = re.findall(r"(?m)^      - (?:file: )?([a-z0-9-]+)$", section)
            entries = "".join(f"      - file: {name}-{copy}\n        contents: false\n" for name in names)
            told.append(f"  - title: {title[1] if title else copy}\n    articles:\n{entries}")
    return "".join(told)


def _for_peers(volume: Volume) -> None:
    report = Report()
    workspace = Workspace(volume.folder)
    edition, _ = read_edition(workspace, workspace.issues / ISSUE, report)
    layout = read_layout("bulletin", workspace.layout_folders, None, report)
    catalogue = read_catalogue(workspace.font_folders, report)
    if edition is None or layout is None or catalogue is None:
        raise ContentError(report)
    rendering = render(edition, layout, Placement(layout.placements[0]), report)
    if rendering is None:
        raise ContentError(report)
    volume.peers.mkdir()
    volume.html.write_text(rendering.html, "utf-8")
    faces = "".join(
        f'@font-face {{ font-family: "{name}"; font-weight: {face.weight}; src: url("{face.path.as_uri()}") }}\n'
        for face in catalogue.faces
        for name in (face.family, *(role for role, families in catalogue.roles.items() if families[0] == face.family))
    )
    css = "\n".join(style.text for style in rendering.styles)
    (volume.peers / "layout.css").write_text(css, "utf-8")
    page = rendering.html.replace("</head>", f"<style>{faces}{css}</style></head>")
    volume.html.with_name("browser.html").write_text(page, "utf-8")
    (volume.peers / "issue.typ").write_text(_typst(edition), "utf-8")
    (volume.peers / "issue.tex").write_text(_latex(edition), "utf-8")


def _typst(edition: Edition) -> str:
    def quoted(text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
        return f'#"{escaped}"'

    lines = []
    for section in edition.sections:
        lines.append(f"= {quoted(section.title)}")
        for placed in section.articles:
            lines.append(f"== {quoted(placed.article.title)}")
            lines += [f"{quoted(plain_text(block.children))}\n" for block in _paragraphs(placed.article.blocks)]
    return _TYPST.format(title=edition.title, body="\n".join(lines))


def _latex(edition: Edition) -> str:
    def quoted(text: str) -> str:
        return text.translate(_LATEX_SPECIAL).replace("\n", " ")

    lines = []
    for section in edition.sections:
        lines.append(rf"\clearpage\section{{{quoted(section.title)}}}")
        for placed in section.articles:
            lines.append(rf"\subsection{{{quoted(placed.article.title)}}}")
            lines += [f"{quoted(plain_text(block.children))}\n" for block in _paragraphs(placed.article.blocks)]
    return _LATEX.format(title=edition.title, fonts=FONTS, body="\n".join(lines))


def _paragraphs(blocks: tuple[object, ...]) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph)]

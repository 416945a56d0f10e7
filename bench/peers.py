"""One text set by every engine at hand, and what our preflight finds in each: a table of rules and engines.

In: the first articles of issue-293 as plain paragraphs, in one font, at one measure. Out: findings by rule. Engines
that are not installed are left out: typst (PyPI `typst`), XeLaTeX with xeCJK, Chromium. Run as `python -m bench.peers
[--keep FOLDER] [--measure EM] [--for PROFILE]`; the figures are places found, not findings told. Without `--for`
only the rules of Chinese typography are asked; with it all that `typeset preflight --for` asks. Every file is what the
engine writes by itself, ours too: tags, but none of what `typeset build` adds for printers.
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bench.column import FONTS, SIZE_PT, paragraphs, set_column, set_column_by_typst, typst_version
from typeset.diagnostics import Report
from typeset.pipeline import read_edition
from typeset.preflight.document import Document
from typeset.preflight.inspection import inspect
from typeset.preflight.rules import rules
from typeset.preflight.typography import RULES
from typeset.profile import Profile
from typeset.settings import Profiles
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typeset.edition import Edition

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = 18  # about six pages
MEASURE_EM = 37.0
LEADING_PT = 22.0
_LINES = 32
_SIDE_PT, _TOP_PT, _HEIGHT_PT = 72.0, 69.0, 842.0

_HTML = """\
<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>peers</title><style>
@font-face {{ font-family: "Peer Song"; src: url("{font}"); }}
@page {{ size: {width}pt {height}pt; margin: {top}pt {side}pt; }}
body {{ margin: 0; font: {size}pt/{leading}pt "Peer Song"; }}
p {{ margin: 0; text-indent: 2em; text-align: justify; orphans: 2; widows: 2; {modern} }}
</style></head><body>
{body}
</body></html>
"""
# What a careful author asks of a browser.
_MODERN = "line-break: strict; text-autospace: normal; text-spacing-trim: trim-start; text-wrap-style: pretty;"

_LATEX = r"""
\documentclass{{article}}
\usepackage[paperwidth={width}bp,paperheight={height}bp,textwidth={measure}bp,textheight={text}bp,
  left={side}bp,top={top}bp,headsep=0pt,headheight=0pt,footskip=0pt]{{geometry}}
\usepackage{{xeCJK}}
\setmainfont[Path={fonts}/]{{NotoSerifSC-Regular.ttf}}
\setCJKmainfont[Path={fonts}/]{{NotoSerifSC-Regular.ttf}}
\xeCJKsetup{{CheckSingle=true}}
\pagestyle{{empty}}
\begin{{document}}
\fontsize{{{size}bp}}{{{leading}bp}}\selectfont
\parindent=2em \parskip=0pt \topskip={leading}bp \tolerance=2000 \emergencystretch=1em
\widowpenalty=10000 \clubpenalty=10000 \raggedbottom
{body}
\end{{document}}
"""
_LATEX_SPECIAL = str.maketrans(
    {c: f"\\{c}" for c in "#$%&_{}"} | {"~": r"\textasciitilde{}", "\\": r"\textbackslash{}"}
)


def _page(measure_em: float) -> dict[str, float]:
    measure = measure_em * SIZE_PT
    return {
        "width": measure + 2 * _SIDE_PT,
        "height": _HEIGHT_PT,
        "measure": measure,
        "text": _LINES * LEADING_PT,
        "side": _SIDE_PT,
        "top": _TOP_PT,
        "size": SIZE_PT,
        "leading": LEADING_PT,
    }


def _web_page(texts: Sequence[str], measure_em: float, modern: str) -> str:
    body = "\n".join(f"<p>{html.escape(text)}</p>" for text in texts)
    font = (FONTS / "NotoSerifSC-Regular.ttf").as_uri()
    return _HTML.format(**_page(measure_em), font=font, modern=modern, body=body)


def by_weasyprint(texts: Sequence[str], measure_em: float, path: Path) -> None:
    """Set by WeasyPrint as it is."""
    import weasyprint  # noqa: PLC0415 - it takes 0.6 s

    weasyprint.HTML(string=_web_page(texts, measure_em, "")).write_pdf(path)


def by_chromium(texts: Sequence[str], measure_em: float, path: Path) -> None:
    """Set by Chromium with the CSS that it has for Chinese."""
    page = path.with_suffix(".html")
    page.write_text(_web_page(texts, measure_em, _MODERN), "utf-8")
    words = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={path}")
    with tempfile.TemporaryDirectory() as profile:
        _run([_chromium() or "chromium", *words, f"--user-data-dir={profile}", page.as_uri()], path.parent)


def by_xelatex(texts: Sequence[str], measure_em: float, path: Path) -> None:
    """Set by XeLaTeX with xeCJK."""
    body = "\n\n".join(text.translate(_LATEX_SPECIAL) for text in texts)
    source = path.with_suffix(".tex")
    source.write_text(_LATEX.format(**_page(measure_em), fonts=FONTS, body=body), "utf-8")
    _run(["xelatex", "-interaction=nonstopmode", "-halt-on-error", source.name], path.parent)


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def _run(words: Sequence[str], folder: Path) -> None:
    subprocess.run(words, cwd=folder, check=True, capture_output=True, timeout=300)  # noqa: S603 - words of our own


#: The engines, and how to tell whether one is installed.
PEERS: dict[str, tuple[Callable[[Sequence[str], float, Path], None], Callable[[], object]]] = {
    "typst": (set_column_by_typst, typst_version),
    "xelatex": (by_xelatex, lambda: shutil.which("xelatex")),
    "chromium": (by_chromium, _chromium),
    "weasyprint": (by_weasyprint, lambda: True),
}


def first_articles(edition: Edition, count: int) -> Edition:
    """The edition with its first `count` articles only."""
    sections, left = [], count
    for section in edition.sections:
        kept = section.articles[:left]
        left -= len(kept)
        if kept:
            sections.append(replace(section, articles=kept))
    return replace(edition, sections=tuple(sections))


def set_by_all(folder: Path, measure_em: float) -> dict[str, Path]:
    """The PDFs by the name of their engine, ours first."""
    workspace = Workspace(ROOT)
    edition, _ = read_edition(workspace, ROOT / "issues" / "issue-293", Report())
    if edition is None:
        raise SystemExit("issue-293 cannot be read")
    edition = first_articles(edition, ARTICLES)
    texts = list(paragraphs(edition))
    made = {"typeset": folder / "typeset.pdf"}
    set_column(workspace, edition, measure_em, made["typeset"])
    for name, (peer, installed) in PEERS.items():
        if installed():
            made[name] = folder / f"{name}.pdf"
            peer(texts, measure_em, made[name])
        else:
            sys.stdout.write(f"{name} is not installed and left out\n")
    return made


def found_in(path: Path, profile: Profile | None) -> Counter[str]:
    """How many places each rule finds in the PDF at `path`; 1 where it concerns the document."""
    counted: Counter[str] = Counter()
    document = Document(path.read_bytes(), path.name)
    found = inspect(document, profile, Profiles()) if profile else (f for rule in RULES for f in rule(document.text()))
    for finding in found:
        counted[finding.code] += max(len(finding.spots), 1)
    return counted


def main(words: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="bench.peers", description=__doc__)
    parser.add_argument("--keep", type=Path, help="folder to leave the PDFs in")
    parser.add_argument("--measure", type=float, default=MEASURE_EM, help="the measure, in em")
    parser.add_argument("--for", dest="profile", type=Profile, choices=list(Profile), help="ask all of this purpose")
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        made = set_by_all(folder, options.measure)
        counted = {name: found_in(path, options.profile) for name, path in made.items()}
        pages = {name: Document(path.read_bytes(), name).page_count for name, path in made.items()}
    rows = [("pages", "", [str(pages[name]) for name in made])]
    rows += [
        (code, rules()[code].severity.value, [str(found[code] or "·") for found in counted.values()])
        for code in sorted({code for found in counted.values() for code in found})
    ]
    sys.stdout.write(f"{'':26}{'':9}{''.join(name.rjust(12) for name in made)}\n")
    for code, severity, cells in rows:
        sys.stdout.write(f"{code:26}{severity:9}{''.join(cell.rjust(12) for cell in cells)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

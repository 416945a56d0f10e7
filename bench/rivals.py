"""The engines that are measured: how each is run on a volume, and what it must not be slower than."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.volume import FONTS, ISSUE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from bench.volume import Volume

    Command = tuple[Sequence[str], Path, Mapping[str, str]]

PAGES = (24, 240, 2400)

# Plain WeasyPrint, as its documentation has it: the same HTML and style sheets, the same fonts, tagged.
_WEASYPRINT = """
import sys
from pathlib import Path
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
html, css, pdf, fonts = sys.argv[1:]
HTML(html).write_pdf(pdf, stylesheets=[CSS(css)], pdf_variant="pdf/ua-1")
"""
# The same HTML and style sheets by us, without reading the manuscripts before and checking the PDF after.
_PAGES = """
import sys
from pathlib import Path
from typeset.collector import resting
with resting():
    from bench.speed import prepare
    from typeset.cores import cores
    from typeset.diagnostics import Report
    from typeset.press.sheet import lay_out
    job = prepare(Path(sys.argv[1]))
    proof = lay_out(job.rendering, job.catalogue, Report(), jobs=cores())
    Path(sys.argv[2]).write_bytes(proof.write("bench", variant="pdf/ua-1"))
"""
_TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)
"""


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine: the commands that make the PDF of a volume, each with its folder and environment."""

    name: str
    commands: Callable[[Volume], Sequence[Command]]
    installed: Callable[[], bool] = lambda: True

    def output(self, volume: Volume) -> Path:
        """Where its PDF is."""
        return volume.folder / "dist" / f"{ISSUE}.pdf" if self.name == "typeset" else volume.peers / f"{self.name}.pdf"


@dataclass(frozen=True, slots=True)
class Target:
    """At so many pages, one of ours takes at most so much of the time of another engine."""

    pages: int
    engine: str
    most: float
    ours: str = "typeset"


TARGETS = (
    Target(24, "weasyprint", 0.60),
    Target(24, "weasyprint", 0.60, "typeset-pages"),
    Target(24, "xelatex", 0.55),
    Target(240, "weasyprint", 0.45),
    Target(240, "weasyprint", 0.45, "typeset-pages"),
    Target(240, "xelatex", 1.00),
)


def _python(program: str, *words: str) -> Sequence[str]:
    return (sys.executable, "-c", program, *words)


def _typeset(volume: Volume) -> Sequence[Command]:
    words = (sys.executable, "-m", "typeset", "build", ISSUE, "--workspace", str(volume.folder))
    return [(words, volume.folder, {"PYTHONPATH": str(ROOT)})]


def _typeset_pages(volume: Volume) -> Sequence[Command]:
    output = volume.peers / "typeset-pages.pdf"
    return [(_python(_PAGES, str(volume.folder), str(output)), volume.folder, {"PYTHONPATH": str(ROOT)})]


def _weasyprint(volume: Volume) -> Sequence[Command]:
    words = (str(volume.html), str(volume.peers / "layout.css"), str(volume.peers / "weasyprint.pdf"), str(FONTS))
    return [(_python(_WEASYPRINT, *words), volume.folder, {"FONTCONFIG_FILE": str(_fontconfig(volume))})]


def _fontconfig(volume: Volume) -> Path:
    """A configuration of fontconfig with the roles as families: our own, which needs no file, written down."""
    from typeset.diagnostics import Report  # noqa: PLC0415
    from typeset.fonts import read_catalogue  # noqa: PLC0415
    from typeset.press.fontconfig import rules  # noqa: PLC0415 - WeasyPrint takes its time

    path = volume.peers / "fonts.conf"
    catalogue = read_catalogue([FONTS], Report())
    if catalogue and not path.exists():
        folders = f"<dir>{FONTS}</dir><cachedir>{volume.peers / 'fontconfig'}</cachedir>"
        path.write_text(rules(catalogue).replace("<fontconfig>", f"<fontconfig>{folders}"), "utf-8")
    return path


def _typst(volume: Volume) -> Sequence[Command]:
    words = (str(volume.peers / "issue.typ"), str(volume.peers / "typst.pdf"), str(FONTS))
    return [(_python(_TYPST, *words), volume.peers, {})]


def _xelatex(volume: Volume) -> Sequence[Command]:
    """Two runs, for the page numbers of the contents."""
    program = shutil.which("xelatex") or "xelatex"
    words = (program, "-interaction=batchmode", f"-output-directory={volume.peers}", "-jobname=xelatex")
    return [((*words, str(volume.peers / "issue.tex")), volume.peers, {})] * 2


def _chromium(volume: Volume) -> Sequence[Command]:
    program = _browser() or "chromium"
    profile = volume.peers / "profile"
    words = (program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    output = volume.peers / "chromium.pdf"
    page = volume.html.with_name("browser.html").as_uri()
    return [((*words, f"--user-data-dir={profile}", f"--print-to-pdf={output}", page), volume.folder, {})]


def _browser() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


ENGINES = (
    Engine("typeset", _typeset),
    Engine("typeset-pages", _typeset_pages),
    Engine("weasyprint", _weasyprint),
    Engine("typst", _typst, lambda: importlib.util.find_spec("typst") is not None),
    Engine("xelatex", _xelatex, lambda: shutil.which("xelatex") is not None),
    Engine("chromium", _chromium, lambda: _browser() is not None),
)

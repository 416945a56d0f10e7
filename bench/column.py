"""One column of plain paragraphs at a given measure, set by us and by typst with the same fonts.

In: an `Edition`. Out: a PDF. Only ordinary paragraphs are taken, as plain text, so that both engines set the same.
typst (PyPI: `typst`) is optional and not among the project's requirements.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.diagnostics import Report
from typeset.errors import ContentError
from typeset.fonts import read_catalogue
from typeset.layout import Placement, read_layout
from typeset.markup.text import plain_text
from typeset.markup.tree import Paragraph, Text
from typeset.render import render
from typeset.source import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.edition import Edition, EditionArticle
    from typeset.workspace import Workspace

LAYOUTS = Path(__file__).resolve().parent / "layouts"
FONTS = LAYOUTS.parents[1] / "fonts"
SIZE_PT = 12.0
_SIDE_PT = 72.0
_NARROW_EM = 20.0  # G1, clreq first_line_indents: in a narrow column one em is enough

_TYPST = """\
#set page(width: {width}pt, height: 842pt, margin: (x: 72pt, y: 69pt))
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 10pt, spacing: 10pt, first-line-indent: (amount: {indent}em, all: true))
#for text in json("paragraphs.json") [
  #text

]
"""


def plain_edition(edition: Edition) -> Edition:
    """The edition with nothing in its articles but ordinary paragraphs, in plain text."""
    return replace(
        edition,
        sections=tuple(
            replace(section, articles=tuple(_plain(placed) for placed in section.articles))
            for section in edition.sections
        ),
    )


def _plain(placed: EditionArticle) -> EditionArticle:
    blocks = tuple(
        Paragraph((Text(plain_text(block.children)),), block.line)
        for block in placed.article.blocks
        if isinstance(block, Paragraph)
    )
    return replace(placed, article=replace(placed.article, blocks=blocks))


def indent_em(measure_em: float) -> float:
    """The indent of first lines at a measure."""
    return 1.0 if measure_em < _NARROW_EM else 2.0


def paragraphs(edition: Edition) -> Iterator[str]:
    """The text of every ordinary paragraph."""
    for section in edition.sections:
        for placed in section.articles:
            yield from (plain_text(block.children) for block in placed.article.blocks if isinstance(block, Paragraph))


def set_column(workspace: Workspace, edition: Edition, measure_em: float, path: Path) -> None:
    """Set the paragraphs of `edition` with our engine. Raises ContentError with what is wrong."""
    from typeset.press.sheet import lay_out  # noqa: PLC0415 - WeasyPrint takes 0.6 s to import

    report = Report()
    layout = read_layout("column", (LAYOUTS,), None, report)
    catalogue = read_catalogue(workspace.font_folders, report)
    measure_pt = measure_em * SIZE_PT
    lengths = {"measure": f"{measure_pt:g}pt", "width": f"{measure_pt + 2 * _SIDE_PT:g}pt"}
    lengths["indent"] = f"{indent_em(measure_em):g}em"
    sized = f":root {{ {' '.join(f'--{name}: {length};' for name, length in lengths.items())} }}"
    if layout is None or catalogue is None:
        raise ContentError(report)
    layout = replace(layout, styles=(*layout.styles, SourceText(LAYOUTS / "column" / "measure.css", sized)))
    rendering = render(plain_edition(edition), layout, Placement.PAGE, report)
    if rendering is None:
        raise ContentError(report)
    path.write_bytes(lay_out(rendering, catalogue, report).write("bench", variant="pdf/ua-1"))
    if report.errors:
        raise ContentError(report)


def typst_version() -> str | None:
    """The version of typst, if it is installed."""
    if importlib.util.find_spec("typst") is None:
        return None
    return str(getattr(importlib.import_module("typst"), "__version__", "?"))


def set_column_by_typst(texts: Sequence[str], measure_em: float, path: Path) -> None:
    """Set the same paragraphs with typst: same measure, leading, page and fonts, its own breaking and spacing."""
    typst = importlib.import_module("typst")
    folder = path.parent
    (folder / "paragraphs.json").write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    document = folder / f"{path.stem}.typ"
    width = measure_em * SIZE_PT + 2 * _SIDE_PT
    document.write_text(_TYPST.format(width=width, indent=indent_em(measure_em)), "utf-8")
    typst.compile(str(document), output=str(path), font_paths=[str(FONTS)], ignore_system_fonts=True)

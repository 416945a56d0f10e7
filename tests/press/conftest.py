"""Laying out a piece of HTML with the shipped fonts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from typeset.diagnostics import Report
from typeset.fonts import read_catalogue
from typeset.press.sheet import lay_out
from typeset.rendering import Rendering
from typeset.source import SourceText

if TYPE_CHECKING:
    from tests.press.laid_out import Press
    from typeset.press.proof import Proof
    from typeset.typefaces import FontCatalogue

REPOSITORY = Path(__file__).resolve().parents[2]

# 20 em of 10 pt between margins of 20 pt, lines of 20 pt.
PAGE = """
@page { size: 240pt 300pt; margin: 20pt }
html { font: 10pt/20pt song }
body, p { margin: 0 }
p { text-align: justify; text-indent: 2em; orphans: 1; widows: 1 }
"""


@pytest.fixture(scope="session")
def catalogue() -> FontCatalogue:
    report = Report()
    read = read_catalogue([REPOSITORY / "fonts"], report)
    assert read is not None, list(report)
    return read


@pytest.fixture
def press(catalogue: FontCatalogue, tmp_path: Path) -> Press:
    """Lay out a body with more styles; what the engine complains of fails the test unless a report is given."""

    def lay(body: str, css: str = "", report: Report | None = None) -> Proof:
        noticed = Report() if report is None else report
        styles = (SourceText(tmp_path / "page.css", PAGE + css),)
        html = f'<!DOCTYPE html><html lang="zh-CN"><head><title>试</title></head><body>{body}</body></html>'
        proof = lay_out(Rendering(html, styles, tmp_path, (tmp_path, REPOSITORY)), catalogue, noticed)
        if report is None:
            assert [str(d) for d in noticed] == []
        return proof

    return lay

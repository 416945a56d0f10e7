"""The rules of the user agent: only those are left out that a document cannot ask for."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest
from tinyhtml5 import parse

from typeset.diagnostics import Report
from typeset.press import stock as stocks
from typeset.press.sheet import lay_out
from typeset.press.useragent import SHEET, are_usual, is_usual, usual
from typeset.rendering import Rendering
from typeset.source import SourceText

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from typeset.typefaces import FontCatalogue


def tree(html: str) -> Element:
    root: Element = parse(html, namespace_html_elements=False)
    return root


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        ("p, input { margin: 0 }", "p{ margin: 0 }"),
        ("input, select option { margin: 0 }", ""),
        ("li { margin: 0 } /* , input */", "li{ margin: 0 }"),
        (":is(dir, menu, ol, ul) ul { margin: 0 }", ":is(dir, menu, ol, ul) ul{ margin: 0 }"),
        (":is(dir, menu) p { margin: 0 }", ""),
        ("[dir=rtl i] dd, dd { margin: 0 }", "dd{ margin: 0 }"),
        ("abbr[title]::before { margin: 0 }", "abbr[title]::before{ margin: 0 }"),
        ("@counter-style khmer { system: extends cambodian }", ""),
        ("@counter-style decimal { system: numeric }", "@counter-style decimal{ system: numeric }"),
        ("@page { margin: 1px; @top-left { color: red } }", "@page{ margin: 1px; @top-left { color: red } }"),
    ],
)
def test_what_is_usual(rule: str, left: str) -> None:
    assert usual(rule) == left


def test_half_of_the_sheet_is_usual() -> None:
    written = (resources.files("weasyprint.css") / SHEET).read_text("utf-8")
    assert len(usual(written)) < len(written) / 2
    assert "@page" in usual(written)


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p class='dir' title='frame=1'>rules = 3 &lt;input></p><table><tr><td>一</table><svg><rect/></svg>", True),
        ("<p>一<p><INPUT>", False),
        ("<p dir=ltr>一", False),
        ("<table Rules=all>", False),
        ("<link rel=stylesheet href=a.css>", False),
        ("<style>ol { list-style: upper-roman }</style>", True),
        ("<style>ol { list-style: Lao }</style>", False),
        ("<style>@import url(a.css)</style>", False),
        ("<ol style='list-style: lower-roman'>", True),
        ("<ol style='list-style: Hebrew'>", False),
    ],
)
def test_a_document_that_asks_for_more(html: str, *, plain: bool) -> None:
    assert is_usual(tree(html)) == plain


def test_style_sheets_that_ask_for_more() -> None:
    assert are_usual([".menu { list-style: decimal } p::before { content: counter(a, lower-alpha) }"])
    assert not are_usual(["", "p::before { content: counter(a, thai) }"])
    assert not are_usual(["@IMPORT url(a.css);"])


@pytest.mark.parametrize(
    "html", ["<ol style='list-style: inside thai'><li>一<li>二</ol>", "<menu><li>一</menu>", "<p>一"]
)
def test_pages_are_what_they_are_with_all_rules(
    html: str, catalogue: FontCatalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written() -> bytes:
        styles = (SourceText(tmp_path / "page.css", "html { font: 10pt/20pt song }"),)
        rendering = Rendering(f"<!DOCTYPE html><title>试</title>{html}", styles, tmp_path, (tmp_path,))
        return lay_out(rendering, catalogue, Report()).write("x", variant=None)

    found = written()
    monkeypatch.setattr(stocks, "is_usual", lambda _: False)
    assert written() == found

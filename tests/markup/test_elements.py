"""HTML out of the tree: what element each block becomes, and that no text can break out of it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.diagnostics import Report
from typeset.markup.html import to_html
from typeset.markup.parse import parse
from typeset.markup.tree import Code, CodeBlock, Figure, Heading, Link, Paragraph, Quote, Strong, Table, Text


def html(text: str, heading_shift: int = 0) -> str:
    return to_html(
        parse(text, Path("a.md"), 1, Report()), image_url=lambda name: f"/{name}", heading_shift=heading_shift
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲", '<p data-line="1">甲</p>'),
        ("**甲：**乙", '<p class="run-in" data-line="1"><strong>甲：</strong>乙</p>'),
        ("甲**乙**", '<p data-line="1">甲<strong>乙</strong></p>'),
        ("## 甲", '<h2 data-line="1">甲</h2>'),
        ("*甲*`乙`", '<p data-line="1"><em>甲</em><code>乙</code></p>'),
        ("- 甲\n- 乙", '<ul data-line="1"><li data-line="1">甲</li><li data-line="2">乙</li></ul>'),
        ("- 甲\n\n  乙", '<ul data-line="1"><li><p data-line="1">甲</p><p data-line="3">乙</p></li></ul>'),
        ("1. 甲", '<ol data-line="1"><li data-line="1">甲</li></ol>'),
        ("0. 甲", '<ol start="0" data-line="1"><li data-line="1">甲</li></ol>'),
        ("3. 甲", '<ol start="3" data-line="1"><li data-line="1">甲</li></ol>'),
        ("> 甲", '<blockquote data-line="1"><p data-line="1">甲</p></blockquote>'),
        ("***", '<hr data-line="1"/>'),
        ("```\n<a>\n```", '<pre data-line="1"><code>&lt;a&gt;</code></pre>'),
        ("甲\\\n乙", '<p data-line="1">甲<br/>乙</p>'),
        ("{东北|dōng|běi}", '<p data-line="1"><ruby>东<rt>dōng</rt></ruby><ruby>北<rt>běi</rt></ruby></p>'),
        ("[甲](https://a.cn/?a=1&b=2)", '<p data-line="1"><a href="https://a.cn/?a=1&amp;b=2">甲</a></p>'),
        ("[甲](https://a.cn/乙)", '<p data-line="1"><a href="https://a.cn/乙">甲</a></p>'),
        ("[甲](https://a.cn/%20)", '<p data-line="1"><a href="https://a.cn/%20">甲</a></p>'),
        ("甲[^1]\n\n[^1]: 乙", '<p data-line="1">甲<span class="note" role="doc-footnote">乙</span></p>'),
        ("甲![图](a.png)", '<p data-line="1">甲<img src="/a.png" alt="图"/></p>'),
        ("![图](a.png)", '<figure data-line="1"><img src="/a.png" alt="图"/></figure>'),
        ('甲 & 乙 \\< "丙"', '<p data-line="1">甲 &amp; 乙 &lt; "丙"</p>'),
        ("甲\n\n乙", '<p data-line="1">甲</p>\n<p data-line="3">乙</p>'),
    ],
)  # fmt: skip
def test_elements(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_figure() -> None:
    assert html('![图](a.png "题"){credit="某局"}') == (
        '<figure data-line="1"><img src="/a.png" alt="图"/>'
        '<figcaption>题<span class="credit">某局</span></figcaption></figure>'
    )


def test_a_table() -> None:
    text = '| 甲 | 乙 |\n|---|--:|\n| 一 | 二 |\n\n：题{credit="某局"}'
    assert html(text) == (
        '<figure class="table" data-line="1"><table><caption>题</caption>'
        '<thead><tr><th scope="col">甲</th><th scope="col" class="right">乙</th></tr></thead>'
        '<tbody><tr><td>一</td><td class="right">二</td></tr></tbody></table>'
        '<p class="credit">某局</p></figure>'
    )


def test_a_table_of_one_row_is_all_body() -> None:
    assert "thead" not in html("| 甲 |\n|---|")


@pytest.mark.parametrize(("level", "shift", "tag"), [(2, 0, "h2"), (2, 2, "h4"), (4, 2, "h6"), (4, 3, "h6")])
def test_headings_sink(level: int, shift: int, tag: str) -> None:
    assert to_html([Heading(level, (Text("甲"),), 1)], image_url=str, heading_shift=shift).startswith(f"<{tag} ")


INLINES = {"strong", "code", "a", "span"}
TABLE = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
ELEMENTS = {"div", "blockquote", "p", "pre", "figure", "img", "figcaption"} | INLINES | TABLE
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=20
)


@given(TEXTS)
def test_no_text_breaks_out(text: str) -> None:
    words = (Text(text), Strong((Text(text),)), Code(text), Link(text, (Text(text),)))
    table = Table(head=(words,), rows=((words,),), alignments=("left",), caption=words, credit=text, line=2)
    figure = Figure(text, text, words, text, 3)
    blocks = [Quote((Paragraph(words, 1), table, figure, CodeBlock(text, 4)), 1)]
    root = ET.fromstring(f"<div>{to_html(blocks, image_url=str, heading_shift=0)}</div>")  # noqa: S314 - our own
    assert {element.tag for element in root.iter()} == ELEMENTS
    assert [image.get("alt") for image in root.iter("img")] == [text]
    assert [code.text for code in root.iterfind(".//pre/code")] == [text]


@given(st.text(alphabet="甲a<>&\"'*[](){}|`!\\#>-1. \n:^x;=/", max_size=80))
def test_html_of_any_text_is_well_formed(text: str) -> None:
    ET.fromstring(f"<div>{html(text)}</div>")  # noqa: S314 - our own

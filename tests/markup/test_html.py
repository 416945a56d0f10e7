"""The tree becomes HTML that is well-formed whatever the text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.diagnostics import Report
from typeset.markup.html import to_html
from typeset.markup.parse import parse

VOID = {"br", "hr", "img"}


def html(text: str) -> str:
    return to_html(parse(text, Path("a.md"), 1, Report()), image_url=lambda source: f"/{source}", heading_shift=2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正文。", '<p data-line="1">正文。</p>'),
        ("**要点：**正文", '<p class="run-in" data-line="1"><strong>要点：</strong>正文</p>'),
        ("正**文**", '<p data-line="1">正<strong>文</strong></p>'),
        ("a < b & c > d", '<p data-line="1">a &lt; b &amp; c &gt; d</p>'),
        ("## 小题", '<h4 data-line="1">小题</h4>'),
        ("- 一\n- 二", '<ul data-line="1"><li data-line="1">一</li><li data-line="2">二</li></ul>'),
        ("3. 一", '<ol start="3" data-line="1"><li data-line="1">一</li></ol>'),
        ("1. 一", '<ol data-line="1"><li data-line="1">一</li></ol>'),
        ("> 引", '<blockquote data-line="1"><p data-line="1">引</p></blockquote>'),
        ("```\na < b\n```", '<pre data-line="1"><code>a &lt; b</code></pre>'),
        ("`<b>`", '<p data-line="1"><code>&lt;b&gt;</code></p>'),
        ("{拼|pīn}", '<p data-line="1"><ruby>拼<rt>pīn</rt></ruby></p>'),
        ('[字](https://a.cn/"b)', '<p data-line="1"><a href="https://a.cn/&quot;b">字</a></p>'),
        ("字[^1]\n\n[^1]: 注", '<p data-line="1">字<span class="note" role="doc-footnote">注</span></p>'),
        (
            '![说<明](a.svg "题"){credit="人"}',
            (
                '<figure data-line="1"><img src="/a.svg" alt="说&lt;明"/>'
                '<figcaption>题<span class="credit">人</span></figcaption></figure>'
            ),
        ),
        (
            "| 甲 |\n|:-:|\n| 一 |\n\n: 题",
            (
                '<figure class="table" data-line="1"><table><caption>题</caption><thead><tr>'
                '<th scope="col" class="center">甲</th></tr></thead><tbody><tr><td class="center">一</td></tr></tbody>'
                "</table></figure>"
            ),
        ),
    ],
)
def test_blocks_and_inlines(text: str, expected: str) -> None:
    assert html(text) == expected


class Balance(HTMLParser):
    """Fails where a tag closes that is not the last one opened; keeps the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert all(name.replace("-", "").isalpha() for name, _ in attrs), attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def balanced(markup: str) -> str:
    parser = Balance()
    parser.feed(markup)
    parser.close()
    assert parser.open == []
    return parser.text


MARKDOWN = st.text(alphabet="汉字，。：“”ab1 \n\n#*_`~>-+|[]()!{}^:<&;\\　\t.=/\"'", max_size=120)


@given(MARKDOWN | st.text(max_size=120))
def test_any_text_gives_well_formed_html(text: str) -> None:
    balanced(html(text))


@given(st.lists(st.text(alphabet="汉字天地玄黄，。：“”（）2023ab<>&\"' *", min_size=1, max_size=30), max_size=8))
def test_every_han_of_the_tree_is_in_the_html(paragraphs: list[str]) -> None:
    text = "\n\n".join(f"字{line}" for line in paragraphs)
    report = Report()
    parse(text, Path("a.md"), 1, report)
    if not report.errors:  # what is refused as HTML is not printed
        assert han(balanced(html(text))) == han(text)


def han(text: str) -> str:
    return "".join(character for character in text if "一" <= character <= "鿿")

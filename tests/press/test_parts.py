"""An issue set in parts has the pages, the tags and the outline of one that is set as a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.tagged import Tagged
from typeset.diagnostics import Report
from typeset.press import setting
from typeset.press.dump import dump_pages
from typeset.press.parts import Part, split

if TYPE_CHECKING:
    from tests.press.laid_out import Press
    from typeset.press.proof import Proof

CSS = """
@page { @top-left { content: string(name) " " string(head, first-except) } @bottom-right { content: counter(page) } }
@page :left { @top-left { content: string(head) } }
.name { string-set: name content(); position: absolute; visibility: hidden }
.contents { list-style: none; padding: 0 }
.contents a::after { content: leader(".") target-counter(attr(href), page) }
main { counter-reset: footnote }
section { break-before: page; counter-increment: section }
section + section h2 { color: red }
section:last-child h2 { color: blue }
h2 { string-set: head content(); bookmark-level: 1 }
h2::before { content: counter(section) " " }
h3 { bookmark-level: 2 }
.note { float: footnote }
.back { break-before: page }
"""


def body(sections: int, *, back: bool = False) -> str:
    entries = "".join(f'<li><a href="#t{n}">第{n}栏</a></li>' for n in range(sections))
    told = "".join(
        f'<section class="s"><h2 id="t{n}">栏目{n}</h2>{_article(n) * (n % 3 + 1)}</section>\n' for n in range(sections)
    )
    end = '<div class="back"><h2>封底</h2><p>完。</p></div>' if back else ""
    return f'<div class="name">刊名</div><h1>刊名</h1><ol class="contents">{entries}</ol><main>{told}{end}</main>'


def _article(number: int) -> str:
    note = f'<span class="note" role="doc-footnote">注{number}</span>'
    return f"<article><h3>题目</h3><p>甲乙丙{note}丁。</p>{'<p>一段正文，' * 4}写了几行之后完了。</p></article>"


def told(proof: Proof) -> tuple[list[str], list[tuple[int, str, str]], list[str]]:
    """The lines, the links and the tags of what was laid out."""
    tagged = Tagged(proof.write("parts", variant="pdf/ua-1"))
    links = [(link.page, link.target, link.text) for link in proof.links()]
    return list(dump_pages(proof)), links, [element.tag for element in tagged.document.walk()]


@pytest.mark.parametrize("extra", ["", "@page :left { margin-left: 40pt; margin-right: 0 }"])
@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("sections", [2, 5])
def test_parts_are_as_the_whole(
    press: Press, monkeypatch: pytest.MonkeyPatch, sections: int, *, back: bool, extra: str
) -> None:
    in_parts = press(body(sections, back=back), CSS + extra)
    assert len(in_parts._parts) == sections + 1 + back
    monkeypatch.setattr(setting, "split", lambda html: (Part(html),))
    whole = press(body(sections, back=back), CSS + extra)
    assert len(whole._parts) == 1
    assert told(in_parts) == told(whole)


@pytest.mark.parametrize(
    "css",
    [
        "section { break-before: auto }",
        "@page :first { margin: 30pt }",
        "@page { @bottom-left { content: counter(pages) } }",
        "section { break-before: left }",
        "h3 { content: target-text(attr(href)) }",
        "p::after { content: counter(page) }",
        ".s { position: fixed }",
    ],
)
def test_what_concerns_the_whole_is_set_as_a_whole(press: Press, css: str) -> None:
    assert len(press(body(3), CSS + css, Report())._parts) == 1


def test_the_parts_of_a_document() -> None:
    html = "<html><head></head><body class='x'><p>前</p><main id='m'>\n"
    html += "<section id='a' class='s'>一<section>内</section></section>\n"
    html += "<section id='b'>二</section> <div id='c'>后</div></main></body></html>"
    parts = split(html)
    assert [part.opens for part in parts] == [True, False, False, False]
    assert [part.goes_on for part in parts] == [True, True, True, False]
    assert [part.follows for part in parts] == [False, False, True, True]
    bodies = [re.sub(r".*<body class='x'>|</body>.*", "", part.html, flags=re.DOTALL) for part in parts]
    hidden = "<section class='s' style=\"display: none\"></section>"
    assert bodies == [
        "<p>前</p><main id='m'>\n<section class='s'></section></main>",
        "<main id='m'><section id='a' class='s'>一<section>内</section></section><section></section></main>",
        f"<main id='m'>{hidden}<section id='b'>二</section><div></div></main>",
        "<main id='m'><section style=\"display: none\"></section> <div id='c'>后</div></main>",
    ]


@pytest.mark.parametrize(
    "html", ["", "<p>一段", "<body><section>一</section></body>", "<body><section></section>字<section>"]
)
def test_a_document_without_sections_is_one_part(html: str) -> None:
    (part,) = split(html)
    assert part.html == html
    assert part.alone

"""Lines of text alone are one box each, and print as lines of boxes do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from weasyprint.formatting_structure import boxes

from typeset.diagnostics import Report
from typeset.press import lines
from typeset.press.dump import dump_pages
from typeset.press.textline import TextLine

if TYPE_CHECKING:
    from tests.press.laid_out import Press

TEXT = "一九四九年以后，汉字印刷的“版心”渐渐有了规矩。Words, too, have rules; hyphenation 要断得合适，1995—1999。" * 3
CSS = """
@page { size: 300px 400px; margin: 40px; @top-center { content: string(head) } }
p { text-align: justify; hyphens: auto; text-indent: 2em } h2 { string-set: head content(); letter-spacing: 1px }
.right { text-align: right } .centred { text-align: center } .lined { text-decoration: underline }
.dotted { text-emphasis: dot } .hidden { visibility: hidden } .columns { columns: 2 }
b { margin-right: .5em; font-weight: 700; line-height: 1 } small { font-size: .8em } big { font-size: 2em }
sup { vertical-align: super } mark { background: red }
.source { text-align: right } .source span { white-space: nowrap; margin-left: 1em } u { padding: 0 3px }
.raised { position: relative; top: -2px; opacity: .5 } .apart { line-height: 1.7; font-size: 9px }
"""
BODY = f"""
<h2 id="a">标题</h2><p>{TEXT}</p><p class="right">{TEXT[:30]}</p><p class="centred">{TEXT[:20]}</p>
<p class="lined">{TEXT[:40]}</p><p class="dotted">{TEXT[:40]}</p><p class="hidden">{TEXT[:40]}</p>
<p><b>题</b>{TEXT}<em>着重</em>，<a href="#a">回到开头</a>。</p>
<p><b>题中有<i>题</i>，换</b>行{TEXT[:9]}<b>{TEXT}</b></p><p>{TEXT[:40]}<small>小字</small>，<big>大</big>，上<sup>标</sup>。</p>
<p class="source"><span>来源：某报</span><span data-line="4">编选：某人</span><span lang="en">2023-8-16</span></p>
<p>空<b></b>的，<mark>底色</mark>，<u>线</u>，<ruby>注<rt>zhù</rt></ruby>，<b id="b">锚</b>。</p>
<div class="columns"><p>{TEXT}</p><p class="apart">{TEXT}</p></div>
<p class="raised">{TEXT}</p><ul><li>{TEXT}</li></ul><table><tr><td>{TEXT[:50]}</td><td>甲</td></tr></table>
"""


def printed(press: Press) -> tuple[list[str], bytes]:
    proof = press(BODY, CSS, Report())
    return list(dump_pages(proof)), proof.write("0" * 32, variant="pdf/ua-1")


def lines_of(press: Press, body: str, css: str = "") -> list[Any]:
    pages = press(body, css, Report())._document.pages
    return [box for page in pages for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]


def test_it_prints_as_boxes_do(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    sooner = printed(press)
    monkeypatch.setattr(lines, "is_plain", lambda _: False)
    assert printed(press) == sooner


def test_a_paragraph_of_text_has_no_boxes_in_its_lines(press: Press) -> None:
    found = lines_of(press, f"<p>{TEXT}</p>")
    assert len(found) > 1
    assert {type(line) for line in found} == {TextLine}
    assert all(not line.children for line in found)
    assert "".join(piece.text for line in found for piece in line.pieces) == TEXT


def test_text_in_inline_boxes_that_show_nothing_else_needs_no_boxes(press: Press) -> None:
    (line,) = lines_of(
        press, "<p style='line-height: 2'>甲<small>乙<b>丙</b></small>丁<span lang='en'>戊</span></p>", CSS
    )
    assert type(line) is TextLine
    assert [piece.text for piece in line.pieces] == ["甲", "乙", "丙", "丁", "戊"]
    assert [piece.element.tag for piece in line.pieces] == ["p", "small", "b", "p", "span"]
    (*_, bold, after, _) = line.pieces
    assert after.start == pytest.approx(bold.start + bold.width + 0.5 * bold.style["font_size"])


@pytest.mark.parametrize(
    "inside",
    [
        "<a href='#a'>乙</a>",
        "<em id='a'>乙</em>",
        "<em style='background: red'>乙</em>",
        "<em style='border: 1px solid'>乙</em>",
        "<em style='text-decoration: underline'>乙</em>",
        "<em style='text-emphasis: dot'>乙</em>",
        "<em style='position: relative'>乙</em>",
        "<em style='opacity: .5'>乙</em>",
        "<em style='vertical-align: 2px'>乙</em>",
        "<em style='font-size: 30px'>乙</em>",
        "<em style='line-height: 3'>乙</em>",
        "<em style='outline: 1px solid'>乙</em>",
        "<em style='string-set: head content()'>乙</em>",
        "<em style='bookmark-level: 1; bookmark-label: content()'>乙</em>",
        "<em data-line='2'>乙</em>",
        "<em>乙<sub style='display: inline-block'>丙</sub></em>",
        "<ruby>乙<rt>yǐ</rt></ruby>",
    ],
)
def test_what_has_more_than_text_keeps_its_boxes(press: Press, inside: str) -> None:
    found = lines_of(press, f"<p>甲{inside}</p>", CSS)
    assert next(type(line) for line in found if line.element_tag == "p") is boxes.LineBox


def test_lines_and_dots_need_boxes(press: Press) -> None:
    body = "<p class='lined'>甲</p><p class='dotted'>甲</p>"
    assert {type(line) for line in lines_of(press, body, CSS)} == {boxes.LineBox}


def test_of_a_paragraph_the_lines_that_hold_more_than_text_keep_their_boxes(press: Press) -> None:
    first, *others = lines_of(press, f"<p><em id='a'>甲</em>{TEXT}</p>")
    assert type(first) is boxes.LineBox
    assert {type(line) for line in others} == {TextLine}


def test_a_line_moves_with_its_text(press: Press) -> None:
    (line,) = lines_of(press, "<p>甲</p>")
    before = line.position_x, line.position_y
    line.translate(3, 4)
    assert (line.position_x, line.position_y) == (before[0] + 3, before[1] + 4)

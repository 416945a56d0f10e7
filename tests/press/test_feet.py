"""Feet of pages: titles move down, paragraphs take a line more, and nothing else changes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.press.laid_out import lines_of

if TYPE_CHECKING:
    from tests.press.laid_out import Press
    from typeset.press.proof import Proof

# 20 em a line, 13 lines of 20 pt a page.
CSS = """
p { text-indent: 0; orphans: 2; widows: 2; text-wrap-style: pretty }
h3 { margin: 0; font: 10pt/20pt hei; break-after: avoid }
"""
LINE = "一二三四五六七八九十" * 2
FOOT = 20 + 12 * 20 + 13.8


def paragraphs(*lines: int) -> str:
    """Paragraphs of so many full lines each."""
    return "".join(f"<p>{LINE * count}</p>" for count in lines)


def foot(proof: Proof, page: int = 1) -> float:
    return max(run.baseline_pt for run in proof.runs() if run.page == page)


# Twelve lines, then three that cannot be parted.
SHORT = f"{paragraphs(5)}<h3>题目</h3>{paragraphs(6, 3)}"


def test_a_page_stays_short_without_stretch(press: Press) -> None:
    assert foot(press(SHORT, CSS)) == pytest.approx(FOOT - 20)


def test_a_title_moves_down_so_that_the_page_is_full(press: Press) -> None:
    proof = press(SHORT, CSS + "h3 { block-step-stretch: 20pt }")
    assert foot(proof) == pytest.approx(FOOT)
    baselines = sorted({round(run.baseline_pt, 1) for run in proof.runs() if run.page == 1})
    assert {round(after - before) for before, after in pairwise(baselines)} == {20, 40}
    assert lines_of(proof) == lines_of(press(SHORT, CSS))


def test_a_stretch_that_is_too_long_is_not_taken(press: Press) -> None:
    assert foot(press(SHORT, CSS + "h3 { block-step-stretch: 30pt }")) == pytest.approx(FOOT - 20)


def test_larger_titles_move_first(press: Press) -> None:
    body = f"{paragraphs(3)}<h4>小题</h4>{paragraphs(2)}<h3>题目</h3>{paragraphs(5, 3)}"
    css = CSS + "h4 { margin: 0; font: 9pt/20pt hei } h3, h4 { block-step-stretch: 20pt }"
    runs = {run.text: run.baseline_pt for run in press(body, css).runs()}
    assert runs["小题"] == pytest.approx(20 + 3 * 20 + 13.8, abs=1)
    assert runs["题目"] == pytest.approx(20 + 7 * 20 + 13.8, abs=1)


def test_a_page_before_a_new_page_and_the_last_one_stay_as_they_are(press: Press) -> None:
    css = CSS + "h3 { block-step-stretch: 20pt } .new { break-before: page }"
    proof = press(f"<p>一</p><h3>题目</h3><p>二</p><div class='new'>{'<p>三</p><h3>题目</h3><p>四</p>'}</div>", css)
    assert [foot(proof, page) for page in (1, 2)] == [pytest.approx(20 + 2 * 20 + 13.8)] * 2


# Lines that a little less room breaks elsewhere, because what does not fit is a word of two characters.
PAIRS = "——".join(["一二三四五六七八"] * 12)


def test_a_paragraph_takes_a_line_more_so_that_the_page_is_full(press: Press) -> None:
    body = f"<p>{PAIRS}</p>{paragraphs(6, 3)}"
    plain, longer = press(body, CSS), press(body, CSS + "p { paragraph-stretch: 2em }")
    assert foot(plain) == pytest.approx(FOOT - 20)
    assert foot(longer) == pytest.approx(FOOT)
    assert "".join(lines_of(longer)) == "".join(lines_of(plain))
    assert len(lines_of(longer)) == len(lines_of(plain)) + 1


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (f"<p>{PAIRS}</p>{paragraphs(6, 3)}", "p { paragraph-stretch: .1em }"),  # too little for a line
        (f"<p>{PAIRS}</p>{paragraphs(6, 3)}", "p { paragraph-stretch: 2em; text-align: left }"),
        (f"<p>{PAIRS}</p>{paragraphs(6, 3)}", "p { paragraph-stretch: 2em; text-wrap-style: balance }"),
        (f"{paragraphs(6, 6, 3)}", "p { paragraph-stretch: .5em }"),  # a character less a line is an em
        (f"<p>{LINE * 5}一</p>{paragraphs(6, 3)}", "p { paragraph-stretch: .9em }"),  # its last line is short
    ],
)
def test_a_paragraph_stays_as_it_is(press: Press, body: str, css: str) -> None:
    assert lines_of(press(body, CSS + css)) == lines_of(press(body, CSS + css.replace("paragraph-stretch", "--p")))


def test_notes_stand_once_on_a_page_that_was_laid_out_twice(press: Press) -> None:
    note = "<span class='n'>注</span>"
    css = CSS + ".n { float: footnote; font: 10pt/20pt song } p { paragraph-stretch: 1em }"
    body = f"<p>{(LINE * 6)[:-1]}{note}</p>{paragraphs(5, 3)}"
    proof = press(body, css)
    assert len([run for run in proof.runs() if "注" in run.text]) == 1

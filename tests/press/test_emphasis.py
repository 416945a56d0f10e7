"""Emphasis dots and proper-noun lines (GB/T 15834 5.1.8, clreq handling_interlinear; requirements L1 and L2)."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pytest

if TYPE_CHECKING:
    from tests.press.laid_out import Press
    from typeset.press.proof import Proof

SIZE, LEFT, TOP, PAGE_HEIGHT = 10.0, 20.0, 20.0, 300.0
BASELINE = TOP + 5.0 + 8.8
DOTS = "em { font-style: normal; text-emphasis-style: filled dot; text-emphasis-position: under right }"
NAMES = "u { text-decoration: underline; text-decoration-inset: auto }"
_NUMBER = rb"-?[0-9.]+"
_DISC = re.compile(rb"(%s) (%s) m\n(?:(?:%s ){6}c\n){4}f" % ((_NUMBER,) * 3))
_LINE = re.compile(rb"(%s) (%s) m\n(%s) (%s) l" % ((_NUMBER,) * 4))


def content(proof: Proof) -> bytes:
    """The operators of the first page."""
    with pikepdf.open(io.BytesIO(proof.write("t", variant="pdf/ua-1"))) as pdf:
        return pdf.pages[0].Contents.read_bytes()


def discs(proof: Proof, radius_em: float = 0.07) -> list[tuple[float, float]]:
    """The centre of each dot, in points from the top left of the page."""
    points = [(float(x) * 0.75, float(y) * 0.75) for x, y in _DISC.findall(content(proof))]
    return [(x - radius_em * SIZE, y) for x, y in points]


def test_a_dot_under_the_middle_of_every_han(press: Press) -> None:
    found = discs(press("<p style='text-indent: 0'>前面<em>着重的字</em>后面</p>", DOTS))
    assert [x for x, _ in found] == pytest.approx([LEFT + SIZE * (n + 2.5) for n in range(4)], abs=0.05 * SIZE)


def test_dots_stand_below_the_character_and_above_the_next_line(press: Press) -> None:
    (first, *_) = discs(press("<p style='text-indent: 0'><em>着重</em></p>", DOTS))
    assert BASELINE + 0.18 * SIZE < first[1] < BASELINE + 0.4 * SIZE


def test_no_dot_under_a_mark_or_a_letter(press: Press) -> None:
    assert len(discs(press("<p><em>日期，“数”：ug，好</em></p>", DOTS))) == 4


def test_no_dot_under_a_letter_that_is_as_wide_as_a_han(press: Press) -> None:
    assert len(discs(press("<p><em>看 WWF、Mm</em></p>", DOTS))) == 1


def test_a_dot_under_every_digit(press: Press) -> None:
    assert len(discs(press("<p><em>第12号</em></p>", DOTS))) == 4


def test_a_circle_is_larger_and_an_open_one_is_a_ring(press: Press) -> None:
    body = "<p style='text-indent: 0'><em>着</em></p>"
    ring = re.compile(rb"(%s) (%s) m\n(?:(?:%s ){6}c\n){4}S" % ((_NUMBER,) * 3))
    filled = press(body, DOTS.replace("filled dot", "circle"))
    assert discs(filled, 0.11) == [pytest.approx((LEFT + SIZE / 2, BASELINE + 0.27 * SIZE), abs=0.01)]
    for words, radius_em in (("open dot", 0.07), ("open", 0.11)):
        found = content(press(body, DOTS.replace("filled dot", words)))
        assert not _DISC.search(found)
        ((x, _),) = ring.findall(found)
        assert float(x) * 0.75 == pytest.approx(LEFT + SIZE / 2 + (radius_em - 0.0125) * SIZE, abs=0.01)


def test_over(press: Press) -> None:
    over = DOTS.replace("under", "over")
    (first, *_) = discs(press("<p style='text-indent: 0'><em>着重</em></p>", over))
    assert first[1] < BASELINE - 0.88 * SIZE


def test_dots_keep_to_their_characters_in_a_line_that_is_spread(press: Press) -> None:
    proof = press(f"<p style='text-indent: 0'><em>{'一二三四五六七八九十' * 2}</em>，后面还有</p>", DOTS)
    run = next(run for run in proof.runs() if run.text.startswith("一二"))
    pen, wanted = run.x_pt, []
    for gap in run.gaps_pt:
        wanted.append(pen + SIZE / 2)
        pen += SIZE + gap
    assert [x for x, _ in discs(proof)][: len(wanted)] == pytest.approx(wanted, abs=0.05)


def test_pinyin_has_no_dots(press: Press) -> None:
    assert len(discs(press("<p><em><ruby>字<rt>zì 1</rt></ruby></em></p>", DOTS + "rt { font-size: .5em }"))) == 1


def underlines(proof: Proof) -> list[tuple[float, float]]:
    return [(float(a) * 0.75, float(b) * 0.75) for a, _, b, _ in _LINE.findall(content(proof))]


def test_the_lines_of_two_names_side_by_side_do_not_touch(press: Press) -> None:
    found = underlines(press("<p style='text-indent: 0'><u>苏州</u><u>无锡</u>之间</p>", NAMES))
    assert len(found) == 2
    for (_, end), (start, _) in pairwise(found):
        assert start - end == pytest.approx(SIZE / 8, abs=0.01)


def test_a_line_under_other_text_is_as_long_as_the_text(press: Press) -> None:
    ((start, end),) = underlines(press("<p style='text-indent: 0'><u>苏州</u></p>", "u{text-decoration: underline}"))
    assert end - start == pytest.approx(2 * SIZE, abs=0.01)

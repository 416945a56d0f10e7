"""Pinyin over its base (clreq positioning_of_romanization, requirements L3 and L4)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.press.laid_out import Press, lines_of
from tests.tagged import Tagged
from typeset.composer.cluster import Cluster
from typeset.press.ruby import NEIGHBOUR_GAP_EM, narrowed, openings, placed, shares, widened, widening_pt

if TYPE_CHECKING:
    from typeset.leaves import TextRun
    from typeset.press.proof import Proof

CSS = "rt { font-size: .5em }"
SIZE, PITCH, LEFT, RIGHT = 10.0, 20.0, 20.0, 220.0


def ruby(*pairs: tuple[str, str]) -> str:
    return "".join(f"<ruby>{base}<rt>{above}</rt></ruby>" for base, above in pairs)


LONG = ruby(("装", "zhuāng"), ("窗", "chuāng"), ("双", "shuāng"), ("衣", "yī"))


def pinyin(proof: Proof) -> list[TextRun]:
    return [run for run in proof.runs() if run.size_pt == SIZE / 2]


def bases(proof: Proof) -> list[TextRun]:
    return [run for run in proof.runs() if run.size_pt == SIZE]


def middle(run: TextRun) -> float:
    return run.x_pt + run.width_pt / 2


def run_of(proof: Proof, text: str) -> TextRun:
    return next(run for run in proof.runs() if run.text == text)


def test_it_stands_over_the_middle_of_its_base(press: Press) -> None:
    proof = press(f"<p>这里写着{LONG}四个字。</p>", CSS)
    for base, above in (("装", "zhuāng"), ("窗", "chuāng"), ("双", "shuāng"), ("衣", "yī")):
        assert middle(run_of(proof, above)) == pytest.approx(middle(run_of(proof, base)), abs=0.01)


def test_it_stands_over_the_middle_in_a_line_that_is_spread(press: Press) -> None:
    text = f"<p>一二三四五六七八{ruby(('九十', 'jiǔshí'))}一二三四五六1234567890123456789012，末行。</p>"
    proof = press(text, CSS)
    assert any(gap > 0.05 for gap in run_of(proof, "九十").gaps_pt), "the line is to be spread"
    base = run_of(proof, "九十")
    ink = base.x_pt + (base.width_pt - base.gaps_pt[-1]) / 2
    assert middle(run_of(proof, "jiǔshí")) == pytest.approx(ink, abs=0.01)


def test_neighbours_keep_a_quarter_of_an_em_apart(press: Press) -> None:
    found = sorted(pinyin(press(f"<p>{LONG}</p>", CSS)), key=lambda run: run.x_pt)
    for left, right in pairwise(found):
        assert right.x_pt - left.x_pt - left.width_pt >= NEIGHBOUR_GAP_EM * SIZE / 2 - 1e-6


def test_a_base_with_a_short_annotation_keeps_its_width(press: Press) -> None:
    first, second = bases(press(f"<p>{ruby(('一', 'yī'), ('衣', 'yī'))}</p>", CSS))
    assert second.x_pt - first.x_pt == pytest.approx(SIZE)


def test_the_pitch_is_what_it_was(press: Press) -> None:
    proof = press(f"<p>{LONG * 8}</p>", CSS)
    baselines = sorted({round(run.baseline_pt, 3) for run in bases(proof)})
    assert len(baselines) > 2
    assert [b - a for a, b in pairwise(baselines)] == pytest.approx([PITCH] * (len(baselines) - 1))


def test_it_stays_inside_the_measure(press: Press) -> None:
    for run in pinyin(press(f"<p>{LONG * 8}</p>", CSS)):
        assert run.x_pt >= LEFT - 1e-6
        assert run.x_pt + run.width_pt <= RIGHT + 1e-6


def test_it_goes_where_its_base_goes(press: Press) -> None:
    proof = press(f"<p>一二三四五六七八九十一二三四五六七{LONG}</p>", CSS)
    for base, above in (("装", "zhuāng"), ("窗", "chuāng"), ("双", "shuāng")):
        assert run_of(proof, base).baseline_pt - run_of(proof, above).baseline_pt == pytest.approx(10.0, abs=0.5)


def test_a_base_of_two_characters_is_not_divided(press: Press) -> None:
    for before in range(14, 20):
        lines = lines_of(press(f"<p>{'一' * before}{ruby(('重庆', 'Chóngqìng'))}是一座山城。</p>", CSS))
        assert any("重庆" in line for line in lines)


def test_under(press: Press) -> None:
    proof = press(f"<p>这里{ruby(('字', 'zì'))}</p>", CSS + "ruby { ruby-position: under }")
    below = run_of(proof, "zì").baseline_pt - run_of(proof, "字").baseline_pt
    assert 0.5 * SIZE < below < 0.7 * SIZE


def test_one_ruby_with_several_pairs(press: Press) -> None:
    proof = press("<p><ruby>拼<rt>pīn</rt>音<rp>(</rp><rt>yīn</rt><rp>)</rp></ruby></p>", CSS)
    assert middle(run_of(proof, "pīn")) == pytest.approx(middle(run_of(proof, "拼")), abs=0.01)
    assert middle(run_of(proof, "yīn")) == pytest.approx(middle(run_of(proof, "音")), abs=0.01)
    assert not [run for run in proof.runs() if run.text in "()"]


def test_a_mark_stays_with_its_base(press: Press) -> None:
    for before in range(14, 20):
        lines = lines_of(press(f"<p>{'一' * before}{ruby(('衣', 'yī'))}，后面还有字。</p>", CSS))
        assert not any(line.startswith("，") for line in lines)


def test_the_tags_know_base_and_annotation(press: Press) -> None:
    data = press(f"<p>这里写着{ruby(('字', 'zì'))}。</p>", CSS).write("t", variant="pdf/ua-1")
    (paragraph,) = Tagged(data).document.all("P")
    assert list(paragraph.dump()) == ["P 这里写着[Ruby [RB 字][RT zì]]。"]


HAN = [Cluster("重", 10.0, 10.0), Cluster("庆", 10.0, 10.0)]


def test_widening_is_undone_by_narrowing() -> None:
    wide, inset_pt = widened(HAN, 6.0, "center")
    assert [cluster.advance_pt for cluster in wide] == [13.0, 13.0]
    assert [cluster.break_before for cluster in wide] == ["auto", "forbidden"]
    assert [cluster.advance_pt for cluster in narrowed(wide, inset_pt)] == [10.0, 10.0]


@pytest.mark.parametrize(
    ("align", "advances_pt", "inset_pt"),
    [
        ("start", [10.0, 16.0], (0.0, 6.0)),
        ("center", [13.0, 13.0], (3.0, 3.0)),
        ("space-between", [16.0, 10.0], (0.0, 0.0)),
        ("space-around", [14.5, 11.5], (1.5, 1.5)),
    ],
)
def test_a_base_fills_the_width_of_its_annotation(
    align: str, advances_pt: list[float], inset_pt: tuple[float, float]
) -> None:
    wide, inset = widened(HAN, 6.0, align)
    assert [cluster.advance_pt for cluster in wide] == pytest.approx(advances_pt)
    assert inset == pytest.approx(inset_pt)


@pytest.mark.parametrize("align", ["start", "center", "space-between", "space-around"])
def test_what_cannot_be_spread_is_centred_unless_it_starts_its_base(align: str) -> None:
    assert shares(align, 6.0, 0) == ((0.0, 0.0) if align == "start" else (3.0, 0.0))


def test_only_han_is_spread() -> None:
    assert openings(HAN) == [0]
    assert openings([Cluster(letter, 5.0, 10.0, wide=False) for letter in "chóng"]) == []
    assert openings([Cluster("字", 10.0, 10.0), Cluster("，", 10.0, 10.0), Cluster("字", 10.0, 10.0)]) == []


@pytest.mark.parametrize(
    ("align", "start_pt", "gap_pt"),
    [("start", 0.0, 0.0), ("center", 5.0, 0.0), ("space-between", 1.25, 7.5), ("space-around", 3.125, 3.75)],
)
def test_an_annotation_fills_the_width_of_its_base(align: str, start_pt: float, gap_pt: float) -> None:
    found, gaps = placed(HAN, 10.0, 10.0, align)
    assert found == pytest.approx(start_pt)
    assert gaps == pytest.approx({0: gap_pt})


@pytest.mark.parametrize(("align", "from_left"), [("start", 0.0), ("center", 0.5)])
def test_the_style_sheet_says_where_it_stands(press: Press, align: str, from_left: float) -> None:
    proof = press(f"<p>这里写着{ruby(('重庆市', 'yī'))}三个字。</p>", CSS + f"ruby {{ ruby-align: {align} }}")
    base, above = run_of(proof, "重庆市"), run_of(proof, "yī")
    assert above.x_pt - base.x_pt == pytest.approx(from_left * (base.width_pt - above.width_pt), abs=0.01)


def test_han_over_han_is_spread(press: Press) -> None:
    proof = press(f"<p>这里写着{ruby(('重庆市', '山城'))}三个字。</p>", CSS + "ruby { ruby-align: space-around }")
    base, above = run_of(proof, "重庆市"), run_of(proof, "山城")
    kept = NEIGHBOUR_GAP_EM * SIZE / 2
    each = (base.width_pt - SIZE - kept) / 2
    assert above.gaps_pt[0] == pytest.approx(each, abs=0.01)
    assert above.x_pt - base.x_pt == pytest.approx((kept + each) / 2, abs=0.01)


@pytest.mark.parametrize(("annotation_pt", "wanted_pt"), [(5.0, 0.0), (8.75, 0.0), (10.0, 1.25), (16.0, 7.25)])
def test_a_base_is_widened_by_what_its_annotation_needs(annotation_pt: float, wanted_pt: float) -> None:
    assert widening_pt([Cluster("字", 10.0, 10.0)], annotation_pt, 5.0) == pytest.approx(wanted_pt)

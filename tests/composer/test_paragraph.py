from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from tests.composer.measure import serif
from typeset.cjk.kinsoku import NEVER
from typeset.cjk.spacing import Stretch
from typeset.composer import Cluster, Paragraph, SetLine, Style

if TYPE_CHECKING:
    from typeset.composer.style import Hanging, Strategy

EM = 12.0


def paragraph(text: str, style: Style | None = None) -> Paragraph:
    return Paragraph(serif().shape(text, EM), style)


def lines(text: str, measure_em: float, style: Style | None = None, indent_em: float = 0.0) -> list[str]:
    made = paragraph(text, style)
    return [
        "".join(cluster.text for cluster in made.clusters[span.start : span.end])
        for span in made.break_lines(measure_em * EM, indent_em * EM)
    ]


def single(text: str, style: Style | None = None) -> tuple[Paragraph, SetLine]:
    made = paragraph(text, style)
    (span,) = made.break_lines(1000 * EM)
    return made, made.set_line(span, 1000 * EM, justify=False)


def advances_em(text: str, style: Style | None = None) -> list[float]:
    """From each cluster of a line to the next."""
    made, line = single(text, style)
    pairs = zip(made.clusters, line.gaps_pt, strict=True)
    return [round((cluster.advance_pt + gap) / EM, 3) for cluster, gap in pairs]


@pytest.mark.parametrize(
    ("text", "measure_em"),
    [
        pytest.param("一二三四五六七八九十，一二三四五", 10, id="B1 stop"),
        pytest.param("一二三四五六七八九（十一二三四五）", 10, id="B2 opening mark"),
        pytest.param("一二三四五六七八九十～一二三四五", 10, id="B3 wave"),
        pytest.param("一二三四五六七八九十—一二三四五", 10, id="B3 lone dash"),
        pytest.param("一二三四五六七八九十·一二三四五", 10, id="B3 interpunct"),
        pytest.param("一二三四五六七八九十／一二三四五", 10, id="B4 solidus start"),
        pytest.param("一二三四五六七八九／十一二三四五", 10, id="B4 solidus end"),
        pytest.param("一二三四五六七八九——十一二三四五", 10, id="B5 dash"),
        pytest.param("一二三四五六七八九……十一二三四五", 10, id="B5 ellipsis"),
        pytest.param("一二三四五六七八九1,234.5一二三四五", 10, id="B6 number"),
        pytest.param("一二三四五六七八九80%一二三四五", 10, id="B6 suffix"),
        pytest.param("一二三四五六七八九￥80一二三四五", 10, id="B6 prefix"),
        pytest.param("一二三四五六七八九十①一二三四五", 10, id="B8 note"),
        pytest.param("一二三四五六七八九word一二三四五", 10, id="B9 word"),
    ],
)
def test_line_edges(text: str, measure_em: float) -> None:
    found = lines(text, measure_em)
    assert "".join(found) == text
    assert len(found) > 1
    for line in found[1:]:
        assert line[0] not in "，。）～·／①%"
        assert line[0] != "—" or line[:2] == "——"
    for line in found[:-1]:
        assert line[-1] not in "（“／￥"
    for whole in ("——", "……", "1,234.5", "80%", "￥80", "word"):
        assert whole not in text or any(whole in line for line in found)


def test_b7_a_date_is_kept_together_when_it_costs_little() -> None:
    penalty = paragraph("到2025年底").items.penalty
    assert penalty[2] == NEVER
    assert 0 < penalty[5] < NEVER
    assert penalty[6] == 0


def test_b8_a_note_cluster_stays_with_its_text() -> None:
    clusters = serif().shape("一二三四五六七八九十一二三四五", EM)
    note = Cluster("1", 3.0, 7.0, kind="note")
    made = Paragraph([*clusters[:10], note, *clusters[10:]])
    starts = [span.start for span in made.break_lines(10 * EM)]
    assert 10 not in starts


def test_b9_hyphenation_divides_a_word_and_adds_a_hyphen() -> None:
    hyphen = serif().shape("-", EM)[0]
    style = Style(hyphenate=lambda word: (6,) if word == "wonderful" else (), make_hyphen=lambda _: hyphen)
    made = paragraph("一二三四五六七wonderful一二三四", style)
    spans = made.break_lines(11.5 * EM)
    assert spans[0].hyphenated
    line = made.set_line(spans[0], 11.5 * EM, justify=True)
    assert line.hyphen is hyphen
    assert made.clusters[spans[0].end - 1].text == "r"
    assert line.width_pt == pytest.approx(11.5 * EM)


def test_b9_a_forced_break_needs_no_hyphen() -> None:
    style = Style(hyphenate=lambda _: (6,), make_hyphen=lambda _: serif().shape("-", EM)[0])
    clusters = serif().shape("一wonderful", EM)
    clusters[7] = replace(clusters[7], break_before="forced")
    made = Paragraph(clusters, style)
    spans = made.break_lines(EM)
    assert ["".join(one.text for one in clusters[span.start : span.end]) for span in spans] == ["一", "wonder", "ful"]
    assert not any(span.hyphenated for span in spans)


def test_c1_c2_marks_are_trimmed_at_both_edges() -> None:
    made = paragraph("“一二三四五六七八，九十一二三四五六七八九十")
    spans = made.break_lines(9 * EM)
    line = made.set_line(spans[0], 9 * EM, justify=True)
    assert line.trim_start_pt == 0.5 * EM
    assert line.trim_end_pt == 0.5 * EM
    assert line.width_pt == pytest.approx(9 * EM)


@pytest.mark.parametrize(("trim", "expected"), [(True, 0.5 * EM), (False, 0.0)])
def test_c3_an_indented_first_line(trim: bool, expected: float) -> None:  # noqa: FBT001
    _, line = single("“一二", Style(trim_first_line=trim))
    assert line.trim_start_pt == expected


@pytest.mark.parametrize(("trim", "expected"), [(True, 0.5 * EM), (False, 0.0)])
def test_edges_keep_the_blank_of_marks_if_the_style_says_so(trim: bool, expected: float) -> None:  # noqa: FBT001
    made = paragraph("“一二三四五六七八，“九十一二三四五六七八九十", Style(trim_starts=trim, trim_ends=trim))
    first, second, *_ = made.break_lines(10 * EM)
    line = made.set_line(first, 10 * EM, justify=True)
    assert line.trim_start_pt == expected
    assert line.trim_end_pt == expected
    assert made.set_line(second, 10 * EM, justify=True).trim_start_pt == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("中，”国", [1, 0.5, 1, 1], id="C4 closing + closing"),
        pytest.param("中》《国", [1, 0.5, 1, 1], id="C4 closing + opening"),
        pytest.param("中（“国", [1, 0.5, 1, 1], id="C4 opening + opening"),
        pytest.param("中（）国", [1, 1, 1, 1], id="C4 opening + closing"),
        pytest.param("啊！！中", [1, 0.5, 0.5, 1], id="C8 two"),
        pytest.param("啊！！！中", [1, 0.5, 0.5, 1, 1], id="C8 three"),
        pytest.param("中国", [1, 1], id="A1"),
        pytest.param("中a", [1.25, 0.557], id="E1"),
        pytest.param("中，a", [1, 1, 0.557], id="E2"),
        pytest.param("中①国", [1, 1, 1], id="K1"),
        pytest.param("5℃", [0.558, 1], id="E2 a number and its unit"),
        pytest.param("￥5", [1, 0.558], id="E2 a number and its currency"),
    ],
)
def test_advances(text: str, expected: list[float]) -> None:
    assert advances_em(text) == expected


@pytest.mark.parametrize("mark", "·-–/／")
def test_c6_c7_interpunct_connector_and_solidus_take_half_an_em(mark: str) -> None:
    assert sum(advances_em(f"中{mark}国")) == pytest.approx(2.5, abs=0.002)


def test_c9_a_dash_is_two_em() -> None:
    assert sum(advances_em("中——国")) == 4


@pytest.mark.parametrize(("hanging", "expected"), [("none", 0.5), ("allow-end", 0.5), ("force-end", 1.0)])
def test_c10_hanging(hanging: Hanging, expected: float) -> None:
    _, line = single("中国，", Style(hanging=hanging))
    assert line.trim_end_pt == expected * EM


@pytest.mark.parametrize("hanging", ["allow-end", "force-end"])
def test_c10_only_one_mark_hangs(hanging: Hanging) -> None:
    _, line = single("中国”。", Style(hanging=hanging))
    assert line.trim_end_pt == 0.5 * EM


@pytest.mark.parametrize("strategy", ["optimal", "greedy"])
@pytest.mark.parametrize(
    ("measure_em", "text", "trimmed_em"),
    [(10, "一二三四五六七八九十，一二三四", 1.0), (10.5, "一二三四五六七八九十，一二三四", 0.5)],
)
def test_c10_a_mark_hangs_where_it_does_not_fit_otherwise(
    measure_em: float, text: str, trimmed_em: float, strategy: Strategy
) -> None:
    made = paragraph(text, Style(hanging="allow-end", strategy=strategy))
    first = made.break_lines(measure_em * EM)[0]
    line = made.set_line(first, measure_em * EM, justify=True)
    assert first.end == 11
    assert line.trim_end_pt == trimmed_em * EM
    assert line.width_pt == pytest.approx(measure_em * EM)


def test_d6_the_last_line_is_set_naturally() -> None:
    made = paragraph("一二三四五六七八九十，一二三四")
    last = made.break_lines(10 * EM)[-1]
    assert last.last
    line = made.set_line(last, 10 * EM, justify=False)
    assert line.width_pt == line.natural_pt
    assert set(line.gaps_pt) == {0.0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("中 a 国", "中a国", id="E3 between Han and Western"),
        pytest.param("中， 国", "中，国", id="beside a mark"),
        pytest.param("中 （国）", "中（国）", id="before a mark"),
        pytest.param("5 年", "5年", id="E3 digit"),
        pytest.param("沪 · 杭", "沪·杭", id="beside an interpunct"),
    ],
)
def test_e3_a_typed_space_is_the_same_gap(text: str, expected: str) -> None:
    assert single(text)[1].natural_pt == pytest.approx(single(expected)[1].natural_pt)


def test_a_word_space_is_a_quarter_em_at_least() -> None:
    words = sum(cluster.advance_pt for cluster in serif().shape("ab", EM))
    assert single("a b")[1].natural_pt - words == pytest.approx(0.256 * EM, abs=0.01)


def test_autospace_off_keeps_a_typed_space_only() -> None:
    off = Style(autospace=frozenset())
    assert advances_em("中a", off)[0] == 1.0
    assert advances_em("中 a", off)[:2] == [1.0, 0.256]


def test_a_typed_space_can_be_kept_and_widen_like_a_word_space() -> None:
    made, line = single("中 a国", Style(keep_spaces=True))
    assert line.gaps_pt[1] == pytest.approx((0.256 - 0.224) * EM, abs=0.05 * EM)
    assert made.items.stretch[1] is Stretch.WORD_SPACE
    assert made.items.stretch[2] is Stretch.HAN_WESTERN


def test_lines_are_filled_at_word_spaces_alone() -> None:
    words = Style(stretch_words_only=True)
    made = paragraph("one two three，一二三四五六七八九十", words)
    line = made.set_line(made.break_lines(1000 * EM)[0], 20 * EM, justify=True)
    assert line.width_pt == pytest.approx(20 * EM)
    assert sum(gap > 1 for gap in line.gaps_pt) == 2
    han = paragraph("一二三四五", words)
    line = han.set_line(han.break_lines(1000 * EM)[0], 6 * EM, justify=True)
    assert line.width_pt == pytest.approx(5 * EM)


def test_b9_an_address_is_divided_without_a_hyphen() -> None:
    style = Style(hyphenate=lambda word: range(2, len(word) - 1), make_hyphen=lambda _: serif().shape("-", EM)[0])
    address = "https://international.example.org/telecommunications/organization"
    made = paragraph(f"一二三四五六{address}一二三四五六", style)
    spans = made.break_lines(14 * EM)
    assert not any(span.hyphenated for span in spans)
    starts = [made.clusters[span.start].text for span in spans[1:]]
    before = [made.clusters[span.start - 1].text for span in spans[1:]]
    assert all(mark in "/." for mark, start in zip(before, starts, strict=True) if start.isascii())
    assert all(made.set_line(span, 14 * EM, justify=False).width_pt <= 14 * EM for span in spans)


def test_g3_no_last_line_of_one_character() -> None:
    for count in range(40, 90):
        found = lines("一" * count + "。", 20, indent_em=2)
        assert len(found[-1].rstrip("。")) >= 2, count


def test_g3_a_full_line_followed_by_one_character_gives_one_up() -> None:
    assert [len(line) for line in lines("一" * 41, 20)] in ([20, 19, 2], [19, 20, 2])


def test_the_indent_narrows_the_first_line_only() -> None:
    assert [len(line) for line in lines("一" * 48, 10, indent_em=2)] == [8, 10, 10, 10, 10]


def test_beside_a_float_each_line_has_its_width() -> None:
    made = paragraph("一" * 30)
    spans = made.break_lines(lambda line: (5 if line < 2 else 10) * EM)
    assert [span.end - span.start for span in spans] == [5, 5, 10, 10]


def test_breaking_may_start_in_the_middle() -> None:
    made = paragraph("一" * 30)
    assert [(span.start, span.end) for span in made.break_lines(10 * EM, start=10)] == [(10, 20), (20, 30)]


@pytest.mark.parametrize("text", ["一二三\n四五六", "一二三\u2028四五六"])
def test_a_line_feed_ends_a_line(text: str) -> None:
    found = lines(text, 20)
    assert [line.strip() for line in found] == ["一二三", "四五六"]


def test_a_cluster_may_force_a_break() -> None:
    clusters = serif().shape("一二三四", EM)
    forced = Cluster("三", EM, EM, break_before="forced")
    spans = Paragraph([*clusters[:2], forced, clusters[3]]).break_lines(20 * EM)
    assert [(span.start, span.end, span.last) for span in spans] == [(0, 2, True), (2, 4, True)]


def test_a_cluster_may_forbid_a_break() -> None:
    clusters = serif().shape("一" * 15, EM)
    tied = Cluster("一", EM, EM, break_before="forbidden")
    spans = Paragraph([*clusters[:10], tied, *clusters[11:]]).break_lines(10 * EM)
    assert 10 not in [span.start for span in spans]


def test_a_leader_fills_the_line() -> None:
    clusters = serif().shape("目次12", EM)
    leader = Cluster(".", 0.0, EM, kind="leader")
    made = Paragraph([*clusters[:2], leader, *clusters[2:]])
    (span,) = made.break_lines(20 * EM)
    line = made.set_line(span, 20 * EM, justify=False)
    assert line.width_pt == 20 * EM
    assert line.gaps_pt[2] == pytest.approx(20 * EM - line.natural_pt)


def test_an_object_is_never_broken_and_may_be_wider_than_the_measure() -> None:
    clusters = serif().shape("一二三四", EM)
    picture = Cluster("\ufffc", 8 * EM, EM, kind="object")
    spans = Paragraph([*clusters[:2], picture, *clusters[2:]]).break_lines(5 * EM)
    assert (2, 3) in [(span.start, span.end) for span in spans]
    assert spans[0].start == 0
    assert spans[-1].end == 5


def test_spaces_at_the_end_of_a_line_take_no_room() -> None:
    made = paragraph("word word word word")
    spans = made.break_lines(5.2 * EM)
    line = made.set_line(spans[0], 5.2 * EM, justify=False)
    assert made.clusters[spans[0].end - 1].text == " "
    assert line.gaps_pt[-1] == -made.clusters[spans[0].end - 1].advance_pt
    assert line.visible_end == spans[0].end - 1


def test_letter_spacing_is_not_added_at_the_end_of_a_line() -> None:
    clusters = [Cluster("中", EM, EM, spacing_pt=2.0)] * 3
    made = Paragraph(clusters)
    (span,) = made.break_lines(100 * EM)
    assert made.set_line(span, 100 * EM, justify=False).width_pt == 3 * EM + 2 * 2.0


def test_sizes_mix_and_gaps_follow_the_left_cluster() -> None:
    made = Paragraph([Cluster("中", 20.0, 20.0), Cluster("a", 6.0, 10.0)])
    (span,) = made.break_lines(100.0)
    assert made.set_line(span, 100.0, justify=False).gaps_pt[0] == 5.0


def test_content_widths() -> None:
    made = paragraph("一二word三四，五")
    assert made.max_content_pt == pytest.approx(single("一二word三四，五")[1].natural_pt)
    word = sum(cluster.advance_pt for cluster in serif().shape("word", EM))
    assert made.min_content_pt == pytest.approx(word)
    assert len(made.break_lines(made.max_content_pt)) == 1


def test_nothing_makes_no_line() -> None:
    made = Paragraph([])
    assert made.break_lines(100.0) == ()
    assert made.min_content_pt == made.max_content_pt == 0.0


def test_ragged_lines_are_not_squeezed() -> None:
    made = paragraph("一二三四五，六七八九，十一二三，四五六七八，九十", Style(justify=False))
    for span in made.break_lines(10 * EM):
        assert made.set_line(span, 10 * EM, justify=False).natural_pt <= 10 * EM + 1e-6


def test_greedy_lines_take_what_fits() -> None:
    assert [len(line) for line in lines("一" * 41, 20, Style(strategy="greedy"))] == [20, 20, 1]

from __future__ import annotations

import pytest

from tests.composer.measure import serif
from typeset.composer import Paragraph, Style

EM = 18.0


def title(text: str, measure_em: float) -> list[str]:
    made = Paragraph(serif().shape(text, EM), Style(strategy="balance", justify=False))
    return [
        "".join(cluster.text for cluster in made.clusters[span.start : span.end])
        for span in made.break_lines(measure_em * EM)
    ]


@pytest.mark.parametrize(
    ("text", "measure_em", "expected"),
    [
        ("苏州扶持直播电商　人才企业都有奖补", 12, ["苏州扶持直播电商　", "人才企业都有奖补"]),
        ("商务部出台农村电商方案：服务站点超过十五万个", 14, ["商务部出台农村电商方案：", "服务站点超过十五万个"]),
        ("上海拟规范网络零售，平台经营者有了指引", 14, ["上海拟规范网络零售，", "平台经营者有了指引"]),
        ("普陀区发布“元十条”支持元宇宙企业", 14, ["普陀区发布“元十条”", "支持元宇宙企业"]),
        ("一行就够", 14, ["一行就够"]),
    ],
)
def test_h4_titles_turn_over_where_the_sense_allows(text: str, measure_em: float, expected: list[str]) -> None:
    assert title(text, measure_em) == expected


@pytest.mark.parametrize("count", range(15, 45))
def test_h4_lines_are_even_and_no_more_than_needed(count: int) -> None:
    found = title("一" * count, 14)
    assert len(found) == -(-count // 14)
    assert min(map(len, found)) >= max(map(len, found)) - 1


def test_h4_no_line_starts_with_a_mark_and_no_word_is_split() -> None:
    found = title("国家统计局：7月全国网上零售额83097亿元，同比增长12.5%，Amazon等平台，增幅居前", 14)
    assert all(line[0] not in "，：。、%" for line in found)
    assert all(any(word in line for line in found) for word in ("83097", "12.5%", "Amazon"))
    assert min(map(len, found)) >= max(map(len, found)) / 3


def test_h4_a_title_does_not_turn_over_inside_a_word() -> None:
    words = ["今年", "生鲜", "电商", "交易额", "有望", "增长"]
    text = "".join(words)
    style = Style(strategy="balance", justify=False, find_words=lambda _text: words)
    lines = Paragraph(serif().shape(text, EM), style).break_lines(8 * EM)
    assert [text[line.start : line.end] for line in lines] == ["今年生鲜电商", "交易额有望增长"]


def test_a_hung_mark_counts_for_a_title_as_for_its_number_of_lines() -> None:
    style = Style(strategy="balance", justify=False, hanging="allow-end")
    made = Paragraph(serif().shape("一二三四，五六七八，九十", EM), style)
    spans = made.break_lines(4 * EM)
    assert (spans[0].end, len(spans)) == (5, 3)
    assert all(made.set_line(span, 4 * EM, justify=False).width_pt <= 4 * EM for span in spans)


def test_only_what_cannot_be_divided_is_wider_than_the_measure() -> None:
    made = Paragraph(
        serif().shape("Stable Diffusion、ChatGPT等算法不断更新", EM), Style(strategy="balance", justify=False)
    )
    for span in made.break_lines(3 * EM):
        text = "".join(cluster.text for cluster in made.clusters[span.start : span.end])
        assert made.set_line(span, 3 * EM, justify=False).width_pt <= 3 * EM or text in {"Diffusion、", "ChatGPT"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("上海拟规范网络零售，平台经营者有了指引", False),
        ("苏州扶持直播电商　人才企业都有奖补", False),
        ("今年生鲜电商交易额有望增长到四百亿元", True),
        ("一行就够", False),
    ],
)
def test_words_are_looked_for_only_where_the_sense_does_not_settle_the_breaks(text: str, *, asked: bool) -> None:
    looked_for: list[str] = []

    def find_words(whole: str) -> list[str]:
        looked_for.append(whole)
        return [whole]

    style = Style(strategy="balance", justify=False, find_words=find_words)
    Paragraph(serif().shape(text, EM), style).break_lines(14 * EM)
    assert bool(looked_for) is asked

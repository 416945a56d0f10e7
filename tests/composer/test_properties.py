"""Any text at any measure: no crash, nothing lost, nothing too wide."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import force_setattr, replace

from tests.composer.measure import bulletin, serif
from typeset.cjk.classes import CharacterClass
from typeset.cjk.kinsoku import NEVER
from typeset.cjk.spacing import SPACED_WESTERN
from typeset.composer import Paragraph, Style
from typeset.composer.cluster import PLAIN

SIZE_PT = 10.0
ALPHABET = (
    "中国电商数据的一二三龘𠮷々〇かハ"
    "，。、；：！？“”‘’（）《》「」【】——……～—–-·・/／％%‰℃￥$+#①②²"
    "abcXYZéß0123456789 .,:;!?()[]\"'@&_"
    "😀👍🏽👨\u200d👩\u200d👧\u0301\u0300\u200b\u200d\u200c\u2060\ufeff\u202e\u202c\u2066\u2069\u00ad\ufe0f"
    "\u00a0\u2009\u3000\n\u2028\tאبمжΩ"
)
EXAMPLES = int(os.environ.get("TYPESET_EXAMPLES", "150"))  # the slow profile: TYPESET_EXAMPLES=20000
FRAGMENTS = (*ALPHABET, "https://example.org/a/", "name@example.cn", "word-word", "1,234.5%", "？！？", "[12]")
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=120).map("".join)
LONGEST = 240


def mutated(text: str, start: int, changes: list[tuple[int, int, str]]) -> str:
    """A stretch of a text, with some of it replaced."""
    kept = text[start % len(text) :][:LONGEST]
    for place, length, fragment in changes:
        at = place % (len(kept) + 1)
        kept = kept[:at] + fragment + kept[at + length :]
    return kept


MUTATED = st.builds(
    mutated,
    st.sampled_from(bulletin()),
    st.integers(0, 400),
    st.lists(st.tuples(st.integers(0, LONGEST), st.integers(0, 3), st.sampled_from(FRAGMENTS)), max_size=12),
)
STYLES = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["none", "basic", "gb", "strict", "house"]),
        "punctuation": st.sampled_from(["quanjiao", "kaiming", "banjiao", "hangmobanjiao"]),
        "autospace": st.sampled_from([SPACED_WESTERN, frozenset({CharacterClass.DIGIT}), frozenset()]),
        "keep_spaces": st.booleans(),
        "hanging": st.sampled_from(["none", "allow-end", "force-end"]),
        "trim_starts": st.booleans(),
        "trim_first_line": st.booleans(),
        "trim_ends": st.booleans(),
        "strategy": st.sampled_from(["optimal", "optimal", "balance", "greedy"]),
        "justify": st.booleans(),
        "stretch_words_only": st.booleans(),
        "hyphenate": st.sampled_from([None, lambda word: range(2, len(word) - 1)]),
        "make_hyphen": st.just(lambda _: serif().shape("-", SIZE_PT)[0]),
    }
).map(lambda choices: Style(**choices))
MEASURES = st.sampled_from([3.0, 7.5, 14.0, 18.2, 37.0])


def widest_box(made: Paragraph, start: int, end: int, room: float) -> bool:
    """Whether a line holds no place where it could have been broken, a hyphen needing room of its own."""
    items = made.items
    return all(
        items.penalty[index] == NEVER or (index in items.hyphens and items.right[index] - items.left[start] > room)
        for index in range(start + 1, end)
    )


def check(text: str, style: Style, measure_em: float, indent_em: float) -> None:
    clusters = serif().shape(text, SIZE_PT)
    made = Paragraph(clusters, style)
    width, indent = measure_em * SIZE_PT, indent_em * SIZE_PT
    spans = made.break_lines(width, indent)
    joined = "".join(cluster.text for span in spans for cluster in clusters[span.start : span.end])
    assert joined == text
    place = 0
    for number, span in enumerate(spans):
        assert span.start == place < span.end
        place = span.end
        room = width - (0.0 if number else indent)
        line = made.set_line(span, room, justify=style.justify and not span.last)
        assert len(line.gaps_pt) == span.end - span.start
        drawn = sum(cluster.advance_pt + cluster.spacing_pt for cluster in clusters[span.start : span.end])
        drawn += sum(line.gaps_pt) - line.trim_start_pt - line.trim_end_pt
        drawn += line.hyphen.advance_pt if line.hyphen else 0.0
        assert drawn == pytest.approx(line.width_pt, abs=1e-4)
        assert line.width_pt <= room + 1e-4 or widest_box(made, span.start, span.end, room)


@given(TEXTS | MUTATED, STYLES, MEASURES, st.sampled_from([0.0, 2.0]))
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_paragraph(text: str, style: Style, measure_em: float, indent_em: float) -> None:
    check(text, style, measure_em, indent_em)


@given(TEXTS | MUTATED, STYLES, MEASURES, st.sampled_from([0.0, 2.0]))
@settings(max_examples=EXAMPLES, deadline=None)
def test_breaks_that_no_line_can_reach_are_left_out_and_others_are_not(
    text: str, style: Style, measure_em: float, indent_em: float
) -> None:
    made = Paragraph(serif().shape(text, SIZE_PT), style)
    width, indent = measure_em * SIZE_PT, indent_em * SIZE_PT
    # Where the width is told line by line, every break is looked at.
    assert made.break_lines(width, indent) == made.break_lines(lambda _line: width, indent)


@given(TEXTS | MUTATED, STYLES)
@settings(max_examples=EXAMPLES, deadline=None)
def test_plain_clusters_are_as_they_would_be_if_looked_at(text: str, style: Style) -> None:
    clusters = serif().shape(text, SIZE_PT)
    looked_at = [replace(cluster) for cluster in clusters]
    stranger = replace(PLAIN, plain=False)
    for cluster in looked_at:
        if cluster.kin is PLAIN:
            force_setattr(cluster, "kin", stranger)
    made, again = Paragraph(clusters, style).items, Paragraph(looked_at, style).items
    assert len(again.seams) == len(clusters)
    assert set(again.seams) >= set(made.seams)
    for name in set(made.__struct_fields__) - {"kin", "present", "special", "seams"}:
        assert getattr(made, name) == getattr(again, name), name

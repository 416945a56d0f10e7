from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
import uharfbuzz
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.composer.measure import FONT, bulletin, serif
from tests.composer.test_properties import EXAMPLES, MUTATED, TEXTS
from typeset.composer.cluster import PLAIN
from typeset.composer.shaping import ShapedFont

if TYPE_CHECKING:
    from pathlib import Path

FONTS = sorted(FONT.parent.glob("*.ttf"))
FEATURES = ((), ("halt",), ("chws", "palt"), ("-liga", "-kern"), ("frac", "salt=2", "dlig"))


@pytest.mark.parametrize(
    "text", ["", "中国——“电商”……", "fi ffi office", "e\u0301a\u200b\u202eb", "👨\u200d👩\u200d👧😀𠮷", "مرحبا中"]
)
def test_joined_clusters_are_the_text(text: str) -> None:
    assert "".join(cluster.text for cluster in serif().shape(text, 12)) == text


def test_advances_are_exact() -> None:
    (cluster,) = serif().shape("中", 10.5)
    assert cluster.advance_pt == 10.5
    assert cluster.size_pt == 10.5
    assert cluster.wide
    assert not cluster.missing


def test_a_glyph_that_is_missing_is_flagged() -> None:
    assert [cluster.missing for cluster in serif().shape("中😀", 12)] == [False, True]


def test_features_are_passed_on() -> None:
    assert serif().shape("，", 12, features=("halt",))[0].advance_pt == 6
    assert len(serif().shape("ffi", 12, features=("-liga",))) > len(serif().shape("ffi", 12))


def test_equal_clusters_are_one_object() -> None:
    first, second = ShapedFont(FONT).shape("中中", 12)
    assert first is second


def test_clusters_say_what_was_asked_of_them() -> None:
    spaced = serif().shape("目次1", 12, spacing_pt=1.5, kind="note", break_before="forbidden")
    assert {(cluster.spacing_pt, cluster.kind, cluster.break_before) for cluster in spaced} == {
        (1.5, "note", "forbidden")
    }
    assert [cluster.glyphs for cluster in spaced] == [cluster.glyphs for cluster in serif().shape("目次1", 12)]


@pytest.mark.parametrize(("text", "plain"), [("汉", True), ("，", False), ("a", False), ("々", False), ("1", False)])
def test_plain_is_a_han_that_no_rule_names(text: str, plain: bool) -> None:  # noqa: FBT001
    assert [cluster.kin is PLAIN for cluster in serif().shape(text, 12)] == [plain]
    for asked in (serif().shape(text, 12, break_before="forbidden"), serif().shape(text, 12, spacing_pt=1)):
        assert PLAIN not in [cluster.kin for cluster in asked]


@cache
def font(path: Path) -> ShapedFont:
    return ShapedFont(path)


def shaped_at_once(path: Path, text: str, features: tuple[str, ...]) -> list[tuple[str, list[tuple[int, ...]]]]:
    """What HarfBuzz makes of a whole text: the clusters, and of each glyph the number, the advance and the offsets."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction, buffer.language = "ltr", "zh-hans"
    asked = {name.lstrip("-").partition("=")[0]: int(name.partition("=")[2] or name[0] != "-") for name in features}
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))), buffer, asked)
    starts = sorted({info.cluster for info in buffer.glyph_infos or ()})
    made: dict[int, list[tuple[int, ...]]] = {start: [] for start in starts}
    for info, place in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
        made[info.cluster].append((info.codepoint, place.x_advance, place.x_offset, place.y_offset))
    ends = [*starts[1:], len(text)]
    return [(text[start:end], made[start]) for start, end in zip(starts, ends, strict=False)]


@given(st.sampled_from(FONTS), TEXTS | MUTATED, st.sampled_from(FEATURES))
@settings(max_examples=EXAMPLES, deadline=None)
def test_text_shaped_piece_by_piece_is_as_if_shaped_at_once(path: Path, text: str, features: tuple[str, ...]) -> None:
    made = font(path).shape(text, 12, features=features)
    assert [(cluster.text, list(cluster.glyphs)) for cluster in made] == shaped_at_once(path, text, features)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_the_bulletin_is_shaped_as_if_paragraph_by_paragraph(path: Path) -> None:
    for text in bulletin():
        made = font(path).shape(text, 12)
        assert [(cluster.text, list(cluster.glyphs)) for cluster in made] == shaped_at_once(path, text, ())


@pytest.mark.parametrize("text", ["汉12\u204434字", "中A，V中", "一fi二f一i三", "年1.2.3.—4—五", "汉\ufe00字e\u0301中"])
@pytest.mark.parametrize("features", FEATURES)
def test_what_reaches_further_is_shaped_with_what_it_reaches(text: str, features: tuple[str, ...]) -> None:
    for path in FONTS:
        made = font(path).shape(text, 12, features=features)
        assert [(cluster.text, list(cluster.glyphs)) for cluster in made] == shaped_at_once(path, text, features)


def test_a_font_covers_what_it_has_glyphs_for() -> None:
    known = set(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONT))).unicodes)
    for text in ("", "中国，A", "中😀", "\ud800", "😀", "龘𠮷ж"):
        assert ShapedFont(FONT).covers(text) == known.issuperset(map(ord, text))


@given(st.sampled_from(FONTS), TEXTS | MUTATED)
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_case_sets_what_its_font_covers(path: Path, text: str) -> None:
    case = font(path).case(12)
    assert case.covered(text) == (case.clusters(text) if font(path).covers(text) else None)

from __future__ import annotations

import pytest

from tests.composer.measure import FONT, serif
from typeset.composer.shaping import ShapedFont


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
    assert [cluster.plain for cluster in serif().shape(text, 12)] == [plain]
    assert not any(cluster.plain for cluster in serif().shape(text, 12, break_before="forbidden"))

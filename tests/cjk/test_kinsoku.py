from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.classes import classify
from typeset.cjk.kinsoku import (
    NEVER,
    Level,
    addresses,
    break_penalty,
    may_end_line,
    may_start_line,
    reluctant_breaks,
    unbreakable_spans,
)

REQUIREMENTS = Path(__file__).resolve().parents[3] / "shared" / "typography" / "classes.json"


@pytest.mark.parametrize("level", ["basic", "gb", "strict"])
@pytest.mark.parametrize("character", "。，、：；！？”’」』）》〉】〗〕］｝～·/／%％‰℃")
def test_b1_b3_b4_not_at_the_start_of_a_line(character: str, level: Level) -> None:
    assert not may_start_line(character, classify(character, wide=True), level)


@pytest.mark.parametrize("level", ["basic", "gb", "strict"])
@pytest.mark.parametrize("character", "“‘「『（《〈【〖〔［｛")
def test_b2_not_at_the_end_of_a_line(character: str, level: Level) -> None:
    assert not may_end_line(character, C.OPENING, level)


@pytest.mark.parametrize(("level", "expected"), [("none", True), ("basic", True), ("gb", False), ("strict", False)])
def test_b4_a_solidus_ends_no_line_at_level_gb(level: Level, expected: bool) -> None:  # noqa: FBT001
    assert may_end_line("／", C.SOLIDUS, level) is expected


def test_b3_a_lone_dash_is_a_connector_and_starts_no_line() -> None:
    assert not may_start_line("—", C.CONNECTOR, "basic")
    assert may_start_line("—", C.DASH, "gb")
    assert not may_start_line("—", C.DASH, "strict")


@pytest.mark.parametrize("level", ["none", "basic", "gb", "strict"])
def test_b8_a_note_mark_starts_no_line(level: Level) -> None:
    assert not may_start_line("①", C.NOTE_MARK, level)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("中——国", ["——"], id="B5 dash"),
        pytest.param("中……", ["……"], id="B5 ellipsis"),
        pytest.param("约1,234.5元", ["1,234.5"], id="B6 number"),
        pytest.param("占15%的", ["15%"], id="B6 suffix"),
        pytest.param("付￥20整", ["￥20"], id="B6 currency"),
        pytest.param("零下-5℃时", ["-5℃"], id="B6 sign"),
        pytest.param("在9:30开", ["9:30"], id="B6 time"),
        pytest.param("国[12]和", ["国[12]"], id="B8 note"),
        pytest.param("啊！！", ["！！"], id="stacked"),
        pytest.param("7月", [], id="a digit alone"),
    ],
)
def test_what_stays_whole(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in unbreakable_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        pytest.param("60～69", 3, id="B7 range"),
        pytest.param("2025年", 4, id="B7 date"),
        pytest.param("第5期", 1, id="B7 ordinal"),
        pytest.param("3万", 1, id="B7 unit"),
    ],
)
def test_what_had_better_stay_whole(text: str, offset: int) -> None:
    assert offset in dict(reluctant_breaks(text))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("中", "国", 0.0),
        ("中", "a", 0.0),
        ("a", "中", 0.0),
        ("a", "b", NEVER),
        ("5", "G", NEVER),
        ("中", "，", NEVER),
        ("（", "中", NEVER),
        ("尔", "·", NEVER),
        ("·", "爱", NEVER),
        ("，", "中", 0.0),
        ("中", "“", 0.0),
        ("中", ")", NEVER),
        ("(", "中", NEVER),
        ("中", '"', NEVER),
    ],
)
def test_breaks_between_neighbours(left: str, right: str, expected: float) -> None:
    classes = classify(left, wide=True), classify(right, wide=True)
    assert break_penalty(left, classes[0], right, classes[1], "gb") == expected


@pytest.mark.skipif(not REQUIREMENTS.exists(), reason="the requirements are not here")
@pytest.mark.parametrize("level", ["basic", "gb", "strict"])
def test_the_tables_hold_what_the_requirements_list(level: Level) -> None:
    tables = json.loads(REQUIREMENTS.read_text("utf-8"))
    starts = tables["line_start_forbidden"]
    listed = starts["basic"]["chars"] + starts["digit_suffix"]["chars"]
    for character in listed.replace("-", ""):
        kind = C.CONNECTOR if character == "—" else classify(character, wide=True)
        assert not may_start_line(character, kind, level), character
    ends = tables["line_end_forbidden"]["basic" if level == "basic" else "gb"]["chars"]
    for character in ends:
        assert not may_end_line(character, classify(character, wide=True), level), character


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("见https://example.org/a/b?c=d。", ["https://", "example.", "org/", "a/", "b?", "c=", "d"]),
        ("写信到editor-in-chief@mail.example.cn，", ["editor-", "in-", "chief@", "mail.", "example.", "cn"]),
        ("www.example.cn/2023-08-20/v3.12.", ["www.", "example.", "cn/", "2023-08-20/", "v3.12"]),
        ("example.cn/index.html,", ["example.", "cn/", "index.", "html"]),
    ],
)
def test_addresses_are_divided_behind_their_marks(text: str, parts: list[str]) -> None:
    ((start, end, breaks),) = addresses(text)
    places = sorted({start, end, *(offset for offset, _ in breaks)})
    assert [text[a:b] for a, b in pairwise(places)] == parts


@pytest.mark.parametrize("text", ["验收/付款", "12.5%/年", "A/B", "每分3.5元", "@编辑部"])
def test_what_is_no_address(text: str) -> None:
    assert list(addresses(text)) == []

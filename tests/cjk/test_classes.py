from __future__ import annotations

import json
from pathlib import Path

import pytest

from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.classes import classify
from typeset.cjk.context import resolve

REQUIREMENTS = Path(__file__).resolve().parents[3] / "shared" / "typography" / "classes.json"


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        ("中々〇龘𠮷かハ", C.HAN),
        ("“‘「『（《〈【〖〔［｛", C.OPENING),
        ("”’」』）》〉】〗〕］｝", C.CLOSING),
        ("，、；：", C.PAUSE),
        ("。！？．", C.STOP),
        ("—⸺", C.DASH),
        ("…⋯", C.ELLIPSIS),
        ("～-–", C.CONNECTOR),
        ("·・", C.INTERPUNCT),
        ("/／", C.SOLIDUS),
        ("aZéßжΩ", C.LETTER),
        ("0159٣", C.DIGIT),
        ("%％°℃′″+¥￥$€#", C.NUMBER_SIGN),
        (".,;:!?()[]@&*_\"'", C.WESTERN_MARK),
        (" \u00a0\u2009", C.SPACE),
        ("\u3000", C.IDEOGRAPHIC_SPACE),
        ("①⑳²", C.NOTE_MARK),
        ("\u0301\u200b\u200d\u202e\ufe0f\u2066", C.ZERO_WIDTH),
        ("\n\u2028", C.LINE_FEED),
        ("\ufffc", C.OBJECT),
        ("😀🀄→●", C.HAN),
    ],
)
def test_characters_have_their_class(characters: str, expected: C) -> None:
    assert {character: classify(character, wide=True) for character in characters} == dict.fromkeys(
        characters, expected
    )


@pytest.mark.parametrize("character", "“”‘’…—·")
def test_a_mark_set_narrow_by_a_latin_font_is_western(character: str) -> None:
    assert classify(character, wide=False) is C.WESTERN_MARK


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("北京—上海", 2, C.CONNECTOR),
        ("中——国", 1, C.DASH),
        ("中——国", 2, C.DASH),
        ("a-b", 1, C.WESTERN_MARK),
        ("9-10期", 1, C.WESTERN_MARK),
        ("沪-杭", 1, C.CONNECTOR),
        ("甲/乙", 1, C.SOLIDUS),
        ("and/or", 3, C.WESTERN_MARK),
        ("9～10", 1, C.CONNECTOR),
    ],
)
def test_neighbours_decide_the_class(text: str, index: int, expected: C) -> None:
    classes = [classify(character, wide=True) for character in text]
    assert resolve(text, classes, index) is expected


@pytest.mark.skipif(not REQUIREMENTS.exists(), reason="the requirements are not here")
@pytest.mark.parametrize("name", ["opening", "closing", "ellipsis", "interpunct"])
def test_the_table_holds_what_the_requirements_list(name: str) -> None:
    listed = json.loads(REQUIREMENTS.read_text("utf-8"))[name]["chars"]
    assert {classify(character, wide=True) for character in listed} == {C(name)}

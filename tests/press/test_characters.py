"""Every glyph has a text that the standard allows."""

from __future__ import annotations

from typeset.press.tags.characters import named


def test_texts_stand_as_they_are() -> None:
    told = {1: "中", 2: "fi"}
    found = named(told)
    assert found == told
    assert found is not told


def test_what_stands_for_nothing_stands_for_what_is_not_seen() -> None:
    assert named({1: "中", 2: "", 3: "\0", 4: "a\ufeff"}) == {1: "中", 2: "\u200b", 3: "\u200b", 4: "a"}

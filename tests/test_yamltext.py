from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.diagnostics import Report
from typeset.source import SourceText
from typeset.yamltext import read_yaml


def read(text: str) -> tuple[object, list[str]]:
    report = Report()
    tree = read_yaml(SourceText(Path("a.yaml"), text), report)
    return (tree.plain() if tree else None), [d.code for d in report]


@pytest.mark.parametrize("text", ["NO", "010", "12:30", "1e3", "0x10", "2023-08-20", "true", "~x"])
def test_a_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert read(f"a: {text}")[0] == {"a": text}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_an_empty_value_is_none(text: str) -> None:
    assert read(f"a: {text}")[0] == {"a": None}


def test_a_quoted_null_is_text() -> None:
    assert read("a: 'null'")[0] == {"a": "null"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [1, 2", "yaml.syntax"),
        ("a: b: c", "yaml.syntax"),
        ("\tb: 1", "yaml.syntax"),
        ("a: &x [1]\nb: *x", "yaml.anchor"),
        ("a: 1\na: 2", "yaml.duplicate-key"),
        ("[a]: 1", "yaml.key-not-text"),
        ("a: 1\n---\nb: 2", "yaml.several-documents"),
        ("[" * 30 + "]" * 30, "yaml.too-deep"),
        ("[" * 100_000, "yaml.too-deep"),
        ("a: \x07", "yaml.syntax"),
    ],
)
def test_what_is_wrong_is_said_with_a_code(text: str, code: str) -> None:
    assert code in read(text)[1]


def test_places_are_of_the_value_and_of_the_key() -> None:
    report = Report()
    tree = read_yaml(SourceText(Path("a.yaml"), "年: 1\nsections:\n  - 标题: 甲\n"), report, first_line=3)
    assert tree is not None
    value = tree.at(["sections", 0, "标题"])
    assert (value.place.line, value.place.column, value.place.length) == (5, 9, 1)
    key = tree.at(["sections", 0]).keys["标题"]
    assert (key.line, key.column, key.length) == (5, 5, 2)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    read(text)

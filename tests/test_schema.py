"""What the text of a YAML file may be for each type of a model, and what is said of the rest."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, field

from typeset.diagnostics import Place, Report
from typeset.schema import Bounds, Model, schema_of, validate
from typeset.source import SourceText
from typeset.yamltext import YamlValue, read_yaml


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Part(Model, frozen=True, kw_only=True):
    short_for: ClassVar[str] = "name"

    name: Annotated[str, Meta(min_length=1)]
    loud: bool = False


class Whole(Model, frozen=True, kw_only=True):
    text: Annotated[str, Meta(min_length=1, max_length=3)] = "甲"
    form: Annotated[str, Meta(pattern="^[a-z]+$")] = "a"
    number: Annotated[int, Meta(ge=-5, le=1000)] = 0
    share: Annotated[float, Meta(ge=0, le=1)] = 0
    loud: bool = False
    day: dt.date | None = None
    colour: Colour = Colour.RED
    bounds: Bounds = (0, 1)
    some: Annotated[list[int], Meta(min_length=1)] = field(default_factory=lambda: [1])
    table: dict[Annotated[str, Meta(pattern="^[a-z]$")], Colour] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)


def read(text: str) -> tuple[Whole | None, list[tuple[str, int, int]]]:
    report = Report()
    tree = read_yaml(SourceText(Path("a.yaml"), text), report)
    assert tree is not None
    found = validate(Whole, tree, report)
    places = [diagnostic.place or Place(Path()) for diagnostic in report]
    return found, [(d.code, place.line, place.column) for d, place in zip(report, places, strict=True)]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("text: ' 乙 '", "text", "乙"),
        ("form: abc", "form", "abc"),
        *((f"number: {text}", "number", value) for text, value in (("12", 12), ("+7", 7), ("-5", -5), ("' 3 '", 3))),
        *((f"number: {text}", "number", value) for text, value in (("1_000", 1000), ("010", 10), ("4.0", 4))),
        *((f"share: {text}", "share", value) for text, value in (("0.5", 0.5), ("1", 1.0), ("1e-1", 0.1))),
        *((f"loud: {text}", "loud", True) for text in ("true", "True", "yes", "on", "1", "' YES '")),
        *((f"loud: {text}", "loud", False) for text in ("false", "no", "OFF", "0", "n")),
        ("day: 2023-08-01", "day", dt.date(2023, 8, 1)),
        ("day: '2023-08-01 '", "day", dt.date(2023, 8, 1)),
        ("day:", "day", None),
        ("day: ~", "day", None),
        ("colour: blue", "colour", Colour.BLUE),
        ("bounds: [2, 2]", "bounds", (2, 2)),
        ("some: [1, 2]", "some", [1, 2]),
        ("table: {a: red}", "table", {"a": Colour.RED}),
        ("parts: [甲, {name: 乙, loud: yes}]", "parts", [Part(name="甲"), Part(name="乙", loud=True)]),
    ],
)
def test_what_fits(text: str, name: str, value: object) -> None:
    found, wrong = read(text)
    assert wrong == []
    assert getattr(found, name) == value
    assert type(getattr(found, name)) is type(value)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("text: ''", ("schema.empty", 1, 7)),
        ("text: '　'", ("schema.empty", 1, 7)),
        ("text:", ("schema.not-text", 1, 6)),
        ("text: [甲]", ("schema.not-text", 1, 7)),
        ("text: 甲乙丙丁", ("schema.too-long", 1, 7)),
        ("form: aB", ("schema.bad-form", 1, 7)),
        *((f"number: {text}", ("schema.not-integer", 1, 9)) for text in ("十", "1.5", "0x1", "1__0", "'1 2'", "{}")),
        *((f"number: {text}", ("schema.not-integer", 1, 9)) for text in ("１２", "1e3", "''")),
        *((f"number: {text}", ("schema.out-of-range", 1, 9)) for text in ("-6", "1001", "9" * 30)),
        *((f"share: {text}", ("schema.not-number", 1, 8)) for text in ("nan", "inf", "半", "''", "[]")),
        ("share: 1.1", ("schema.out-of-range", 1, 8)),
        *((f"loud: {text}", ("schema.not-boolean", 1, 7)) for text in ("也许", "2", "''", "[yes]")),
        *((f"day: {text}", ("schema.not-date", 1, 6)) for text in ("2023-02-30", "20230801", "2023-8-1", "八月", "{}")),
        ("colour: green", ("schema.not-one-of", 1, 9)),
        ("colour: [red]", ("schema.not-one-of", 1, 9)),
        *((f"bounds: {text}", ("schema.not-bounds", 1, 9)) for text in ("[2, 1]", "[1]", "[1, 2, 3]", "1", "[a, 2]")),
        ("some: []", ("schema.empty", 1, 7)),
        ("some: 1", ("schema.not-list", 1, 7)),
        ("some: [1, x]", ("schema.not-integer", 1, 11)),
        ("table: [a]", ("schema.not-mapping", 1, 8)),
        ("table: {B: red}", ("schema.bad-form", 1, 9)),
        ("table: {b: 红}", ("schema.not-one-of", 1, 12)),
        ("parts: [[甲]]", ("schema.not-mapping", 1, 9)),
        ("parts: ['']", ("schema.empty", 1, 9)),
        ("parts: [{loud: yes}]", ("schema.missing-key", 1, 9)),
        ("parts: [{name: 甲, luod: yes}]", ("schema.unknown-key-guess", 1, 19)),
        ("zzz: 1", ("schema.unknown-key", 1, 1)),
    ],
)
def test_what_does_not_fit(text: str, wrong: tuple[str, int, int]) -> None:
    assert read(text) == (None, [wrong])


def test_what_was_said_before_is_wrong_still() -> None:
    report = Report()
    tree = read_yaml(SourceText(Path("a.yaml"), "number: 十"), report)
    assert tree is not None
    assert [validate(Whole, tree, report) for _ in range(2)] == [None, None]
    assert len(report) == 1


def test_all_that_is_wrong_is_said_at_once() -> None:
    _, wrong = read("number: 十\nloud: 也许\nparts:\n  - loud: 一\n  - ''\nzzz: 1\n")
    assert [code for code, *_ in wrong] == [
        *("schema.not-integer", "schema.not-boolean", "schema.missing-key", "schema.not-boolean", "schema.empty"),
        "schema.unknown-key",
    ]


_TREES = st.recursive(
    st.none() | st.text(max_size=4) | st.sampled_from(["1", "true", "red", "2023-08-01", "0.5"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)


def _tree(value: object) -> YamlValue:
    if isinstance(value, list):
        return YamlValue(Place(Path("a.yaml"), 1, 1), [_tree(item) for item in value])
    if isinstance(value, dict):
        return YamlValue(Place(Path("a.yaml"), 1, 1), {key: _tree(item) for key, item in value.items()})
    assert value is None or isinstance(value, str)
    return YamlValue(Place(Path("a.yaml"), 1, 1), value)


@given(st.dictionaries(st.sampled_from(Whole.__struct_fields__), _TREES, max_size=4))
def test_there_is_a_value_or_a_report_whatever_the_tree(content: dict[str, object]) -> None:
    report = Report()
    found = validate(Whole, _tree(content), report)
    assert (found is None) == bool(report.errors)


def test_the_schema_takes_what_fits() -> None:
    validator = jsonschema.Draft202012Validator(schema_of(Whole))
    validator.validate({"parts": ["甲", {"name": "乙"}], "colour": "blue", "bounds": [1, 2], "day": "2023-08-01"})
    for wrong in ({"parts": [1]}, {"colour": "green"}, {"bounds": [1]}, {"zzz": 1}, {"table": {"a": "green"}}):
        assert not validator.is_valid(wrong)
    assert schema_of(Whole)["$defs"]["Colour"]["enum"] == ["red", "blue"]

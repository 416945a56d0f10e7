from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.diagnostics import Report
from typeset.source import SourceText
from typeset.yamltext import _events, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


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


# Two readers, one meaning.

REPOSITORY = Path(__file__).resolve().parent.parent
OURS = [
    *(path.read_text("utf-8") for path in sorted((REPOSITORY / "issues").rglob("*.yaml"))),
    *(path.read_text("utf-8").split("---\n")[1] for path in sorted((REPOSITORY / "issues").rglob("*.md"))),
]
PIECES = [*":#|>{[}!~\"'：\ufeff\t\n ", "- ", "&a", "*a", "? "]


def place(mark: yaml.Mark | yaml._yaml.Mark | None) -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None


def told(events: Callable[[], Iterable[yaml.Event]]) -> list[object]:
    """The events, as far as anything is made of them; the last may be what is wrong."""
    found: list[object] = []
    try:
        for event in events():
            if isinstance(event, yaml.ScalarEvent):
                found.append((event.value, not event.style, place(event.start_mark), place(event.end_mark)))
            elif isinstance(event, yaml.CollectionStartEvent | yaml.AliasEvent):
                found.append((type(event), place(event.start_mark)))
            else:
                found.append(type(event))
    except yaml.YAMLError as error:
        found.append(str(error))
    return found


@settings(max_examples=50)
@given(
    st.sampled_from(OURS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 2), st.sampled_from(PIECES)), max_size=3)
)
def test_the_quick_reader_says_what_the_other_says(text: str, slips: list[tuple[float, int, str]]) -> None:
    for where, lost, piece in slips:
        index = round(where * len(text))
        text = text[:index] + piece + text[index + lost :]
    quick, slow = told(lambda: _events(text)), told(lambda: yaml.parse(text, Loader=yaml.SafeLoader))
    assert quick == slow


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML is without libyaml here")
def test_our_files_are_read_by_the_quick_one() -> None:
    assert [text for text in OURS if not isinstance(_events(text), list)] == []

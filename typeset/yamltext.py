"""YAML with places: a tree of plain values that know the line and column they stand on.

Every scalar stays the text that was written (the failsafe schema of YAML 1.2.2, clause 10.1): `NO` is not false,
`010` is not 8, `12:30` is not 750. What type a value has is said by the model that validates it, see `schema.py`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.diagnostics import Place
from typeset.later import patterns_later
from typeset.source import read_source

with patterns_later():
    import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from typeset.diagnostics import Report
    from typeset.source import SourceText

DEEPEST = 20
# A tab between words, a mark of byte order and a question mark in a list are not the same to libyaml and PyYAML.
_READ_OTHERWISE = re.compile("[\t?\ufeff]")
_NULLS = frozenset(["", "~", "null", "Null", "NULL"])


class YamlValue(Struct):
    """A scalar, a sequence or a mapping, with the place of its first character.

    Keys of a mapping are kept in `keys` with their own places; the tree is filled while it is read and not changed
    after.
    """

    place: Place
    content: str | list[YamlValue] | dict[str, YamlValue] | None = None
    keys: dict[str, Place] = field(default_factory=dict)

    def plain(self) -> object:
        """The value without places, as built of str, list, dict and None."""
        if isinstance(self.content, list):
            return [item.plain() for item in self.content]
        if isinstance(self.content, dict):
            return {key: item.plain() for key, item in self.content.items()}
        return self.content

    def at(self, location: Sequence[str | int]) -> YamlValue:
        """The value at `location`, keys and indices from here; the deepest that exists where it does not."""
        value = self
        for step in location:
            if isinstance(value.content, dict) and step in value.content:
                value = value.content[str(step)]
            elif isinstance(value.content, list) and isinstance(step, int) and step < len(value.content):
                value = value.content[step]
        return value


def read_yaml_file(path: Path, report: Report) -> YamlValue | None:
    """Read the YAML in the file `path`; None, with errors in `report`, if it is missing, malformed or empty."""
    source = read_source(path, report)
    errors_before = len(report.errors)
    tree = read_yaml(source, report) if source else None
    if source and tree is None and len(report.errors) == errors_before:
        report.add("yaml.empty", Place(path), name=path.name)
    return tree


def read_yaml(source: SourceText, report: Report, *, first_line: int = 1) -> YamlValue | None:
    """Parse `source`, which starts on line `first_line` of its file; None, with errors in `report`, if malformed.

    Anchors and aliases are refused: no editor needs them, and a few lines of them can stand for gigabytes.
    """
    errors_before = len(report.errors)
    try:
        root = _build(_events(source.text), source.path, report, first_line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(source.path, mark.line + first_line, mark.column + 1) if mark else Place(source.path)
        report.add("yaml.syntax", place, problem=error.problem or error.context or "")
        return None
    except yaml.YAMLError as error:
        report.add("yaml.syntax", Place(source.path, first_line), problem=str(error).splitlines()[0])
        return None
    return root if len(report.errors) == errors_before else None


def _events(text: str) -> Iterable[yaml.Event]:
    """What stands in `text`, piece by piece; a YAMLError may come with any of them.

    Read by libyaml, fifteen times as fast, where PyYAML has it. What that does not take, or takes otherwise, is read by
    PyYAML itself: so the same text means the same everywhere, and every message and every place is PyYAML's.
    """
    if yaml.__with_libyaml__ and not _READ_OTHERWISE.search(text):
        with suppress(yaml.YAMLError, UnicodeError):
            events = [*yaml.parse(text, Loader=yaml.CSafeLoader)]
            if not any(isinstance(event, yaml.ScalarEvent) and _is_nothing(event) for event in events):
                return events
    return yaml.parse(text, Loader=yaml.SafeLoader)


def _is_nothing(event: yaml.ScalarEvent) -> bool:
    """Whether no value is written: the two do not agree where that stands."""
    return not event.value and not event.style


def _build(events: Iterable[yaml.Event], path: Path, report: Report, first_line: int) -> YamlValue | None:
    """Make the tree with a stack of its own, so that deep nesting cannot exhaust Python's."""
    root: YamlValue | None = None
    stack: list[
        tuple[YamlValue, list[YamlValue]]
    ] = []  # a collection and, in a mapping, the key that waits for its value

    for event in events:
        place = _place(event, path, first_line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            report.add("yaml.anchor", place)
            return None
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            stack.pop()
            continue
        value = _open(event, place)
        if value is None:
            continue
        if not stack:
            if root is not None:
                report.add("yaml.several-documents", place)
                return None
            root = value
        else:
            _attach(value, *stack[-1], report)
        if isinstance(value.content, list | dict):
            if len(stack) >= DEEPEST:
                report.add("yaml.too-deep", place, limit=DEEPEST)
                return None
            stack.append((value, []))
    return root


def _open(event: yaml.Event, place: Place) -> YamlValue | None:
    if isinstance(event, yaml.ScalarEvent):
        plain_null = not event.style and event.value in _NULLS
        return YamlValue(place, None if plain_null else event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return YamlValue(place, [])
    if isinstance(event, yaml.MappingStartEvent):
        return YamlValue(place, {})
    return None


def _attach(value: YamlValue, parent: YamlValue, waiting: list[YamlValue], report: Report) -> None:
    if isinstance(parent.content, list):
        parent.content.append(value)
    elif not waiting:
        if not isinstance(value.content, str):
            report.add("yaml.key-not-text", value.place)
        waiting.append(value)
    elif isinstance(parent.content, dict):
        key = waiting.pop()
        name = key.content if isinstance(key.content, str) else ""
        if name in parent.content:
            report.add("yaml.duplicate-key", key.place, key=name, first=parent.keys[name].line)
        parent.content[name] = value
        parent.keys[name] = key.place


def _place(event: yaml.Event, path: Path, first_line: int) -> Place:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return Place(path, first_line)
    one_line = isinstance(event, yaml.ScalarEvent) and start.line == end.line
    return Place(path, start.line + first_line, start.column + 1, max(1, end.column - start.column) if one_line else 1)

"""The flatplan (版面计划) in the text of an issue.yaml: an entry is added as a line, and all else stays as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.diagnostics import Report
from typeset.source import SourceText
from typeset.yamltext import YamlValue, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator


def with_entry(source: SourceText, section: int, entry: str) -> str | None:
    """The text of `source` with `entry`, a YAML scalar, as the last article of the section of index `section`.

    None where the file is written in a form that takes no further line: in braces, in brackets, over several lines.
    """
    tree = read_yaml(source, Report())
    if tree is None:
        return None
    lines = source.text.split("\n")
    _insert(lines, tree.at(["sections", section]), entry)
    text = "\n".join(lines)
    return text if _adds_just(entry, section, tree, read_yaml(SourceText(source.path, text), Report())) else None


def _insert(lines: list[str], section: YamlValue, entry: str) -> None:
    """Put the entry where it belongs in a file written a line a value; whether it was one is seen afterwards."""
    content = section.content if isinstance(section.content, dict) else {}
    articles = content.get("articles")
    if articles is None:
        margin = " " * (section.place.column - 1)
        lines[_last_line(section) : _last_line(section)] = [f"{margin}articles:", f"{margin}  - {entry}"]
    elif isinstance(articles.content, list) and articles.content:
        last = articles.content[-1]
        before = lines[last.place.line - 1][: last.place.column - 1]
        lines.insert(_last_line(articles), f"{before[: before.rfind('-')]}- {entry}")
    else:
        key = section.keys["articles"]
        lines[key.line - 1] = lines[key.line - 1].replace("[]", "").rstrip()
        lines.insert(key.line, f"{' ' * (key.column - 1)}  - {entry}")


def _last_line(value: YamlValue) -> int:
    """The last line on which anything of `value` begins, from 1."""
    return max(part.place.line for part in _parts(value))


def _parts(value: YamlValue) -> Iterator[YamlValue]:
    yield value
    inner = value.content
    for child in inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else ():
        yield from _parts(child)


def _adds_just(entry: str, section: int, before: YamlValue, after: YamlValue | None) -> bool:
    """Whether the second tree is the first with the entry, read as YAML, in that section."""
    name = read_yaml(SourceText(before.place.path, entry), Report())
    added = before.at(["sections", section])
    if after is None or name is None or not isinstance(added.content, dict):
        return False
    articles = added.content.setdefault("articles", YamlValue(added.place, []))
    articles.content = [*(articles.content if isinstance(articles.content, list) else []), name]
    return before.plain() == after.plain()

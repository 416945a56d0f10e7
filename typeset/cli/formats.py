"""How diagnostics look: with a frame for a person, a line each for a script, JSON, or GitHub's annotations."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from typeset.diagnostics import Severity
from typeset.language import as_called, say, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from typeset.diagnostics import Diagnostic, Place, Report

_TAB = "    "
_LONGEST_FRAME = 96
_LINE_END = re.compile("\r\n|\r|\n")


class Format(StrEnum):
    """The forms that `--format` offers."""

    HUMAN = "human"
    SHORT = "short"
    JSON = "json"
    GITHUB = "github"


def write(report: Report, output_format: Format, root: Path) -> None:
    """Write `report` to standard error, paths seen from `root`."""
    for text in lines(report, output_format, root):
        sys.stderr.write(f"{text}\n")


def lines(report: Report, output_format: Format, root: Path) -> list[str]:
    """Each diagnostic of `report` in the form `output_format`."""
    form = _FORMS[output_format]
    return [form(diagnostic, root) for diagnostic in report]


def as_data(diagnostic: Diagnostic, root: Path) -> dict[str, object]:
    """`diagnostic` as plain values."""
    place = diagnostic.place
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": _text(diagnostic),
        "hint": _hint(diagnostic),
        "file": shown(place.path, root) if place else None,
        "line": (place.line or None) if place else None,
        "column": (place.column or None) if place else None,
    }


def _text(diagnostic: Diagnostic) -> str:
    return as_called(diagnostic.text(spoken()))


def _hint(diagnostic: Diagnostic) -> str:
    return as_called(diagnostic.hint(spoken()))


def shown(path: Path, root: Path) -> str:
    """`path` seen from `root`, or whole where it lies elsewhere."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)


def _human(diagnostic: Diagnostic, root: Path) -> str:
    head = say(f"severity.{diagnostic.severity}")
    parts = [f"{head}[{diagnostic.code}] {_text(diagnostic)}"]
    if diagnostic.place:
        parts.append(f"  --> {_where(diagnostic.place, root)}")
        parts.extend(_frame(diagnostic.place))
    if hint := _hint(diagnostic):
        parts.append(f"  {say('severity.hint')}{hint}")
    return "\n".join(parts)


def _short(diagnostic: Diagnostic, root: Path) -> str:
    where = f"{_where(diagnostic.place, root)}: " if diagnostic.place else ""
    return f"{where}{diagnostic.severity.value}[{diagnostic.code}] {_text(diagnostic)}"


def _json(diagnostic: Diagnostic, root: Path) -> str:
    return json.dumps(as_data(diagnostic, root), ensure_ascii=False)


def _github(diagnostic: Diagnostic, root: Path) -> str:
    level = {Severity.NOTE: "notice"}.get(diagnostic.severity, diagnostic.severity.value)
    fields = [f"title={diagnostic.code}"]
    if place := diagnostic.place:
        fields.insert(0, f"file={_escaped(shown(place.path, root), ',:')}")
        fields += [f"{name}={n}" for name, n in (("line", place.line), ("col", place.column)) if n]
    text = " ".join(filter(None, [_text(diagnostic), _hint(diagnostic)]))
    return f"::{level} {','.join(fields)}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


_FORMS: Mapping[Format, Callable[[Diagnostic, Path], str]] = {
    Format.HUMAN: _human,
    Format.SHORT: _short,
    Format.JSON: _json,
    Format.GITHUB: _github,
}


def _where(place: Place, root: Path) -> str:
    return ":".join([shown(place.path, root), *(str(n) for n in (place.line, place.column) if n)])


def _frame(place: Place) -> list[str]:
    """The line of the file and a mark under the place, aligned under full-width characters as well."""
    if not place.line or not place.path.is_file():
        return []
    all_lines = _LINE_END.split(place.path.read_bytes().decode("utf-8-sig", "replace"))
    if place.line > len(all_lines):
        return []
    text = all_lines[place.line - 1]
    start = max(0, place.column - 1)
    # A line as long as a paragraph is shown around the place only.
    cut = max(0, start - _LONGEST_FRAME // 4) if len(text) > _LONGEST_FRAME // 2 else 0
    visible = _clean(text[cut : cut + _LONGEST_FRAME // 2])
    before = _clean(text[cut:start])
    marked = _clean(text[start : start + place.length])
    number = str(place.line)
    frame = [f"  {number} │ {'…' if cut else ''}{visible}"]
    if place.column:
        padding = " " * (_columns(before) + bool(cut))
        frame.append(f"  {' ' * len(number)} │ {padding}{'^' * max(1, min(_columns(marked), _LONGEST_FRAME))}")
    return frame


def _clean(text: str) -> str:
    shown_text = text.replace("\t", _TAB)
    return "".join("�" if unicodedata.category(character) in ("Cc", "Cf") else character for character in shown_text)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)

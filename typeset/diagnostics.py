"""What is noticed on the way: diagnostics with a code, a place and a hint, gathered in a report.

The words stand in `messages/diagnostics.toml`, those of the copy editor in `messages/copyedit.toml`: one entry a code,
Chinese and English side by side.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field

from typeset.messages import group, groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Language = Literal["zh", "en"]

_FILE = "diagnostics.toml"
_CHECK = "check"  # the stage of the rules that look at text


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, a warning does so under `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Message(Struct, frozen=True):
    """The words of one code: a sentence and a hint in each language, with `{placeholders}`."""

    code: str
    severity: Severity
    text: Mapping[str, str]
    hint: Mapping[str, str]


class Place(Struct, frozen=True):
    """A place in a file: line and column count from 1, in characters; 0 means the whole file."""

    path: Path
    line: int = 0
    column: int = 0
    length: int = 1


class Diagnostic(Struct, frozen=True):
    """One thing noticed: what (`code`, `values`) and where (`place`); `weight` where the editor has set one."""

    code: str
    place: Place | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    weight: Severity | None = None

    @property
    def severity(self) -> Severity:
        """The weight that the editor, or else the table of messages, gives to this code."""
        return self.weight or message(self.code).severity

    def text(self, language: Language = "zh") -> str:
        """The sentence, with its values filled in."""
        return message(self.code).text[language].format_map(self.values)

    def hint(self, language: Language = "zh") -> str:
        """What to do about it; empty where there is nothing to add."""
        return message(self.code).hint[language].format_map(self.values)

    def __str__(self) -> str:
        """`path:line:column: text`, the short form."""
        if self.place is None:
            return self.text()
        where = ":".join(
            [str(self.place.path), *(str(n) for n in (self.place.line, self.place.column) if n)],
        )
        return f"{where}: {self.text()}"


class Report:
    """Diagnostics in the order they were noticed, each once."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        """Start with `diagnostics`."""
        self._diagnostics = list(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        """The diagnostics in order."""
        return iter(self._diagnostics)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._diagnostics)

    def add(self, code: str, place: Place | None = None, /, **values: object) -> None:
        """Note `code` at `place`; a repetition of the same thing at the same place is dropped."""
        self.take(Diagnostic(code, place, values))

    def take(self, diagnostic: Diagnostic) -> None:
        """Note `diagnostic`, unless it has been noted."""
        if diagnostic not in self._diagnostics:
            self._diagnostics.append(diagnostic)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Those that stop the build."""
        return tuple(d for d in self if d.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Those that stop it under `--strict` only."""
        return tuple(d for d in self if d.severity is Severity.WARNING)


@cache
def message(code: str) -> Message:
    """The words of `code`. Raises KeyError."""
    stage, _, name = code.partition(".")
    entry = _check_table()[name] if stage == _CHECK else group(_FILE, stage)[name]
    return Message(
        code=code,
        severity=Severity(entry["severity"]),
        text={"zh": entry["zh"], "en": entry["en"]},
        hint={"zh": entry.get("zh_hint", ""), "en": entry.get("en_hint", "")},
    )


def messages() -> Mapping[str, Message]:
    """All messages by code."""
    codes = [f"{stage}.{name}" for stage in groups(_FILE) for name in group(_FILE, stage)]
    codes += [f"{_CHECK}.{name}" for name in _check_table()]
    return {code: message(code) for code in codes}


@cache
def _check_table() -> Mapping[str, Any]:
    import tomllib  # noqa: PLC0415 - only what looks at text asks for it

    return tomllib.loads((Path(__file__).parent / "messages" / "copyedit.toml").read_text("utf-8"))

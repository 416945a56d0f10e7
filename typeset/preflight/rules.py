"""The rules of preflight by code: how much each weighs, and its words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.diagnostics import Language
    from typeset.preflight.finding import Finding


class Rule(Struct, frozen=True):
    """The words for one code: a sentence with `{placeholders}` and a hint in each language, and the clause."""

    code: str
    severity: Severity
    clause: str
    text: Mapping[str, str]
    hint: Mapping[str, str]


def severity_of(finding: Finding) -> Severity:
    """How much `finding` weighs."""
    return rule_of(finding.code).severity


def text_of(finding: Finding, language: Language) -> str:
    """What `finding` says."""
    return rule_of(finding.code).text[language].format_map(finding.values)


def hint_of(finding: Finding, language: Language) -> str:
    """What to do about it."""
    return rule_of(finding.code).hint[language].format_map(finding.values)


def rule_of(code: str) -> Rule:
    """The rule of `code`: its table is read alone, for of two hundred a document breaks a few."""
    return _read(code, _tables()[code])


@cache
def rules() -> Mapping[str, Rule]:
    """All rules; a code is `P4.text-not-black`, in the file the table `[P4.text-not-black]`."""
    return {code: _read(code, table) for code, table in _tables().items()}


@cache
def _tables() -> Mapping[str, str]:
    """What the file says of each code."""
    words = (Path(__file__).parent.parent / "messages" / "preflight.toml").read_text("utf-8")
    _, *parts = re.split(r"^\[([\w.-]+)\]$", words, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


@cache
def _read(code: str, table: str) -> Rule:
    entry = tomllib.loads(table)
    return Rule(
        code=code,
        severity=Severity(entry["severity"]),
        clause=entry["clause"],
        text={"zh": entry["zh"], "en": entry["en"]},
        hint={"zh": entry["zh_hint"], "en": entry["en_hint"]},
    )

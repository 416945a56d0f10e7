"""The rules of preflight by code: how much each weighs, and its words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
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
    return rules()[finding.code].severity


def text_of(finding: Finding, language: Language) -> str:
    """What `finding` says."""
    return rules()[finding.code].text[language].format_map(finding.values)


def hint_of(finding: Finding, language: Language) -> str:
    """What to do about it."""
    return rules()[finding.code].hint[language].format_map(finding.values)


@cache
def rules() -> Mapping[str, Rule]:
    """The table of rules; a code is `P4.text-not-black`, in the file the entry `text-not-black` of the table `P4`."""
    table = tomllib.loads(resources.files("typeset.messages").joinpath("preflight.toml").read_text("utf-8"))
    return {
        f"{rule}.{name}": Rule(
            code=f"{rule}.{name}",
            severity=Severity(entry["severity"]),
            clause=entry["clause"],
            text={"zh": entry["zh"], "en": entry["en"]},
            hint={"zh": entry["zh_hint"], "en": entry["en_hint"]},
        )
        for rule, entries in table.items()
        for name, entry in entries.items()
    }

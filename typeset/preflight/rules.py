"""The rules of preflight by code: how much each weighs, and its words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.diagnostics import Severity
from typeset.messages import group, groups

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.diagnostics import Language
    from typeset.preflight.finding import Finding

_FILE = "preflight.toml"


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


@cache
def rule_of(code: str) -> Rule:
    """The words of `code`: for `P4.text-not-black` in the file the entry `text-not-black` of the table `P4`."""
    requirement, _, name = code.partition(".")
    entry = group(_FILE, requirement)[name]
    return Rule(
        code=code,
        severity=Severity(entry["severity"]),
        clause=entry["clause"],
        text={"zh": entry["zh"], "en": entry["en"]},
        hint={"zh": entry["zh_hint"], "en": entry["en_hint"]},
    )


def rules() -> Mapping[str, Rule]:
    """All rules by code."""
    codes = [f"{requirement}.{name}" for requirement in groups(_FILE) for name in group(_FILE, requirement)]
    return {code: rule_of(code) for code in codes}

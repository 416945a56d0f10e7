"""Every code that the source reports has words, every entry of the table is reported, in both languages alike."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from typeset.diagnostics import messages
from typeset.messages import group, groups
from typeset.preflight.rules import rules

PACKAGE = Path(__file__).resolve().parent.parent / "typeset"
SOURCES = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
INTERFACE = tomllib.loads((PACKAGE / "messages" / "interface.toml").read_text("utf-8"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(messages()))
def test_a_code_is_reported_somewhere(code: str) -> None:
    assert f'"{code}"' in SOURCES


def test_every_reported_code_has_words() -> None:
    stages = "|".join({code.partition(".")[0] for code in messages()})
    reported = set(re.findall(rf'"((?:{stages})\.[a-z0-9-]+)"', SOURCES))
    spoken = {f"{group}.{name}" for group, entries in INTERFACE.items() for name in entries}
    files = {name for name in reported if name.endswith((".py", ".yaml", ".html", ".toml", ".schemas"))}
    assert reported - spoken - files <= set(messages())


@pytest.mark.parametrize("code", sorted(messages()))
def test_both_languages_name_the_same_values(code: str) -> None:
    message = messages()[code]
    chinese = placeholders(message.text["zh"]) | placeholders(message.hint["zh"])
    english = placeholders(message.text["en"]) | placeholders(message.hint["en"])
    assert chinese == english


@pytest.mark.parametrize("code", sorted(messages()))
def test_an_error_comes_with_a_hint_in_both_languages(code: str) -> None:
    message = messages()[code]
    assert message.hint["zh"]
    assert message.hint["en"]


@pytest.mark.parametrize(("group", "name"), [(g, n) for g, entries in INTERFACE.items() for n in entries])
def test_the_words_of_the_command_line_agree(group: str, name: str) -> None:
    entry = INTERFACE[group][name]
    assert placeholders(entry["zh"]) == placeholders(entry["en"])


@pytest.mark.parametrize("code", sorted(rules()))
def test_a_rule_of_preflight_is_found_somewhere_and_says_the_same_in_both_languages(code: str) -> None:
    rule = rules()[code]
    assert f'"{code}"' in SOURCES
    assert placeholders(rule.text["zh"] + rule.hint["zh"]) == placeholders(rule.text["en"] + rule.hint["en"])
    assert rule.clause


def test_every_finding_of_preflight_has_words() -> None:
    found = set(re.findall(r'Finding\(\s*"([A-Z]+[0-9]+\.[a-z0-9-]+)"', SOURCES))
    assert found <= set(rules())


@pytest.mark.parametrize("file", ["interface.toml", "diagnostics.toml", "preflight.toml"])
def test_the_groups_are_what_the_whole_file_says(file: str) -> None:
    whole = tomllib.loads((PACKAGE / "messages" / file).read_text("utf-8"))
    assert {name: group(file, name) for name in groups(file)} == whole

"""Which language typeset speaks, and the words of its command line."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.diagnostics import Language


def spoken(environment: Mapping[str, str] = os.environ) -> Language:
    """Chinese, unless the locale asks for English (POSIX: LC_ALL before LC_MESSAGES before LANG)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "en" if value.startswith("en") else "zh"
    return "zh"


def say(key: str, /, **values: object) -> str:
    """The words for `key` (`command.part`) in the language spoken, with their values filled in."""
    group, _, name = key.partition(".")
    return _interface()[group][name][spoken()].format_map(values)


def words(group: str) -> dict[str, str]:
    """All phrases of `group` in the language spoken, as they are."""
    return {name: phrase[spoken()] for name, phrase in _interface()[group].items()}


@cache
def _interface() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = resources.files("typeset.messages").joinpath("interface.toml").read_text("utf-8")
    return tomllib.loads(text)

"""Which language typeset speaks, and the words of its command line."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.messages import group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.diagnostics import Language


_FILE = "interface.toml"


def spoken(environment: Mapping[str, str] = os.environ) -> Language:
    """Chinese, unless the locale asks for English (POSIX: LC_ALL before LC_MESSAGES before LANG)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "en" if value.startswith("en") else "zh"
    return "zh"


# The program by its other name: bash, zsh and ksh have a builtin `typeset`, and never look further.
_OTHER_NAME = "typeset-zh"
_COMMAND = re.compile(r"\btypeset(?= (?:[a-z]{3,}|--help)\b)")


def as_called(text: str, program: str | None = None) -> str:
    """`text` with commands under the name that this program was called by, so that they can be typed as they stand."""
    name = Path(program or sys.argv[0]).stem
    return _COMMAND.sub(_OTHER_NAME, text) if name == _OTHER_NAME else text


def say(key: str, /, **values: object) -> str:
    """The words for `key` (`command.part`) in the language spoken, with their values filled in."""
    part, _, name = key.partition(".")
    return as_called(group(_FILE, part)[name][spoken()]).format_map(values)


def words(part: str) -> dict[str, str]:
    """All phrases of `part` in the language spoken, as they are."""
    return {name: phrase[spoken()] for name, phrase in group(_FILE, part).items()}

"""The words that typeset says, as data: diagnostics and the command line, Chinese and English side by side.

Mostly few of them are wanted, and to parse a file takes a hundredth of a second: only the tables asked for are parsed.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# A table begins a line: [group] or [group.entry].
_HEAD = re.compile(r"^\[(\w+)(?:\.[\w-]+)?\]$", re.MULTILINE)


@cache
def group(file: str, name: str) -> Mapping[str, Any]:
    """The entries of the group `name` in `file`. Raises KeyError."""
    import tomllib  # noqa: PLC0415 - whoever has nothing to say need not import it

    entries: Mapping[str, Any] = tomllib.loads(_texts(file)[name])[name]
    return entries


def groups(file: str) -> tuple[str, ...]:
    """The groups in `file`, in its order."""
    return tuple(_texts(file))


@cache
def _texts(file: str) -> Mapping[str, str]:
    """The text of each group."""
    text = (Path(__file__).parent / file).read_text("utf-8")
    heads = [*_HEAD.finditer(text)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    found: dict[str, str] = {}
    for head, end in zip(heads, ends, strict=True):
        found[head[1]] = found.get(head[1], "") + text[head.start() : end]
    return found

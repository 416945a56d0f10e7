"""The lists that rules go by, each a file in `data/`: words, names, and characters taken for others."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.copyedit.characters import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

_INNERMOST = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_HAN_RUN = re.compile(f"[{HAN}]+")


class Confusion(Struct, frozen=True, dict=True):
    """A pattern, the rule that it belongs to, and what to write (a template for `re.Match.expand`).

    `core` are characters that every match has: looking for them first spares nearly all of the patterns.
    """

    rule: str
    core: str
    expression: str
    right: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is needed."""
        return re.compile(self.expression)


@cache
def lines_of(name: str) -> Sequence[str]:
    """The lines of a list without empty ones and comments."""
    lines = (line.partition(" # ")[0].strip() for line in _read(name).split("\n"))
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def confusions() -> Sequence[Confusion]:
    """The list of confusions: groups, one a rule, in which a pattern is followed by what it should be."""
    return tuple(
        Confusion(group["rule"], core_of(wrong), wrong, right)
        for group in tomllib.loads(_read("confusions.toml"))["group"]
        for wrong, right in group["words"].items()
    )


def core_of(expression: str) -> str:
    """The longest run of Han that stands in `expression` outside of brackets."""
    plain = expression
    while (bare := _INNERMOST.sub(" ", plain)) != plain:
        plain = bare
    return max(_HAN_RUN.findall(plain), key=len, default="")


def _read(name: str) -> str:
    return resources.files("typeset.copyedit").joinpath("data", name).read_text("utf-8")

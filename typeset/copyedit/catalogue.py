"""The catalogue of rules: each with the clause it rests on and an example of what it finds and what it leaves alone."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class Rule(Struct, frozen=True):
    """A rule by its name. `bad` and `good` are texts of an article, or of several parted by a line of equals signs."""

    name: str
    clause: str
    bad: str
    good: str


@cache
def rules() -> Mapping[str, Rule]:
    """The rules that look at text, in the order of the table; what the table says of settings is no rule."""
    table = tomllib.loads(resources.files("typeset.messages").joinpath("copyedit.toml").read_text("utf-8"))
    return {
        name: Rule(name, entry["clause"], entry["bad"], entry["good"])
        for name, entry in table.items()
        if "clause" in entry
    }

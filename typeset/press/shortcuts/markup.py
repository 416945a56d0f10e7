"""The patterns by which HTML is read, each made once."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any


class Patterns(dict[tuple[Collection[str], bool], re.Pattern[str]]):
    """What finds the end of a run of characters in HTML, by the characters and by whether they make up the run.

    Stands in for the dictionary of tinyhtml5, which keeps each pattern under a key by which nothing is looked up, and
    so makes one for each word it reads.
    """

    def __missing__(self, key: tuple[Collection[str], bool]) -> re.Pattern[str]:
        """Make the pattern of `key`."""
        characters, included = key
        listed = "".join(re.escape(character) for character in sorted(characters))
        pattern = self[key] = re.compile(f"[{listed}]+" if included else f"[^{listed}]+")
        return pattern


def kept_patterns(_original: Any) -> Patterns:
    """A replacement of `tinyhtml5.inputstream.characters_until_regex`."""
    return Patterns()

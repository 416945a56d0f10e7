"""Reading HTML: the patterns for it, each made once, and the style sheets that it may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

_SHEETS = frozenset(["link", "style"])


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


def sought_where_some_are(original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """A replacement of `css.find_stylesheets`: a document without the elements that hold style sheets has none."""

    def find_stylesheets(wrapper_element: Any, *arguments: Any) -> Iterator[Any]:
        tags = {element.tag for element in wrapper_element.etree_element.iter() if isinstance(element.tag, str)}
        if any(tag.rpartition("}")[2].lower() in _SHEETS for tag in tags):
            yield from original(wrapper_element, *arguments)

    return find_stylesheets

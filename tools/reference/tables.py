"""Markdown that the parts of the reference are made of, and where on a page they go."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; an empty cell stays empty."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(_cell(cell) for cell in line) + " |\n" for line in lines)


def opened(words: str) -> str:
    """`words` of a message with an ellipsis for each value, and nothing in it that Markdown would read."""
    parts = string.Formatter().parse(words)
    text = "".join(literal + ("…" if field is not None else "") for literal, field, _, _ in parts)
    return re.sub(r"([*_<>\[\]`])", r"\\\1", text)


def code(text: str) -> str:
    """`text` as code; nothing where it is empty."""
    return f"`{text}`" if text else ""


def block(text: str, language: str = "text") -> str:
    """`text` as a block of code, behind a fence longer than any in it."""
    fence = "```"
    while fence in text:
        fence += "`"
    return "\n".join([f"{fence}{language}", text.strip("\n"), fence, ""])


def filled(page: str, parts: Mapping[str, str]) -> str:
    """`page` with what stands between `<!-- NAME -->` and `<!-- /NAME -->` made anew.

    Raises ValueError where it has no place for one of `parts`.
    """
    for name, part in parts.items():
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, found, rest = page.partition(begin)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise ValueError(name)
        page = "".join((before, begin, "\n\n", part.strip("\n"), "\n\n", end, after))
    return page


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")

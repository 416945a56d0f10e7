"""Straight quotation marks in Chinese text (GB/T 15834 4.8; requirement N1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import CLOSING, HAN, OPENING, STOPS
from typeset.copyedit.passage import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import IssueText

_BESIDE = re.compile(f"[{HAN}{STOPS}{OPENING}{CLOSING}]")
_SHAPES = {'"': "“”", "'": "‘’"}
# An apostrophe, feet and inches: no quotation marks.
_NO_QUOTE = re.compile(r"(?<=[A-Za-z0-9])['\"](?=[A-Za-z0-9])|(?<=\d)['\"](?![^'\"\n]*['\"])")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find straight quotes of which one of a pair stands beside Chinese; pairs within a paragraph can be mended."""
    for passage in issue.texts():
        text = passage.text
        if '"' not in text and "'" not in text:
            continue
        apart = {match.start() for match in _NO_QUOTE.finditer(text)}
        for straight, curly in _SHAPES.items():
            places = [i for i, c in enumerate(text) if c == straight and i not in apart]
            paired = len(places) % 2 == 0
            for number, begin in enumerate(places):
                partner = begin if not paired else places[number ^ 1]
                if any(
                    _BESIDE.match(text[max(0, i - 1) : i]) or _BESIDE.match(text[i + 1 : i + 2])
                    for i in (begin, partner)
                ):
                    full = curly[number % 2]
                    fix = full if paired else None
                    yield Finding(
                        "check.straight-quote", passage, begin, begin + 1, {"text": straight, "full": full}, fix
                    )

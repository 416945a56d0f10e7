"""How a paragraph begins and ends (GB/T 15834 5.1.1, 5.1.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import CLOSING, FINAL, HAN
from typeset.copyedit.passage import Finding, found
from typeset.markup.passages import OBJECT, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import IssueText

_START = re.compile("[，。、；：！？”’）》〉】]")
_CLOSERS = f"{CLOSING})]\"'"
# ——某人《某书》，2016: where a quotation is from.
_CREDIT = ("—", "–", "-", "―", "─")
# A line as short as this is a signature, a date or a line of verse.
_SHORTEST = 30
_SENTENCE = re.compile(f"[，。；][^。]*[{HAN}]")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find paragraphs that begin with a closing mark, and long ones without a mark at the end."""
    for passage in issue.texts():
        text = passage.text
        if match := _START.match(text):
            yield found("check.mark-at-start", passage, match)
        if (
            passage.kind is not Kind.PARAGRAPH
            or len(text) < _SHORTEST
            or text.startswith(_CREDIT)
            or not _SENTENCE.search(text)
        ):
            continue
        last = text.rstrip(_CLOSERS)[-1:]
        if last and last not in f"{FINAL}.!?;:⋯~～{OBJECT}" and re.match(f"[{HAN}，、0-9%A-Za-z]", last):
            values = {"text": text[-10:]}
            yield Finding("check.no-final-mark", passage, len(text) - 1, len(text), values)

"""How a paragraph begins and ends (GB/T 15834 5.1.1, 5.1.3)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.copyedit.characters import CLOSING, HAN
from typeset.copyedit.passage import Finding, found
from typeset.markup.passages import OBJECT, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import IssueText

_START = re.compile("[，。、；：！？”’）》〉】]")
_CLOSERS = f"{CLOSING})]\"'"
# What no sentence ends with.
_OPEN_END = re.compile(f"[{HAN}，、0-9%A-Za-z]")
_SHOWN = 10
# ——某人《某书》，2016: where a quotation is from.
_CREDIT = ("—", "–", "-", "―", "─")
# ……。”——摘自某书: the same behind what is quoted.
_CREDITED = re.compile(r"[。！？…”’\"]\s?——[^。！？]{1,40}$")
# A line as short as this is a signature, a date or a line of verse.
_SHORTEST = 30
_SENTENCE = re.compile(f"[，。；][^。]*[{HAN}]")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find paragraphs that begin with a closing mark, and long ones without a mark at the end."""
    for article in issue.articles:
        for passage, follows in pairwise((*article.texts(), None)):
            if passage is None:
                continue
            if match := _START.match(passage.text):
                yield found("check.mark-at-start", passage, match)
            # A sentence may run on into a formula or a list.
            runs_on = follows is not None and (follows.text.startswith(OBJECT) or follows.kind is Kind.ITEM)
            if passage.kind is Kind.PARAGRAPH and not runs_on and _is_cut(passage.text):
                last = len(passage.text) - 1
                yield Finding("check.no-final-mark", passage, last, last + 1, {"text": passage.text[-_SHOWN:]})


def _is_cut(text: str) -> bool:
    if len(text) < _SHORTEST or text.startswith(_CREDIT) or not _SENTENCE.search(text):
        return False
    # ……。（编者注）: the sentence has ended before the brackets (GB/T 15834 4.9.3).
    aside = text.rstrip().rfind("（") if text.rstrip().endswith("）") else -1
    if aside > 0 and text[aside - 1] in "。！？…”":
        return False
    if _CREDITED.search(text):
        return False
    return _OPEN_END.match(text.rstrip(_CLOSERS)[-1:]) is not None

"""The mark of a range: ～ or —, no hyphen, and one of them (GB/T 15834 4.13, GB/T 15835 5.1.3; requirements F3, N6)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from typeset.copyedit.characters import HAN
from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText, Passage

_NUMBER = r"\d+(?:[.,]\d+)*(?:%|％|℃|万|亿|年|月|日|元|岁|公里|千米|米)?"
_UNIT = rf"(?:%|％|℃|°|[{HAN}]|km|kg|cm|mm|MB|GB)"
# No ranges: 2023-08-20, telephone numbers, scores (3-1), versions, and the span of a double issue (9-10期).
_SCORE = "胜|负|平|战|大胜|小胜|险胜|获胜|力克|击败|横扫|领先|落后|逆转|完胜|取胜|的比分|，"
_OTHER = rf"(?!\d+期)(?!\d+[-.]\d+[-.])(?![\d-]*号)(?!\d+(?:{_SCORE}))"
_HYPHEN = re.compile(
    rf"(?<![\d.\-A-Za-z/—~～号第]){_NUMBER}(?P<mark>\s?[-–~－]\s?|——|--)(?=\d+(?:[.,]\d+)*\s?{_UNIT}){_OTHER}"
)
_GOOD = re.compile(rf"(?P<a>{_NUMBER})(?P<mark>[～—])(?!—)(?=\d+(?:[.,]\d+)*(?P<unit>{_UNIT}))")
_TIME = frozenset("年月日号时")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find hyphens and tildes in ranges; and the rarer mark of the same kind of range in one article."""
    for article in issue.articles:
        uses: dict[bool, list[tuple[Passage, re.Match[str]]]] = {True: [], False: []}
        for passage in article.texts():
            for match in _HYPHEN.finditer(passage.text):
                yield found("check.range-mark", passage, match, "mark", whole=match[0])
            for match in _GOOD.finditer(passage.text):
                uses[match["unit"] in _TIME].append((passage, match))
        for kind in uses.values():
            counts = Counter(match["mark"] for _, match in kind)
            if len(counts) > 1:
                usual = "～" if counts["～"] >= counts["—"] else "—"
                for passage, match in kind:
                    if match["mark"] != usual:
                        yield found("check.range-mixed", passage, match, "mark", usual=usual)

"""Digits in groups of three: all long numbers of an issue or none (GB/T 15835 5.1.1; requirement F2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_AMOUNT = r"(?=\s?(?:余|多)?[元万亿人名家个件户吨台辆套次亩公平条所座项处对双株头只张部辆])"
_GROUPED = re.compile(rf"(?<![\d,.])\d{{1,3}}(?:,\d{{3}})+(?![\d,])(?:\.\d+)?{_AMOUNT}")
_PLAIN = re.compile(rf"(?<![\d,.\-A-Za-z])\d{{5,}}(?:\.\d+)?{_AMOUNT}")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the rarer form."""
    grouped = [(passage, match) for passage in issue.texts() for match in _GROUPED.finditer(passage.text)]
    plain = [(passage, match) for passage in issue.texts() for match in _PLAIN.finditer(passage.text)]
    rarer, other = (grouped, plain) if len(grouped) <= len(plain) else (plain, grouped)
    if other:
        for passage, match in rarer:
            yield found("check.digit-grouping", passage, match, other=other[0][1][0])

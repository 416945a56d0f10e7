"""Digits go together with 万 and 亿 only, and a percentage is written one way (GB/T 15835 5.1.4; requirement F6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_COUNTED = "万亿余多元人名家个件户吨台辆套次亩公页字册本场项块平立"
# 千克, 千瓦 and 百货 are words of their own.
_SMALL = re.compile(rf"\d+(?:\.\d+)?[万亿]\d+(?:\.\d+)?[百千]\w?|(?<![\d.第A-Za-z])\d{{1,2}}[百千](?=[{_COUNTED}])")
_PERCENT = re.compile(r"百分之\d+(?:\.\d+)?|\d+(?:\.\d+)?％?个?百分比")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find amounts such as 3亿4千万, and percentages half in words."""
    for passage in issue.texts():
        for match in _SMALL.finditer(passage.text):
            yield found("check.myriad", passage, match)
        for match in _PERCENT.finditer(passage.text):
            yield found("check.percent-word", passage, match)

"""Full-width letters and digits, and Chinese marks inside a number (requirement E4; GB/T 15835 5.1)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?")
_MARKS = {"，": ",", "。": ".", "．": ".", "·": "."}
# 1，000元: no sentence ends between two parts of one amount.
_NUMBER = re.compile(
    r"(?<![\d，])\d{1,3}(?P<a>，)\d{3}(?=[元万亿人家件户吨个台辆])|(?<=\d)(?P<b>[。．·])(?=\d+\s*(?:%|％|个百分点|万|亿))"
)


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the characters."""
    for passage in issue.texts():
        for match in _WIDE.finditer(passage.text):
            narrow = unicodedata.normalize("NFKC", match[0])
            yield found("check.full-width-letter", passage, match, fix=narrow, narrow=narrow)
        for match in _NUMBER.finditer(passage.text):
            group = "a" if match["a"] else "b"
            yield found("check.mark-in-number", passage, match, group, narrow=_MARKS[match[group]])

"""Marks set twice, side by side, or too often (GB/T 15834 4.2, 4.3, 5.1; requirement N5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_MANY = re.compile(r"[！？!?]{4,}")
_ORDER = re.compile(r"(?<![！？])！？(?![！？])")
_TWICE = re.compile(
    r"，{2,}|；{2,}|：{2,}|(?<!。)。。(?!。)|(?<!、)、、(?!、)|"  # three or more 。 or 、 stand for an ellipsis
    r"[，、；：][，。、；：！？]+|[。！？][，。、；：]+|(?<=。)[”’]。(?=[^”’]|$)"
)


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the marks; one of two alike can go without a change of meaning."""
    for passage in issue.texts():
        for match in _MANY.finditer(passage.text):
            yield found("check.many-marks", passage, match)
        for match in _ORDER.finditer(passage.text):
            yield found("check.mark-order", passage, match, fix="？！")
        for match in _TWICE.finditer(passage.text):
            alike = len(set(match[0])) == 1
            yield found("check.doubled-mark", passage, match, fix=match[0][0] if alike else None)

"""Dates half in Chinese numerals, half in Arabic (GB/T 15835 4.3; requirement F4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import NUMERALS
from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_ONE_TO_TWELVE = "(?:十[一二]?|[一二三四五六七八九])"
_DAY = "(?:二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_MIXED = re.compile(
    rf"[{NUMERALS}]{{4}}年\s*\d{{1,2}}月|(?<!\d)\d{{4}}年\s*{_ONE_TO_TWELVE}月(?!会)|"
    rf"(?<!\d)\d{{1,2}}月{_DAY}[日号]|(?<![正腊冬{NUMERALS}十]){_ONE_TO_TWELVE}月\d{{1,2}}[日号]"
)


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the dates."""
    for passage in issue.texts():
        for match in _MIXED.finditer(passage.text):
            yield found("check.mixed-date", passage, match)

"""Years in two digits, and the zero in years written with Chinese numerals (GB/T 15835 4.3; requirement F4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

# 20年来 and 30年底蕴 are spans of time, 近10年初 counts; what is followed by a month or a half of the year is a date.
_SHORT = re.compile(
    r"(?<![\d.第近过满约超历达前后长期刑到至—～~年\-])(?:[’'])?[0-9]\d年(?=(?:1[0-2]|0?[1-9])月(?!以|后|内)|[上下]半年|[一二三四]季度|年?[底末](?![蕴])|初(?!期))"
)
_ZERO = re.compile(
    r"[一二][零OＯo0○][〇零OＯo0○一二三四五六七八九]{2}(?=年)|[一二][九][〇零一二三四五六七八九]?[零OＯo0○][〇零OＯo0○一二三四五六七八九]?(?=年)"
)


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the years."""
    for passage in issue.texts():
        for match in _SHORT.finditer(passage.text):
            yield found("check.short-year", passage, match)
        for match in _ZERO.finditer(passage.text):
            yield found("check.year-zero", passage, match, right=re.sub("[零OＯo0○]", "〇", match[0]))

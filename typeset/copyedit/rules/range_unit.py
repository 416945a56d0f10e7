"""Both ends of a range keep their % or 万 or 亿 (GB/T 15835 5.1.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_END = r"\d+(?:\.\d+)?"
_RANGE = re.compile(
    rf"(?<![\d.\-A-Za-z/—~～])(?P<first>{_END})(?P<mark>\s?[-–~－～—至到]\s?|——)(?P<last>{_END})(?P<unit>%|％|万亿|万|亿)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find ranges such as 5～10%."""
    for passage in issue.texts():
        for match in _RANGE.finditer(passage.text):
            # 从5到10万: spoken like this, but a range of one writer's sentence, not of figures.
            if match["mark"].strip() in "至到" and match["unit"] not in "%％":
                continue
            if _YEAR.fullmatch(match["first"]) and float(match["last"]) < float(match["first"]):
                continue
            full = f"{match['first']}{match['unit']}～{match['last']}{match['unit']}"
            yield found("check.range-unit", passage, match, full=full)

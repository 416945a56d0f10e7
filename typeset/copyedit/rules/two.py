"""二 and 两 before a measure word (现代汉语词典)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import NUMERALS
from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_TWO = re.compile(
    rf"(?<![第{NUMERALS}十百千万亿初老])二(?=个|家(?=企|公|店|机)|种|条(?=措|意|建|路)|件(?!套)|项(?!式)|天(?=[的内后里时，。]))"
)


def check(issue: IssueText) -> Iterable[Finding]:
    """Find 二个 and the like."""
    for passage in issue.texts():
        for match in _TWO.finditer(passage.text):
            yield found("check.two", passage, match)

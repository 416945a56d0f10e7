"""、 between titles or quotations, where it is usually left out (GB/T 15834 4.5.3.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_COMMA = re.compile("(?<=》)、(?=《)|(?<=”)、(?=“)")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the marks."""
    for passage in issue.texts():
        for match in _COMMA.finditer(passage.text):
            yield found("check.enumeration-comma", passage, match, fix="")

"""The forms of the dash (GB/T 15834 4.10, 5.1.5; requirement N4), and one that ate the numeral after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import CLOSING, HAN, OPENING, STOPS
from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_BESIDE = f"{HAN}{OPENING}{CLOSING}{STOPS}"
# 趋势———是……二是……: the third stroke is the numeral 一. The same where a single one begins a clause.
_NUMERAL = re.compile(r"———(?=[是方])|(?:^|(?<=[。；，：]))—(?=是|方面|个|种|直|些|般|样|系列|旦|定)(?!—)")
_WRONG = re.compile(
    rf"———+|(?<=[{_BESIDE}])(?:-{{2,}}|—-+|-+—)|(?:-{{2,}}|—-+|-+—)(?=[{_BESIDE}])|"
    rf"[－─━ー]{{2,}}(?=[{_BESIDE}A-Za-z0-9])|(?<=[{_BESIDE}])— —(?=[{_BESIDE}])"
)
_CERTAIN = frozenset(["--", "---", "－－", "──", "━━", "— —", "—-", "-—"])


def check(issue: IssueText) -> Iterable[Finding]:
    """Find dashes that are not two U+2014."""
    for passage in issue.texts():
        for match in _NUMERAL.finditer(passage.text):
            reading = "——一" if len(match[0]) > 1 else "一"
            yield found("check.dash-numeral", passage, match, reading=reading)
        for match in _WRONG.finditer(passage.text):
            yield found("check.dash-form", passage, match, fix="——" if match[0] in _CERTAIN else None)

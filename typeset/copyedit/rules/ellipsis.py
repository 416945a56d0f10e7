"""The forms of the ellipsis (GB/T 15834 4.11, 5.1.4; requirement N4), and 等 beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import CLOSING, HAN, OPENING, STOPS
from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_BESIDE = f"{HAN}{OPENING}{CLOSING}{STOPS}A-Za-z0-9"
_WRONG = re.compile(
    rf"(?<=[{_BESIDE}])\.{{3,}}(?=[{HAN}{OPENING}{CLOSING}{STOPS}]|$)|(?<=[{HAN}{CLOSING}{STOPS}])\.{{3,}}|"
    rf"^\.{{3,}}(?=[{HAN}])|。{{3,}}|、{{3,}}|·{{4,}}|[…⋯]+"
)
_RIGHT = frozenset(["……", "⋯⋯", "…………"])
_ETC = re.compile(r"……等(?![待候到着级])|(?<=[^平均同相])等等?……")
_CERTAIN = re.compile(r"…|⋯|\.{3}|\.{6}|。{3}|。{6}")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find what should be six dots: two U+2026, or four for a whole paragraph left out."""
    for passage in issue.texts():
        for match in _WRONG.finditer(passage.text):
            if match[0] not in _RIGHT:
                yield found("check.ellipsis-form", passage, match, fix="……" if _CERTAIN.fullmatch(match[0]) else None)
        for match in _ETC.finditer(passage.text):
            yield found("check.ellipsis-etc", passage, match)

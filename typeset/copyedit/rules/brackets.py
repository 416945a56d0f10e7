"""Half-width brackets in Chinese text (GB/T 15834 5.1.3; requirement N1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import HAN, STOPS
from typeset.copyedit.passage import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import IssueText

_PAIR = re.compile(r"\(([^()（）\n]*)\)")
# O(n), GB(T): what a Western word or a function takes with it stays Western.
_CALL = re.compile(r"[A-Za-z0-9](?!\s)")
_HAN = re.compile(f"[{HAN}]")
_CHINESE = re.compile(f"[{HAN}{STOPS}“”《》]")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find round brackets that enclose Chinese or stand beside it, the opening and the closing one each."""
    for passage in issue.texts():
        text = passage.text
        for match in _PAIR.finditer(text):
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            if not _HAN.search(match[1]) and _CALL.match(before):
                continue
            if _HAN.search(match[1]) or _CHINESE.match(before) or _CHINESE.match(after):
                for begin, full in ((match.start(), "（"), (match.end() - 1, "）")):
                    values = {"text": text[begin], "full": full}
                    yield Finding("check.half-width-bracket", passage, begin, begin + 1, values, full)

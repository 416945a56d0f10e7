"""Half-width marks in Chinese text (GB/T 15834 5.1.1; requirement N1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import CLOSING, HAN, OPENING
from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", ".": "。"}
_CLOSE = f"{HAN}{CLOSING}％%℃"
# After Han or a closing mark: any mark. After a Western word or a number: a mark with Han right behind it. A colon
# between digits (12:30) and a comma in a number (1,000) have no Han beside them.
_MARK = re.compile(
    rf"(?<=[{_CLOSE}])[,;:?!](?!//)|(?<=[{_CLOSE}])\.(?=[{HAN}{OPENING}{CLOSING}]|$)|"
    rf"(?<=[A-Za-z0-9])[,;?!](?=[{HAN}《“（])|(?<=[A-Za-z]):(?=[{HAN}])"
)


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the marks; a full stop inside a name is left to the author."""
    for passage in issue.texts():
        text = passage.text
        for match in _MARK.finditer(text):
            mark = match[0]
            # 约翰.史密斯: an interpunct may be meant, not a full stop.
            certain = mark != "." or match.end() == len(text) or text[match.end()] in CLOSING
            fix = _FULL[mark] if certain else None
            full = _FULL[mark] if certain else "。”或“·"
            yield found("check.half-width-mark", passage, match, fix=fix, full=full)

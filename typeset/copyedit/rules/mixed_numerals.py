"""The same kind of number in words here and in digits there, within one article (GB/T 15835 4.3)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    import re as regex
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText, Passage

_WORD = "[一二三四五六七八九十]{1,3}"
_KINDS = {
    name: (re.compile(words), re.compile(digits))
    for name, words, digits in (
        ("季度", f"第{_WORD}季度", r"第\s?\d季度"),
        ("世纪", f"{_WORD}世纪(?![马海中社大])", r"\d{1,2}\s?世纪"),
        ("年代", "[二三四五六七八九]十年代", r"[2-9]0\s?年代"),
        (
            "月份",
            "(?<![历正腊冬春夏秋花一二三四五六七八九十])(?:十[一二]?|[二三四五六七八九])月(?=份|[至到，。]|上旬|中旬|下旬|底|初)",
            r"\d{1,2}\s?月(?=份|[至到，。]|上旬|中旬|下旬|底|初)",
        ),
    )
}


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the rarer form of each kind, where an article has both."""
    for article in issue.articles:
        forms: dict[str, tuple[list[tuple[Passage, regex.Match[str]]], ...]] = defaultdict(lambda: ([], []))
        for passage in article.texts():
            for name, patterns in _KINDS.items():
                for form, pattern in zip(forms[name], patterns, strict=True):
                    form += [(passage, match) for match in pattern.finditer(passage.text)]
        for words, digits in forms.values():
            rarer, other = (words, digits) if len(words) <= len(digits) else (digits, words)
            if rarer:
                for passage, match in rarer:
                    yield found("check.mixed-numerals", passage, match, other=other[0][1][0])

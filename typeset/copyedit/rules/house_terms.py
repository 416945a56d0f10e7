"""The house list of terms and names (`issues/terms.yaml`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import IssueText


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the wrong forms; one that is part of the preferred form, where that stands, is none."""
    for term in issue.terms:
        pattern = re.compile(
            "|".join(_word(word) for word in sorted((*term.wrong, term.preferred), key=len, reverse=True))
        )
        for passage in issue.texts():
            for match in pattern.finditer(passage.text):
                if match[0] != term.preferred:
                    note = f"（{term.note}）" if term.note else ""
                    values = {"text": match[0], "right": term.preferred, "note": note}
                    yield Finding("check.house-term", passage, *match.span(), values, None, term.severity.value)


def _word(word: str) -> str:
    """A Western word is found as a whole word only."""
    before = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
    after = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{before}{re.escape(word)}{after}"

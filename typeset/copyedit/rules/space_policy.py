"""Spaces between Han and Western: typed everywhere or nowhere (CY/T 154 8.1; requirements E3, N7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import HAN
from typeset.copyedit.passage import Finding, found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import IssueText

# Letters and digits apart: a house may space words and not numbers.
_JOINTS = tuple(
    re.compile(rf"(?<=[{HAN}])(?: ?)(?=[{western}])|(?<=[{western}{signs}])(?: ?)(?=[{HAN}])")
    for western, signs in (("A-Za-z", ""), ("0-9", "%℃"))
)


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the joints that are not as most of the issue has them."""
    texts = tuple(issue.texts())
    for pattern in _JOINTS:
        joints = [(passage, match) for passage in texts for match in pattern.finditer(passage.text)]
        spaced = [pair for pair in joints if pair[1][0]]
        bare = [pair for pair in joints if not pair[1][0]]
        rarer = spaced if len(spaced) <= len(bare) else bare
        share = f"{len(rarer)}/{len(joints)}"
        for passage, match in rarer:
            if match[0]:
                yield found("check.space-policy", passage, match, fix="", share=share)
                continue
            # Nothing stands between the two characters of the joint: they are the place.
            begin, end = match.start() - 1, match.start() + 1
            text = passage.text[begin:end]
            values = {"text": text, "share": share}
            yield Finding("check.space-policy", passage, begin, end, values, f"{text[0]} {text[1]}")

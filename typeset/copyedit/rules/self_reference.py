"""本报、本刊 in a text: taken over from where it first appeared, or not allowed at all (requirement M3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_SELF = re.compile(
    "本[报刊](?=讯|记者|通讯员|编辑|特约|专稿|综合|评论员|社|从|获悉|了解|采访|此前|曾|将|在|的|读者|于|独家)"
)


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the words."""
    for passage in issue.texts():
        for match in _SELF.finditer(passage.text):
            yield found("check.self-reference", passage, match)

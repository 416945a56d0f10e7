"""Characters taken for others of the same sound or shape; the list is data, one rule a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.copyedit.data import confusions
from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText


#: The code of each group of `data/confusions.toml`.
CODES = {
    "account": "check.account",
    "variant-word": "check.variant-word",
    "other-word": "check.other-word",
    "log-in": "check.log-in",
    "until": "check.until",
    "likeness": "check.likeness",
    "make": "check.make",
    "particle-de": "check.particle-de",
    "same-sound": "check.same-sound",
    "same-shape": "check.same-shape",
    "idiom": "check.idiom",
}


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the words of the list."""
    texts = tuple(issue.texts())
    everything = "\n".join(passage.text for passage in texts)
    for entry in confusions():
        if entry.core not in everything:
            continue
        for passage in texts:
            if entry.core not in passage.text:
                continue
            for match in entry.pattern.finditer(passage.text):
                yield found(CODES[entry.rule], passage, match, right=match.expand(entry.right))

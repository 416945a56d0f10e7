"""Sources: each article has one, and each is spelled one way."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from typeset.copyedit.passage import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import IssueText, Passage

_MARKS = re.compile(r"[\s《》〈〉“”‘’\"'（）()·\-—]|^来源[:：]?")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find articles without a source, and the rarer spelling of the same source."""
    uses: defaultdict[str, list[Passage]] = defaultdict(list)
    for article in issue.articles:
        source = article.head.get("source")
        if source is None:
            title = article.head.get("title")
            if title:
                yield Finding("check.source-missing", title, 0, len(title.text), {"text": title.text}, whole=True)
            continue
        uses[_MARKS.sub("", source.text)].append(source)
    for places in uses.values():
        counts = Counter(passage.text for passage in places)
        usual = min(counts, key=lambda form: (-counts[form], form))
        for passage in places:
            if passage.text != usual:
                values = {"text": passage.text, "usual": usual}
                yield Finding("check.source-spelling", passage, 0, len(passage.text), values)

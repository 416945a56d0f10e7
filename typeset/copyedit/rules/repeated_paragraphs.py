"""The same paragraph twice in an issue, or nearly the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from typeset.copyedit.passage import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import IssueText, Passage

# Characters that a paragraph must have to count, how many make a shingle, and the share of shingles that two have in
# common when one was made from the other; and how much shorter one may be, since a lead may quote a whole headline.
_SHORTEST, _SHINGLE, _SHARE, _LIKE = 40, 8, 0.8, 0.5
_SHOWN = 12


def check(issue: IssueText) -> Iterable[Finding]:
    """Find paragraphs that are nearly one of another article, or exactly an earlier one of their own."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    earlier: list[tuple[Passage, str, int]] = []
    for article in issue.articles:
        for passage in article.passages:
            letters = "".join(c for c in passage.text if c.isalnum())
            if len(letters) < _SHORTEST:
                continue
            shingles = {letters[i : i + _SHINGLE] for i in range(len(letters) - _SHINGLE + 1)}
            counts = Counter(number for shingle in shingles for number in index[shingle])
            for number, common in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
                first, written, size = earlier[number]
                smaller, larger = sorted((size, len(shingles)))
                alike = common >= _SHARE * smaller and smaller >= _LIKE * larger
                if written == letters or (alike and first.source.path != passage.source.path):
                    place = first.place(0, 1)
                    values = {"text": passage.text[:_SHOWN], "file": place.path.name, "line": place.line}
                    yield Finding("check.repeated-paragraph", passage, 0, _SHOWN, values, whole=True)
                    break
            for shingle in shingles:
                index[shingle].append(len(earlier))
            earlier.append((passage, letters, len(shingles)))

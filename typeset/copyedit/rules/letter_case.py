"""The case of letters in Western words: names as their owners write them, and one form of a word (CY/T 154 7; E5)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from typeset.copyedit.characters import HAN
from typeset.copyedit.data import lines_of
from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText, Passage

_WORD = re.compile(r"(?<![A-Za-z0-9@/._\-])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z]+)?(?![A-Za-z0-9@/_\-]|\.[a-z])")
_CHINESE = re.compile(f"[{HAN}，。、；：！？“”（）《》]")
# Shorter words are too often something else (it, IT; us, US).
_SHORTEST = 3


def check(issue: IssueText) -> Iterable[Finding]:
    """Find names in the wrong case, and words that an issue writes in two ways."""
    names = {name.lower(): name for name in lines_of("western_names.txt")}
    house = {word.lower() for term in issue.terms for word in (term.preferred, *term.wrong)}
    uses: defaultdict[str, list[tuple[Passage, re.Match[str]]]] = defaultdict(list)
    for passage in issue.texts():
        for match in _WORD.finditer(passage.text):
            word, name = match[0], names.get(match[0].lower())
            if not _beside_chinese(passage.text, match):
                continue
            if name and word != name:
                yield found("check.letter-case", passage, match, right=name)
            elif not name and len(word) >= _SHORTEST and word.lower() not in house:
                uses[word.lower()].append((passage, match))
    for places in uses.values():
        counts = Counter(match[0] for _, match in places)
        if len(counts) > 1:
            usual = min(counts, key=lambda form: (-counts[form], form))
            for passage, match in places:
                if match[0] != usual:
                    yield found("check.case-mixed", passage, match, usual=usual)


def _beside_chinese(text: str, match: re.Match[str]) -> bool:
    """Whether Chinese stands on both sides, so that the word is no part of a Western phrase."""
    before, after = text[: match.start()].rstrip(" ")[-1:], text[match.end() :].lstrip(" ")[:1]
    return (not before or _CHINESE.match(before) is not None) and (not after or _CHINESE.match(after) is not None)

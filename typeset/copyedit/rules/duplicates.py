"""Words and particles written twice (工作的工作的, 的的); reduplication that Chinese knows is left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import HAN
from typeset.copyedit.data import lines_of
from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_WORDS = re.compile(rf"(?P<word>[{HAN}]{{2,12}}?)(?P=word)")
_COUNTED = 4
_BODIES = "队处局科部团连排班院校会所站厅室委组"
_DOUBLES = "的了在是和与为对将我你他这那也就被把从于及其由向以而但或并不有到会能可要"
_CHARACTERS = re.compile(f"(?P<word>[{_DOUBLES}])(?P=word)")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find repetitions of two characters and more, and of single characters that are never doubled."""
    allowed_words = frozenset(lines_of("reduplication.txt"))
    allowed = re.compile("|".join(lines_of("doubled_characters.txt")))
    for passage in issue.texts():
        text = passage.text
        for match in _WORDS.finditer(text):
            word = match["word"]
            # 一袋一袋地, 一个领域一个领域地: anything may be counted off like this.
            counted = word[0] == "一" and len(word) <= _COUNTED
            # 支队支队长: the head of a body, named behind it.
            head = word[-1] in _BODIES and text[match.end() : match.end() + 1] == "长"
            known = word in allowed_words or len(set(word)) == 1
            if known or counted or head or _within(match, allowed.finditer(text)):
                continue
            yield found("check.duplicated-word", passage, match, word=word)
        if not any(character * 2 in text for character in _DOUBLES):
            continue
        for match in _CHARACTERS.finditer(text):
            if not _within(match, allowed.finditer(text)):
                yield found("check.duplicated-character", passage, match, word=match["word"])


def _within(match: re.Match[str], others: Iterable[re.Match[str]]) -> bool:
    return any(other.start() <= match.start() and match.end() <= other.end() for other in others)

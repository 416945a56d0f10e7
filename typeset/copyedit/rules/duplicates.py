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
_MARKED = re.compile(rf"(?P<word>[{HAN}]{{2,12}}?)(?P<mark>[，、])(?P=word)(?P=mark)")
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
            around = text[max(0, match.start() - 1) : match.end() + 1]
            if word in allowed_words or len(set(word)) == 1 or allowed.search(around):
                continue
            yield found("check.duplicated-word", passage, match, word=word)
        if not any(character * 2 in text for character in _DOUBLES):
            continue
        free = [match.span() for match in allowed.finditer(text)]
        for match in _CHARACTERS.finditer(text):
            if not any(begin <= match.start() and match.end() <= end for begin, end in free):
                yield found("check.duplicated-character", passage, match, word=match["word"])

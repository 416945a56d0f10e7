"""Marks that come in pairs: a missing partner, and nesting (GB/T 15834 4.8, 4.9, 4.15; requirements N2, N3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import CLOSING, PARTNERS
from typeset.copyedit.passage import Finding
from typeset.markup.passages import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typeset.copyedit.passage import IssueText, Passage

_OPENERS = {closing: opening for opening, closing in PARTNERS.items()}
# 1）, a）, 一）: the number of a clause, not a pair.
_ORDINAL = re.compile(r"(?:^|(?<=[\n。；：，]))\s*[\dA-Za-z一二三四五六七八九十①-⑳]{1,3}[）〕]")
_MARKS = re.compile(f"[{''.join(PARTNERS)}{CLOSING}]")
_INSIDE = {"“": "‘", "《": "〈"}


def check(issue: IssueText) -> Iterable[Finding]:
    """Look at each paragraph by itself; a quotation that goes on may stay open if the next paragraph opens it again."""
    for article in issue.articles:
        texts = tuple(article.texts())
        for number, passage in enumerate(texts):
            follows = texts[number + 1].text if number + 1 < len(texts) else ""
            yield from _check(passage, follows)


def _check(passage: Passage, follows: str) -> Iterator[Finding]:
    text = passage.text
    ordinals = {match.end() - 1 for match in _ORDINAL.finditer(text)}
    stack: list[int] = []
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match[0]
        if mark in PARTNERS:
            outer = _misplaced(mark, [text[i] for i in stack], passage.kind)
            if outer:
                yield _found("check.nesting", passage, at, mark, partner=outer)
            stack.append(at)
        elif not (_is_apostrophe(text, at) or (at in ordinals and not _is_open(text, stack, mark))):
            yield from _close(passage, at, stack)
    for at in stack:
        if not (text[at] in "“‘「『" and follows.startswith(text[at])):
            yield _unpaired(passage, at)


def _misplaced(mark: str, inside: list[str], kind: Kind) -> str:
    """What should go with the opening `mark` instead, given the marks it stands inside of; empty if it is right."""
    if inside[-1:] == [mark]:
        return _INSIDE.get(mark, "")
    outer = {"‘": "“", "〈": "《"}.get(mark, "")
    return "" if outer in inside or kind is Kind.CELL else outer


def _close(passage: Passage, at: int, stack: list[int]) -> Iterator[Finding]:
    """Take the partner of the closing mark at `at` off the stack, with what was never closed in between."""
    opener = _OPENERS[passage.text[at]]
    if not any(passage.text[i] == opener for i in stack):
        yield _unpaired(passage, at)
        return
    while passage.text[stack[-1]] != opener:
        yield _unpaired(passage, stack.pop())
    stack.pop()


def _is_open(text: str, stack: list[int], closing: str) -> bool:
    """Whether the partner of `closing` waits for it."""
    return any(text[at] == _OPENERS[closing] for at in stack)


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at] == "’" and text[at - 1 : at].isascii() and text[at - 1 : at].isalnum()


def _unpaired(passage: Passage, at: int) -> Finding:
    mark = passage.text[at]
    return _found("check.unpaired", passage, at, mark, partner=PARTNERS.get(mark) or _OPENERS[mark])


def _found(code: str, passage: Passage, at: int, mark: str, *, partner: str) -> Finding:
    return Finding(code, passage, at, at + 1, {"text": mark, "partner": partner})

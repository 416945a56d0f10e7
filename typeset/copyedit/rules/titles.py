"""Titles against what they stand for: figures and quoted words of a title, and of its short form in the contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typeset.copyedit.passage import IssueText, Passage

_FIGURE = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
# 超700亿件 may stand for 703亿件.
_VAGUE = re.compile("[超逾近破约达万亿余多]")
_NEAR = 0.15
_QUOTED = re.compile("[“《]([^”》“《]{2,})[”》]")


def check(issue: IssueText) -> Iterable[Finding]:
    """Find figures and names that a title has and its article does not."""
    for article in issue.articles:
        title = article.head.get("title")
        body = "".join(passage.text for passage in article.passages)
        if not title or not body:
            continue
        yield from _check(title, body, "check.title-figure", "check.title-name")
        if article.short_title:
            yield from _check(article.short_title, title.text + body, "check.contents-figure", "check.contents-name")


def _check(title: Passage, text: str, figure: str, name: str) -> Iterator[Finding]:
    figures = {_plain(match[0]) for match in _FIGURE.finditer(text)}
    for match in _FIGURE.finditer(title.text):
        number = _plain(match[0])
        around = title.text[max(0, match.start() - 3) : match.start()] + title.text[match.end() : match.end() + 2]
        near = _VAGUE.search(around) and any(_stands_for(number, other) for other in figures)
        if number not in figures and not near:
            yield Finding(figure, title, *match.span(), {"text": match[0]})
    compact = re.sub(r"\s", "", text)
    for match in _QUOTED.finditer(title.text):
        if re.sub(r"\s", "", match[1]) not in compact:
            yield Finding(name, title, *match.span(1), {"text": match[1]})


def _plain(number: str) -> str:
    return re.sub("[,，]", "", number)


def _stands_for(rough: str, exact: str) -> bool:
    """Whether `rough` is `exact` with fewer digits that say something, and not far from it."""
    rounder = len(rough.replace(".", "").strip("0")) < len(exact.replace(".", "").strip("0"))
    return rounder and abs(float(rough) - float(exact)) <= _NEAR * float(exact)

"""Spaces that belong nowhere: two in a row, beside a Chinese mark, between two Han (requirements B11, E2, E3)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.copyedit.characters import CLOSING, HAN, OPENING, STOPS
from typeset.copyedit.passage import Finding, found
from typeset.markup.passages import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import IssueText, Passage

_SPACE = r"[ \t\u00a0]+"
_BESIDE = re.compile(
    rf"{_SPACE}(?=[，。、；：！？{CLOSING}])|(?<=[，。、；：！？{OPENING}]){_SPACE}|"
    rf"(?<=[{CLOSING}]){_SPACE}(?=[{HAN}])|(?<=[{HAN}]){_SPACE}(?=[{OPENING}])"
)
_ANY = re.compile(r"[ \t\u00a0\u3000]")
_DOUBLE = re.compile(r"(?<=[^\s])[ \t\u00a0]{2,}(?=[^\s])")
_IN_HAN = re.compile(rf"(?<=[{HAN}])[ \t\u00a0\u3000](?=[{HAN}])")
# 第一条 为了……: the number of an article of law.
_ORDINAL = re.compile("第[一二三四五六七八九十百千零〇]+[编章节条款]")
# 一、 甲 乙: parts of a title, names of two characters spread to three.
_PARTED = frozenset({Kind.CELL, Kind.TITLE, Kind.SHORT_TITLE, Kind.SOURCE, Kind.HEADING})


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the spaces."""
    for passage in issue.texts():
        text = passage.text
        if not _ANY.search(text):
            continue
        for match in _BESIDE.finditer(text):
            # Between Han and a quotation it may part a headline, with the type of one or not.
            inside = text[match.start() - 1] in STOPS or text[match.end() : match.end() + 1] in STOPS
            if inside or ("。" in text and passage.kind not in _PARTED):
                weight = "note" if _beside_markup(passage, match.start()) else ""
                values = {"text": match[0]}
                yield Finding("check.space-beside-mark", passage, *match.span(), values, "", weight)
        if passage.kind in _PARTED:
            continue
        for match in _DOUBLE.finditer(text):
            yield found("check.double-space", passage, match, fix=" ")
        for match in _IN_HAN.finditer(text):
            if "。" not in text or _ORDINAL.fullmatch(text, 0, match.start()) or _quoted(text, match.start()):
                continue
            beside = _beside_markup(passage, match.start())
            values, fix, weight = {"text": match[0]}, "" if beside else None, "note" if beside else ""
            yield Finding("check.space-in-han", passage, *match.span(), values, fix, weight)


def _beside_markup(passage: Passage, at: int) -> bool:
    """Whether emphasis, a link or the like begins or ends at the space at `at`: 参见 [文章](…) 一节.

    That is a habit of writers for the Web, and takes nothing but its deletion.
    """
    around = passage.offsets[max(0, at - 1) : at + 2]
    return any(after - before != 1 for before, after in pairwise(around))


def _quoted(text: str, at: int) -> bool:
    """Whether a slogan or the title of something stands around `at`, whose parts a space may part."""
    before = max(text.rfind(mark, 0, at) for mark in "“《")
    return before >= 0 and not any(mark in text[before:at] for mark in "”》，。")

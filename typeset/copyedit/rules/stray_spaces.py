"""Spaces that belong nowhere: two in a row, beside a Chinese mark, between two Han (requirements B11, E2, E3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import CLOSING, HAN, OPENING, STOPS
from typeset.copyedit.passage import found
from typeset.markup.passages import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_SPACE = r"[ \t\u00a0]+"
_BESIDE = re.compile(
    rf"{_SPACE}(?=[，。、；：！？{CLOSING}])|(?<=[，。、；：！？{OPENING}]){_SPACE}|"
    rf"(?<=[{CLOSING}]){_SPACE}(?=[{HAN}])|(?<=[{HAN}]){_SPACE}(?=[{OPENING}])"
)
_DOUBLE = re.compile(r"(?<=[^\s])[ \t\u00a0]{2,}(?=[^\s])")
_IN_HAN = re.compile(rf"(?<=[{HAN}])[ \t\u00a0](?=[{HAN}])")
# 第一条 为了……: the number of an article of law.
_ORDINAL = re.compile("第[一二三四五六七八九十百千零〇]+[编章节条款]")
# 一、 甲 乙: parts of a title, names of two characters spread to three.
_PARTED = frozenset({Kind.CELL, Kind.TITLE, Kind.SHORT_TITLE, Kind.SOURCE, Kind.HEADING})


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the spaces."""
    for passage in issue.texts():
        text = passage.text
        if " " not in text and "\t" not in text and "\u00a0" not in text:
            continue
        for match in _BESIDE.finditer(text):
            # Between Han and a quotation it may part a headline, with the type of one or not.
            inside = text[match.start() - 1] in STOPS or text[match.end() : match.end() + 1] in STOPS
            if inside or ("。" in text and passage.kind not in _PARTED):
                yield found("check.space-beside-mark", passage, match, fix="")
        if passage.kind in _PARTED:
            continue
        for match in _DOUBLE.finditer(text):
            yield found("check.double-space", passage, match, fix=" ")
        for match in _IN_HAN.finditer(text):
            if "。" not in text or _ORDINAL.fullmatch(text, 0, match.start()) or _quoted(text, match.start()):
                continue
            yield found("check.space-in-han", passage, match)


def _quoted(text: str, at: int) -> bool:
    """Whether a slogan or the title of something stands around `at`, whose parts a space may part."""
    before = max(text.rfind(mark, 0, at) for mark in "“《")
    return before >= 0 and not any(mark in text[before:at] for mark in "”》，。")

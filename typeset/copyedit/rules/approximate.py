"""Approximate numbers: no 、 in them, and not approximate twice (GB/T 15835 4.2, 5.2; requirement F5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_NEIGHBOURS = "一、二|二、三|两、三|三、四|三、五|四、五|五、六|六、七|七、八|八、九"
_COMMA = re.compile(
    rf"(?<![第十百千、一二三四五六七八九])(?:{_NEIGHBOURS})(?=天|年(?!级)|个(?!方面|阶段|季度|环节|部分)|人(?!称)|名(?!的)|次|遍|里|岁|分钟|小时|公里|句|步|百|千|万|十(?![一二三四五六七八九条章届])|倍)"
)
_AMOUNT = r"\d[\d,.]*\s?[%％万亿]{0,2}[^，。；、！？\d]{0,4}?"
_TWICE = re.compile(
    rf"(?:大约|约|近|将近|接近|大概){_AMOUNT}(?:左右|上下|以上|多(?=[个家名人件户万亿元])|余(?=[个家名人件户万亿元]))|"
    rf"(?:超过|突破|逾|超)(?:了)?{_AMOUNT}(?:左右|以上|余(?=[个家名人件户万亿元]))|(?:最[高低多少]|至[少多]|不[低少]于){_AMOUNT}(?:左右|以上)"
)


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the numbers."""
    for passage in issue.texts():
        for match in _COMMA.finditer(passage.text):
            yield found("check.approximate-comma", passage, match, right=match[0].replace("、", ""))
        for match in _TWICE.finditer(passage.text):
            yield found("check.approximate-twice", passage, match)

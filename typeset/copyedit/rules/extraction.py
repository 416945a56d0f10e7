"""What recognition of characters takes for another: O and 0, G and 6, I and 1 (020 for O2O, 56 for 5G)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.characters import HAN
from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText

_NETWORK = "网络|技术|基站|通信|手机|时代|应用|用户|终端|专网|商用|建设|产业|赋能|智能|融合|新通话|消息|[+＋]"
_PATTERNS = tuple(
    (re.compile(pattern.replace("[H]", f"[{HAN}]")), reading)
    for pattern, reading in (
        (r"(?<![\d.\-—/（(:：+])020(?![\d.\-—/）年米号页])", "O2O"),
        (r"(?<![\d.A-Za-z\-])(?P<n>[3-6])6、(?=[H])(?![H]{1,4}(?:[岁年月日元个名]|、?\d))", r"\g<n>G、"),
        (rf"(?<![\d.A-Za-z\-第])(?P<n>[3-6])6(?=\s?(?:{_NETWORK}))", r"\g<n>G"),
        (r"(?<![A-Za-z0-9])(?P<a>CE|CF|CT|CO|CI|IP|WT|WH|NG|NP|NAT)0(?![A-Za-z0-9])", r"\g<a>O"),
        (r"(?<![A-Za-z0-9])0(?P<a>PEC|ECD|LED|EM|TA|TT|TO|penAI)(?![A-Za-z])", r"O\g<a>"),
        (r"(?<![A-Za-z0-9])IS0(?=\s?\d|[H])", "ISO"),
        (
            r"(?<![A-Za-z0-9])(?<!铝[（(])(?:Al|A1)(?=\s?(?:技术|模型|大模型|应用|算法|芯片|助手|时代|产业|智能|安全|算力|工具|人才|生成|赋能|手机|企业|[）)]))",
            "AI",
        ),
        (r"(?<=人工智能（)A[l1](?=）)", "AI"),
        (r"(?<![A-Za-z0-9（(、铝])Al(?=\s?[H])(?!\s?(?:合金|元素|含量|金属|和|与))", "AI"),
        (r"(?<![A-Za-z0-9])(?P<a>20\d)S(?=年)", r"\g<a>5"),
        (r"(?<![A-Za-z0-9])(?P<a>20)S(?P<b>\d)(?=年)", r"\g<a>5\g<b>"),
        (r"(?<![A-Za-z0-9.])(?P<a>\d+)[OoＯ○](?P<b>\d*)(?=[年月日号%％万亿元个家人]|\d)", r"\g<a>0\g<b>"),
        (r"(?<![A-Za-z0-9.])(?P<a>\d+)[lI|](?P<b>\d*)(?=[年月日号%％万亿元个家人]|\d)", r"\g<a>1\g<b>"),
        (r"(?<![A-Za-z0-9])[lI](?P<b>\d+)(?=[年月日号%％万亿元])", r"1\g<b>"),
        (r"(?<![A-Za-z0-9])[Oo]\.(?P<b>\d+)(?=[%％万亿元个])", r"0.\g<b>"),
        (r"(?<![A-Za-z])M[OoQ](?=\s?用地)", "M0"),
        (r"(?<![家发售供用机光卖])电(?=销售额)", "电商"),
        (r"(?P<a>\d)曰", r"\g<a>日"),
        (r"(?P<office>国家[H]{2,4})据(?=数据|发布|公布|显示|消息|统计)", r"\g<office>局"),
    )
)


def check(issue: IssueText) -> Iterable[Finding]:
    """Find the readings."""
    for passage in issue.texts():
        for pattern, reading in _PATTERNS:
            for match in pattern.finditer(passage.text):
                yield found("check.misread", passage, match, reading=match.expand(reading))

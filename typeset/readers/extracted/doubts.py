"""Readings that are probably slips of the extraction, or of the original. They are reported and never changed."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.readers.extracted.characters import HAN
from typeset.readers.extracted.ledger import Doubt
from typeset.readers.extracted.lines import is_closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from typeset.readers.extracted.ledger import Ledger
    from typeset.readers.extracted.lines import Line

_LAST_WORDS = 10
_MOST_ON_A_LINE = 20


class DoubtPattern(Struct, frozen=True):
    """A pattern, what it may stand for (a template for `re.Match.expand`), and why that is likely.

    Where only a part of the match is in doubt, the group `mark` is that part.
    """

    name: str
    pattern: re.Pattern[str]
    suggestion: str
    zh: str
    en: str


def _doubt(name: str, pattern: str, suggestion: str, *, zh: str, en: str) -> DoubtPattern:
    return DoubtPattern(name, re.compile(pattern.replace("H", HAN)), suggestion, zh, en)


PATTERNS = (
    _doubt(
        "o2o",
        r"(?<![0-9.-])020(?![0-9.-])",
        "O2O",
        zh="字母 O 常被识别成数字 0",
        en="the letter O is often read as the digit 0",
    ),
    _doubt(
        "generation",
        r"(?<![0-9.])(?P<n>[3-6])6、(?=\s*[H])",
        r"\g<n>G、",
        zh="字母 G 常被识别成数字 6，并列的是名称而不是数目",
        en="the letter G is often read as the digit 6, and names are listed here, no numbers",
    ),
    _doubt(
        "dash-one",
        "———是",
        "——一是",
        zh="破折号是两个“—”，第三个应是汉字“一”",
        en="a dash is two “—”; the third should be the Chinese “一”",
    ),
    _doubt(
        "m0",
        r"(?<![A-Za-z])M[OoQ]\s*用地",
        "M0用地",
        zh="新型产业用地的代号是 M0，末位是数字零",
        en="the class of land is M0, with a zero",
    ),
    _doubt(
        "bureau",
        r"(?P<office>国家[H]{2})据(?=数据|发布|公布|显示|消息)",
        r"\g<office>局",
        zh="机构名的末字“局”误作“据”",
        en="the last character of the bureau's name was taken for another of the same sound",
    ),
    _doubt(
        "repeated",
        r"(?P<word>[H]{2,4}?)(?P=word)",
        r"\g<word>",
        zh="词语连写了两遍",
        en="the words stand twice",
    ),
    _doubt(
        "colon-clause",
        r"(?P<head>[H]{2})[:：]\s*(?P<tail>另一方面|其次|再次|二是|三是|四是)",
        r"\g<head>；\g<tail>",
        zh="并列的分句之间用分号",
        en="clauses of equal rank are parted by a semicolon",
    ),
    _doubt(
        "colon-parallel",
        r"(?P<word>[H]{2}要)[^。；;:：]{0,200}(?P<mark>(?P<head>[H]{2})[:：]\s*(?P<tail>[H]{0,6}(?P=word)))",
        r"\g<head>；\g<tail>",
        zh="冒号后面的分句与前面的句式并列，应是分号",
        en="the clause after the colon is parallel to the one before it: a semicolon is likely",
    ),
    _doubt(
        "e-commerce",
        r"(?<!家)电(?P<what>销售额|平台)",
        r"电商\g<what>",
        zh="“电商”漏了“商”",
        en="a character of “电商” is missing",
    ),
    _doubt(
        "ouyeel",
        r"欧治(?P<what>工业品|云商)",
        r"欧冶\g<what>",
        zh="形近字：企业名是“欧冶”",
        en="look-alike characters: the company's name is “欧冶”",
    ),
    _doubt(
        "discount",
        r"、(?P<sum>[0-9]+\s*元减)",
        r"、满\g<sum>",
        zh="并列的各项都写“满……减……”，这一项少了“满”",
        en="every other item of the list says “满……减……”",
    ),
    _doubt(
        "twice-is",
        r"预计为增幅为",
        "预计增幅为",
        zh="一句里有两个“为”",
        en="the verb stands twice",
    ),
)
# Doubts that no pattern of a line can find.
CUT_TEXT, UNPAIRED = "cut-text", "unpaired"
REASONS: Mapping[str, Mapping[str, str]] = {
    **{pattern.name: {"zh": pattern.zh, "en": pattern.en} for pattern in PATTERNS},
    CUT_TEXT: {
        "zh": "末段没有句末标点就到了来源行，后面的文字可能没有抽取出来",
        "en": "the last paragraph ends without a closing mark before the source line; text may be missing",
    },
    UNPAIRED: {"zh": "没有与它配对的另一半，所以没有改动", "en": "its partner is missing, so it was left alone"},
}


def doubt_lines(lines: Iterable[Line], ledger: Ledger) -> None:
    """Report the doubtful readings in `lines`."""
    for line in lines:
        for pattern in PATTERNS:
            for match in islice(pattern.pattern.finditer(line.text), _MOST_ON_A_LINE):
                suggestion = match.expand(pattern.suggestion)
                part = "mark" if "mark" in pattern.pattern.groupindex else 0
                column = match.start(part) + 1
                ledger.doubt(Doubt(pattern.name, line.number, column, match[part], suggestion))


def doubt_end(line: Line, ledger: Ledger) -> None:
    """Report that the last paragraph of an article ends on `line` without a closing mark."""
    text = line.text.rstrip()
    if not is_closed(text):
        reading = text[-_LAST_WORDS:]
        column = len(text) - len(reading) + 1
        ledger.doubt(Doubt(CUT_TEXT, line.number, column, reading, f"{reading}……"), "import.cut-text")


def doubt_unpaired(lines: Sequence[Line], unpaired: Iterable[tuple[str, int]], ledger: Ledger) -> None:
    """Report marks without a partner, each the nth of its kind within `lines`."""
    for mark, ordinal in unpaired:
        places = [(line.number, i + 1) for line in lines for i, c in enumerate(line.text) if c == mark]
        if ordinal < len(places):
            number, column = places[ordinal]
            ledger.doubt(Doubt(UNPAIRED, number, column, mark, ""), "import.unpaired")

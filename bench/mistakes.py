"""Mistakes put into good articles, of the kinds that issue texts suffer from; no rule of the check is looked at.

Where a mistake goes and how it looks is left to chance: any mark, any number, any word that is cut out of the text may
be hit. What comes in from outside is a list of wrong and right words, and terms of a house that were made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import rjieba

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

# The issue that the articles are taken to be of, for dates and terms.
ISSUE_DATE = "2030-06-20"
TERMS = (
    ("海湾市读者服务中心", "海湾市读者服务中兴"),
    ("海湾市读者服务中心", "海湾读者服务中心"),
    ("处长李明远", "处长李明运"),
)
_HALF = dict(zip("，。：；？！（）", ",.:;?!()", strict=True))
_WIDE = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}
_MONTHS = ["十二", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"]
_NUMERALS = "〇一二三四五六七八九"
_ALIKE = {"O": "0", "0": "O", "l": "1", "1": "l", "I": "l", "G": "6", "5": "S", "o": "0"}
_HAN = "\u4e00-\u9fff"
# Mistakes of one article stand at least this far apart.
APART = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """`old` in the text of a file, from `begin` on, becomes `new`."""

    kind: str
    begin: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph as it is written in its file, from `begin` on, without markup."""

    text: str
    begin: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """A kind of mistake, and how one is made somewhere in a paragraph; none where nothing in it lends itself."""

    name: str
    make: Callable[[Stretch, random.Random], Mistake | None]


def _replaced(kind: str, pattern: str, new: Callable[[re.Match[str], random.Random], str]) -> Recipe:
    """Replace one match of `pattern`, whichever."""

    def make(stretch: Stretch, chance: random.Random) -> Mistake | None:
        matches = list(re.finditer(pattern, stretch.text))
        if not matches:
            return None
        match = chance.choice(matches)
        made = new(match, chance)
        return Mistake(kind, stretch.begin + match.start(), match[0], made) if made != match[0] else None

    return Recipe(kind, make)


def _inserted(kind: str, made: Callable[[random.Random], str]) -> Recipe:
    """Put a clause in after a comma."""
    return _replaced(kind, f"(?<=[{_HAN}])，(?=[{_HAN}])", lambda _, chance: f"，{made(chance)}，")


def _word_twice(stretch: Stretch, chance: random.Random) -> Mistake | None:
    words = [
        (word, begin) for word, begin in _words(stretch.text) if re.fullmatch(f"[{_HAN}]{{2,}}|[的了在是和与]", word)
    ]
    if not words:
        return None
    word, begin = chance.choice(words)
    return Mistake("word twice", stretch.begin + begin, word, word * 2)


def _phrase_twice(stretch: Stretch, chance: random.Random) -> Mistake | None:
    words = [item for item in _words(stretch.text) if re.fullmatch(f"[{_HAN}]+", item[0])]
    starts = [n for n in range(len(words) - 1) if words[n][1] + len(words[n][0]) == words[n + 1][1]]
    if not starts:
        return None
    first = chance.choice(starts)
    phrase = words[first][0] + words[first + 1][0]
    return Mistake("phrase twice", stretch.begin + words[first][1], phrase, phrase * 2)


def _words(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for word in rjieba.cut(text):
        yield word, at
        at += len(word)


def _misread(match: re.Match[str], chance: random.Random) -> str:
    places = [place for place, character in enumerate(match[0]) if character in _ALIKE]
    if not places:
        return match[0]
    place = chance.choice(places)
    return match[0][:place] + _ALIKE[match[0][place]] + match[0][place + 1 :]


def _in_words(number: str) -> str:
    return "".join(_NUMERALS[int(digit)] for digit in number)


def _mixed_date(match: re.Match[str], chance: random.Random) -> str:
    if chance.random() < 0.5:  # noqa: PLR2004 - one half each
        return f"{_in_words(match[1])}年{match[2]}月"
    return f"{match[1]}年{_MONTHS[int(match[2]) % 12]}月"


def _impossible(match: re.Match[str], chance: random.Random) -> str:
    return chance.choice(
        (f"{match[1]}月3{chance.randrange(2, 9)}日", "2月30日", f"1{chance.randrange(3, 9)}月{match[2]}日")
    )


def kinds_of(words: Sequence[str]) -> tuple[Recipe, ...]:
    """The kinds; `words` are wrong ones that stand for right ones."""
    number = r"(?<![\d.])\d{1,4}(?:\.\d+)?"
    clause = f"(?<=[{_HAN}])，(?=[{_HAN}])"
    stop = f"(?<=[{_HAN}])。(?=[{_HAN}])"
    return (
        _replaced("half-width mark", f"(?<=[{_HAN}”》])[，：；？！（）]", lambda m, _: _HALF[m[0]]),
        _replaced("half-width full stop", f"(?<=[{_HAN}])。", lambda _m, _: "."),
        _replaced("straight quotes", "“([^“”\n]{1,20})”", lambda m, _: f'"{m[1]}"'),
        _replaced("partner lost", "[“”《》（）]", lambda _m, _: ""),
        _replaced(
            "quotes inside quotes",
            f"“([{_HAN}]{{2,4}})([{_HAN}]{{2,3}})([{_HAN}]*)”",
            lambda m, _: f"“{m[1]}“{m[2]}”{m[3]}”",
        ),
        _replaced(
            "form of dash", f"——|{clause}", lambda _m, c: c.choice(("—", "--", "———", "－－", "——————", "──", "-—"))
        ),
        _replaced(
            "form of ellipsis",
            f"……|{clause}",
            lambda _m, c: c.choice(("…", "...", "。。。", "......", "······", "………")),
        ),
        _replaced("too many marks", stop, lambda _m, c: c.choice(("！！！！", "？？？？？", "!!!!", "？！？！"))),
        _replaced("mark beside mark", f"{clause}|{stop}", lambda m, c: m[0] + c.choice("，。、；：")),
        _replaced("full-width digits", number, lambda m, _: m[0].translate(_WIDE)),
        _replaced(
            "千 after digits",
            f"{number}(?=[亿万])[亿万]",
            lambda _m, c: c.choice(("3亿4千万", "5万6千", "8千", "12万5千", "6百万")),
        ),
        _replaced("date half in words", r"(20\d\d)年(\d{1,2})月", _mixed_date),
        _replaced(
            "range with hyphen",
            f"{number}(?=[个天岁度米公])",
            lambda m, c: f"{m[0]}{c.choice('-－~')}{int(float(m[0])) + 5}",
        ),
        _replaced("unit lacking in range", f"{number}%", lambda m, c: f"{c.randrange(1, 9)}{c.choice('～—')}{m[0]}"),
        _inserted(
            "unit", lambda c: f"共{c.randrange(2, 90)}{c.choice(('KM', 'Km', 'KG', 'Kg', 'KW', 'CM', 'hz', 'ML'))}"
        ),
        _replaced(
            "space among Han",
            f"(?<=[{_HAN}])(?=[{_HAN}])",
            lambda _m, c: c.choice((" ", " ", "  ", "\u3000", "\u00a0")),
        ),
        _replaced("space beside mark", f"{clause}|{stop}", lambda m, c: c.choice((f"{m[0]} ", f" {m[0]}"))),
        Recipe("word twice", _word_twice),
        Recipe("phrase twice", _phrase_twice),
        _replaced(
            "misread letter or digit",
            r"(?<![\w.@/])(?:20\d\d(?=年)|\d{1,2}(?=[月日])|5G|AI|IT|IP|O2O|4G|ICT|IoT)(?![A-Za-z0-9])",
            _misread,
        ),
        _replaced(
            "—— with 一 lost",
            f"(?<=[{_HAN}])[：。](?=[{_HAN}])",
            lambda _m, c: f"———{c.choice(('是', '方面是', '种是'))}",
        ),
        _replaced("impossible day", r"(?<!\d)(1[0-2]|[1-9])月(\d{1,2})日", _impossible),
        _inserted(
            "told too early", lambda c: f"7月{c.randrange(1, 29)}日，主管部门{c.choice(('宣布', '公布了', '发布'))}新规"
        ),
        _inserted("house term", lambda c: f"{c.choice(TERMS)[1]}介绍"),
        _inserted("wrong character", lambda c: f"所谓{c.choice(words)}"),
    )

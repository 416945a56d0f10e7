"""避头尾: what may not start or end a line, and what may not be broken or had better not be.

Clauses: clreq prohibition_rules; GB/T 15834 5.1; GB/T 15835 (numerals); `house` where no source speaks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from typeset.cjk.classes import CharacterClass as C

if TYPE_CHECKING:
    from collections.abc import Iterator

Level = Literal["none", "basic", "gb", "strict", "house"]

NEVER: Final = float("inf")

_STOPS = "。．，、：；！？‼⁇"
_CLOSING = "”’」』）》〉】〗〕］｝"
_OPENING = "“‘「『（《〈【〖〔［｛"
_BASIC_START = _STOPS + _CLOSING + "～-–—·・‧/／"  # clreq basic (zh-hans); GB/T 15834 5.1.1 to 5.1.9
_DIGIT_SUFFIX = "%％‰‱°℃℉′″"  # clreq issue 262
_WESTERN_START = ",.;:!?)]}"  # the Western marks of the same kinds
_STRICT_START = "⸺—…⋯"  # clreq strict
_HOUSE_START = "⁈⁉々〻ー"  # Unicode UAX 14: NS

#: Characters that may not start a line (B1, B3, B4). A pair —— is no connector: only `strict` minds it.
LINE_START_FORBIDDEN: Final[dict[Level, frozenset[str]]] = {
    "none": frozenset(),
    "basic": frozenset(_BASIC_START + _DIGIT_SUFFIX + _WESTERN_START),
    "gb": frozenset(_BASIC_START + _DIGIT_SUFFIX + _WESTERN_START),
    "strict": frozenset(_BASIC_START + _DIGIT_SUFFIX + _WESTERN_START + _STRICT_START),
    "house": frozenset(_BASIC_START + _DIGIT_SUFFIX + _WESTERN_START + _STRICT_START + _HOUSE_START),
}

#: Characters that may not end a line (B2, B4).
LINE_END_FORBIDDEN: Final[dict[Level, frozenset[str]]] = {
    "none": frozenset(),
    "basic": frozenset(_OPENING + "([{"),
    "gb": frozenset(_OPENING + "([{/／"),
    "strict": frozenset(_OPENING + "([{/／"),
    "house": frozenset(_OPENING + "([{/／#＃№"),
}
_DASH_MINDED: Final = frozenset({"strict", "house"})


def may_start_line(character: str, kind: C, level: Level = "gb") -> bool:
    """Whether a line may start with this character, which is of this class."""
    if kind is C.NOTE_MARK:  # B8: at every level, a note's mark stays with what it annotates
        return False
    if kind is C.DASH:
        return level not in _DASH_MINDED
    return character not in LINE_START_FORBIDDEN[level]


def may_end_line(character: str, kind: C, level: Level = "gb") -> bool:
    """Whether a line may end with this character, which is of this class."""
    del kind
    return character not in LINE_END_FORBIDDEN[level]


#: One of these is in all that the patterns below find.
PATTERNED: Final = frozenset("0123456789—…⋯！？/@w")

_PREFIX = r"[+＋\-－±−￥¥$＄€£￡]"  # clreq issue 262
_NUMBER = r"[0-9](?:[0-9]|[.,:：](?=[0-9])|[\u2009\u202f](?=[0-9]))*"  # GB/T 15835
_NOTE = r"\[[0-9]+\]"  # CY/T 121 6.2

# A number with its sign and suffix, or pairs of marks; what these begin with is looked for first.
_WHOLE = rf"(?={_PREFIX}|[0-9—…⋯！？])(?:{_PREFIX}?{_NUMBER}[{_DIGIT_SUFFIX}]?|—{{2,}}|…{{2,}}|⋯{{2,}}|[！？]{{2,}})"
_UNNOTED: Final = re.compile(_WHOLE)
#: What is never divided (B5, B6, B8): a number with its sign and suffix, pairs of marks, a note's number
#: with the character before it.
UNBREAKABLE: Final = rf"(?s){_WHOLE}|.(?:{_NOTE})+"
#: ！！ takes one em, ！！！ two (GB/T 15834 5.1.2).
STACKED: Final = re.compile("[！？]{2,}")


class Reluctance(Struct, frozen=True):
    """A break that is allowed, though another one is better: before the end of each match."""

    name: str
    pattern: re.Pattern[str]
    penalty: float


#: House rules (B7): penalties are in the unit of `typeset.composer.breaking`.
RELUCTANT: Final[tuple[Reluctance, ...]] = (
    Reluctance("range", re.compile(r"[0-9%％][～—–-](?=[0-9])"), 1.0),
    Reluctance("date_unit", re.compile(r"[0-9](?=[年月日时分秒号期岁元%％])"), 0.4),
    Reluctance("unit", re.compile(r"[0-9](?=[万亿千百个家次届人件项条点级倍户台套])"), 0.2),
    Reluctance("ordinal", re.compile(r"第(?=[0-9])"), 0.3),
)


_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
#: Addresses of pages and of post boxes, without the marks of the sentence that follow them.
ADDRESS: Final = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|{_HOST}/)[!-~]*[A-Za-z0-9/_=&#~+-]|[A-Za-z0-9._+-]+@{_HOST}"
)
#: Where an address is divided, without a hyphen, and at what penalty (house): at the end of its parts rather than
#: inside a name, and never inside a number.
_ADDRESS_BREAKS: Final = ((re.compile(r"[/?&=#@](?=[A-Za-z0-9%])"), 0.3), (re.compile(r"[._~-](?=[A-Za-z])"), 0.8))


def addresses(text: str) -> Iterator[tuple[int, int, tuple[tuple[int, float], ...]]]:
    """The addresses in a text: start, end, and the offsets before which each may be divided, each with its penalty."""
    if "/" not in text and "@" not in text and "www." not in text:
        return
    for match in ADDRESS.finditer(text):
        breaks = (
            (found.end(), penalty)
            for pattern, penalty in _ADDRESS_BREAKS
            for found in pattern.finditer(text, match.start(), match.end())
        )
        yield match.start(), match.end(), tuple(breaks)


def unbreakable_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where in the text something must stay whole, as offsets."""
    for match in re.finditer(UNBREAKABLE, text) if "[" in text else _UNNOTED.finditer(text):
        if match.end() - match.start() > 1:
            yield match.span()


def reluctant_breaks(text: str) -> Iterator[tuple[int, float]]:
    """The offsets before which a break is better avoided, each with its penalty."""
    for reluctance in RELUCTANT:
        for match in reluctance.pattern.finditer(text):
            yield match.end(), reluctance.penalty


_WESTERN = frozenset({C.LETTER, C.DIGIT, C.NUMBER_SIGN, C.WESTERN_MARK})
_STRAIGHT_QUOTES = frozenset("\"'")
_HYPHENS = frozenset("-–")
#: Characters that a rule here knows by themselves; all others are judged by their class alone.
NAMED: Final = _STRAIGHT_QUOTES.union(*LINE_START_FORBIDDEN.values(), *LINE_END_FORBIDDEN.values())

#: The penalty of a break between two classes; the first row that holds wins, and others are free.
#: `None` stands for every class.
PAIR_PENALTIES: Final[tuple[tuple[frozenset[C] | None, frozenset[C] | None, float, str], ...]] = (
    (None, frozenset({C.SPACE, C.IDEOGRAPHIC_SPACE, C.ZERO_WIDTH, C.LINE_FEED}), NEVER, "they end lines"),
    (frozenset({C.INTERPUNCT}), frozenset({C.HAN, *_WESTERN}), NEVER, "names joined by · are one"),
    (_WESTERN, _WESTERN, NEVER, "B9: a Western word is one"),
    (frozenset({C.CONNECTOR}), frozenset({C.DIGIT}), 1.0, "B7"),
    (frozenset({C.CONNECTOR}), None, 0.2, "B7: a connector joins"),
    (None, frozenset({C.ELLIPSIS}), 0.2, "house: what breaks off should not start a line"),
    (None, frozenset({C.DASH}), 0.1, "house: as the ellipsis"),
)
HYPHENED_WORD_PENALTY: Final = 1.5
HYPHENATION_PENALTY: Final = 3.0


def break_penalty(left: str, left_class: C, right: str, right_class: C, level: Level) -> float:
    """How bad a break between two neighbours is: 0 free, `NEVER` forbidden."""
    if not may_start_line(right, right_class, level) or not may_end_line(left, left_class, level):
        return NEVER
    if left in _STRAIGHT_QUOTES or right in _STRAIGHT_QUOTES:  # nobody knows which way they face
        return NEVER if left_class is not C.SPACE else 0.0
    for lefts, rights, penalty, _ in PAIR_PENALTIES:
        if (lefts is None or left_class in lefts) and (rights is None or right_class in rights):
            return penalty
    return 0.0

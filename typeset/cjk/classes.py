"""What kind of character each one is, so that every later rule is a table of classes.

Clauses: clreq = Requirements for Chinese Text Layout (W3C); GB/T 15834 = 标点符号用法.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import lru_cache


class CharacterClass(StrEnum):
    """The classes, from the point of view of line breaking and spacing."""

    HAN = "han"
    OPENING = "opening"
    CLOSING = "closing"
    PAUSE = "pause"
    STOP = "stop"
    DASH = "dash"
    ELLIPSIS = "ellipsis"
    CONNECTOR = "connector"
    INTERPUNCT = "interpunct"
    SOLIDUS = "solidus"
    LETTER = "letter"
    DIGIT = "digit"
    NUMBER_SIGN = "number_sign"
    WESTERN_MARK = "western_mark"
    SPACE = "space"
    IDEOGRAPHIC_SPACE = "ideographic_space"
    NOTE_MARK = "note_mark"
    OBJECT = "object"
    ZERO_WIDTH = "zero_width"
    LINE_FEED = "line_feed"


C = CharacterClass

# Classes of single characters. The first word of each row's comment is its source.
CHARACTERS: tuple[tuple[CharacterClass, str], ...] = (
    (C.OPENING, "“‘「『（《〈【〖〔［｛"),  # clreq: opening brackets and quotation marks
    (C.CLOSING, "”’」』）》〉】〗〕］｝"),  # clreq: closing brackets and quotation marks
    (C.PAUSE, "，、；："),  # GB/T 15834 4: marks inside a sentence
    (C.STOP, "。．！？‼⁇⁈⁉"),  # GB/T 15834 4: marks at the end of a sentence
    (C.DASH, "—⸺"),  # GB/T 15834 5.1.4; one — alone is a connector: see `context`
    (C.ELLIPSIS, "…⋯"),  # GB/T 15834 5.1.5
    (C.CONNECTOR, "～-–"),  # GB/T 15834 5.1.6
    (C.INTERPUNCT, "·・‧"),  # GB/T 15834 5.1.7
    (C.SOLIDUS, "/／"),  # GB/T 15834 5.1.9
    (C.NUMBER_SIGN, "%％‰‱°℃℉′″+−±¥￥$＄€£￡#№"),  # clreq issue 262: they belong to a number
    (C.NOTE_MARK, "⁰¹²³⁴⁵⁶⁷⁸⁹※"),  # CY/T 121 6.2
    (C.IDEOGRAPHIC_SPACE, "\u3000"),
    (C.LINE_FEED, "\n\v\f\r\x85\u2028\u2029"),  # Unicode UAX 14: BK, CR, LF, NL
    (C.SPACE, " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"),
    (C.OBJECT, "\ufffc"),  # Unicode: object replacement
)

# Classes of ranges, looked at after the single characters; the first row that holds wins.
RANGES: tuple[tuple[CharacterClass, int, int], ...] = (
    (C.DIGIT, 0x30, 0x39),
    (C.LETTER, 0x41, 0x5A),
    (C.LETTER, 0x61, 0x7A),
    (C.NOTE_MARK, 0x2460, 0x2473),  # ① to ⑳: CY/T 121 6.2
    (C.NOTE_MARK, 0x24EA, 0x24EA),
    (C.NOTE_MARK, 0x24F5, 0x24FE),
    (C.HAN, 0x2E80, 0xD7FF),  # radicals, kana, hangul and Han: clreq sets them all in em squares
    (C.HAN, 0xF900, 0xFAFF),
    (C.HAN, 0xFE30, 0xFE4F),
    (C.HAN, 0xFF00, 0xFF60),  # full-width forms
    (C.HAN, 0xFFE0, 0xFFE6),
    (C.HAN, 0x1F000, 0x1FAFF),  # emoji and other pictures
    (C.HAN, 0x20000, 0x3FFFF),
)

#: Marks which exist in Chinese and in Latin fonts alike: the font decides what they are.
AMBIGUOUS = frozenset("“”‘’…—·⋯‧")
_SINGLE = {character: name for name, characters in CHARACTERS for character in characters}
_EM_SQUARE_MARKS = frozenset({C.OPENING, C.CLOSING, C.PAUSE, C.STOP})
_LETTER_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo"})
_ZERO_WIDTH_CATEGORIES = frozenset({"Mn", "Me", "Mc", "Cf", "Cc"})


@lru_cache(maxsize=8192)
def classify(character: str, *, wide: bool) -> CharacterClass:
    """The class of a character.

    Args:
        character: One character.
        wide: Whether its font is Chinese and draws marks in an em square. A mark such as “ or … that is
            drawn by a Latin font is a Western mark.
    """
    found = _SINGLE.get(character)
    if found is not None:
        narrow = not wide and (character in AMBIGUOUS or found in _EM_SQUARE_MARKS)
        return C.WESTERN_MARK if narrow else found
    code = ord(character)
    for name, first, last in RANGES:
        if first <= code <= last:
            return name
    category = unicodedata.category(character)
    if category in _ZERO_WIDTH_CATEGORIES:
        return C.ZERO_WIDTH
    if category in _LETTER_CATEGORIES:
        return C.LETTER
    if category == "Nd":
        return C.DIGIT
    # Arrows, bullets, ℃ and the like: in a Chinese font they stand in an em square.
    return C.HAN if wide and code >= 0x2000 else C.WESTERN_MARK  # noqa: PLR2004

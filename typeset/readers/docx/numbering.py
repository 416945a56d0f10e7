"""Numbers that the program writes before paragraphs (word/numbering.xml), counted as Word counts them.

They are part of what the author sees and of no text: lists become lists, all others are written out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.readers.docx.names import w

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

    from typeset.readers.docx.styles import Styles

_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PLAIN = re.compile(r"%\d[.)、．]?")
_LARGEST = 99_999


class Level(Struct, frozen=True):
    """A level of a numbering."""

    form: str
    text: str
    start: int


class Label(Struct, frozen=True):
    """What stands before a paragraph: `text`, or, in a list (`bullet` or not), the `number` at `level` from 0."""

    text: str
    number: int
    level: int
    bullet: bool
    plain: bool


class Numbering:
    """The numberings of a document, with the counters of where its reading is."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """Read word/numbering.xml; a document may have none."""
        self._styles = styles
        self._levels: dict[str, dict[int, Level]] = {}
        self._kinds: dict[str, str] = {}
        self._counters: dict[str, list[int | None]] = {}
        if root is None:
            return
        abstract = {element.get(w("abstractNumId"), ""): _levels(element) for element in root.iter(w("abstractNum"))}
        for element in root.iter(w("num")):
            link = element.find(w("abstractNumId"))
            kind = link.get(w("val"), "") if link is not None else ""
            key = element.get(w("numId"), "")
            levels = dict(abstract.get(kind, {}))
            for override in element.iter(w("lvlOverride")):
                index = _number(override.get(w("ilvl")), 0)
                start = override.find(w("startOverride"))
                levels |= _levels(override)
                if start is not None and index in levels:
                    old = levels[index]
                    levels[index] = Level(old.form, old.text, _number(start.get(w("val")), old.start))
                    kind = f"{kind}/{key}"  # counts by itself
            self._levels[key], self._kinds[key] = levels, kind

    def label(self, paragraph: etree._Element) -> Label | None:
        """Count `paragraph`; None where it has no number."""
        key, index = self._of(paragraph)
        levels = self._levels.get(key)
        if not levels or index not in levels:
            return None
        counters = self._counters.setdefault(self._kinds[key], [None] * _LEVELS)
        level = levels[index]
        last = counters[index]
        counters[index] = min(level.start if last is None else last + 1, _LARGEST)
        counters[index + 1 :] = [None] * (_LEVELS - index - 1)
        for above in range(index):
            if counters[above] is None:
                counters[above] = levels[above].start if above in levels else 1
        if level.form == "bullet":
            return Label("", 0, index, bullet=True, plain=True)
        text = re.sub(r"%([1-9])", lambda match: _written(levels, counters, int(match[1]) - 1), level.text)
        plain = level.form == "decimal" and bool(_PLAIN.fullmatch(level.text))
        return Label(text, counters[index] or 0, index, bullet=False, plain=plain)

    def _of(self, paragraph: etree._Element) -> tuple[str, int]:
        """The numbering and the level of `paragraph`, by itself or by its styles."""
        for owner in (paragraph, *(style.properties for style in self._styles.of_paragraph(paragraph))):
            element = owner.find(f"{w('pPr')}/{w('numPr')}")
            if element is None:
                continue
            key, level = element.find(w("numId")), element.find(w("ilvl"))
            if key is not None:
                index = _number(level.get(w("val")) if level is not None else "0", 0)
                return key.get(w("val"), ""), min(max(0, index), _LEVELS - 1)
        return "", 0


def _levels(element: etree._Element) -> dict[int, Level]:
    found = {}
    for level in element.iter(w("lvl")):
        form, text, start = (level.find(w(name)) for name in ("numFmt", "lvlText", "start"))
        index = _number(level.get(w("ilvl")), 0)
        if 0 <= index < _LEVELS:
            found[index] = Level(
                form.get(w("val"), "decimal") if form is not None else "decimal",
                text.get(w("val"), "")[:40] if text is not None else "",
                _number(start.get(w("val")) if start is not None else None, 1),
            )
    return found


def _number(text: str | None, other: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,5}", text, re.ASCII) else other


def _written(levels: Mapping[int, Level], counters: list[int | None], index: int) -> str:
    form = levels[index].form if index in levels else "decimal"
    return _FORMS.get(form, str)(counters[index] or 0)


def chinese(number: int) -> str:
    """`number`, below 100 000, as Chinese counts: 十二, 一百零五."""
    if not 0 < number <= _LARGEST:
        return str(number) if number else "〇"
    text, zero = "", False
    for unit, name in ((10_000, "万"), (1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("〇" if zero and text else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = bool(text)
    text = text.replace("〇", "零")
    return text[1:] if text.startswith("一十") else text


def _letters(number: int, first: str) -> str:
    count, index = divmod(max(1, number) - 1, 26)
    return chr(ord(first) + index) * min(count + 1, 8)


def _roman(number: int) -> str:
    table = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"))
    text = ""
    rest = min(number, 9_999)
    for value, sign in (*table, (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, rest = divmod(rest, value)
        text += sign * count
    return text


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)  # noqa: PLR2004 - ① to ⑳


_FORMS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        [
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
            *("taiwaneseCountingThousand", "koreanCounting", "chineseLegalSimplified"),
        ],
        chinese,
    ),
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "japaneseDigitalTenThousand": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "upperLetter": lambda number: _letters(number, "A"),
    "lowerLetter": lambda number: _letters(number, "a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "none": lambda _number: "",
}

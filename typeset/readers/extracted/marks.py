"""Cleaning: Chinese gets its full-width marks, and loses the spaces that the extraction put in. No word changes.

Addresses, numbers and Latin phrases are left as they are, marks and spaces included.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.readers.extracted.characters import HAN, WIDE, has_han
from typeset.readers.extracted.quotes import pair_brackets, pair_quotes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from typeset.readers.extracted.quotes import Pair

_WIDENED = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_QUOTES = (("“", "”"), ("‘", "’"))  # by depth, in turn

_FIXED = re.compile(
    r"""
    (?:https?://|ftp://|www\.)[A-Za-z0-9._~:/?#@!$&*+=%-]*[A-Za-z0-9/=&\#]
    | [A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    | (?<![0-9])[0-9]+(?:[.:][0-9]+|,[0-9]{3}(?![0-9]))+    # 12.5, 12:30, 1,000
    | [A-Za-z][A-Za-z0-9]*                                  # a Latin phrase: PaLM 2, O'Reilly Media, Inc
      (?: [.'&/+_@-]+[A-Za-z0-9]+ | :[A-Za-z0-9]*[A-Za-z]
        | [,;:!?.]?[ ]+[A-Za-z][A-Za-z0-9]* | [ ]+[0-9]+(?:\.[0-9]+)? )*
    | \]\([^()\s]*\) | !(?=\[)                              # a link or a picture in Markdown
    | (?<=\[\^)[^\]\s]+\]:                                  # a footnote
    """,
    re.VERBOSE,
)
_is_wide = re.compile(f"[{WIDE}]").match
# A full stop: after Chinese or a percentage, unless a number or a name goes on behind it; or the last mark of all.
_STOP = re.compile(rf"(?<=[{HAN}》）”’)\"'%*])\.(?![0-9A-Za-z.])|(?<=[0-9A-Za-z])\.$")
_DOTS = re.compile(r"\.{3,}")
# U+3000 is not among these spaces: it parts a title in two.
_SPACES = re.compile(r"[^\S\u3000]+")
_NEEDLESS = re.compile(rf"(?<=[{WIDE}])[^\S\u3000]+|[^\S\u3000]+(?=[{WIDE}])|(?<=[0-9])[^\S\u3000]+(?=%)")
# Beyond so many the text wants another reader, no longer list.
_MOST_UNPAIRED = 20


class Cleaned(Struct, frozen=True):
    """A text after cleaning, with the changes counted by kind.

    `unpaired` names marks without a partner: each with its number among the marks like it, counted from 0.
    """

    text: str
    changes: Mapping[str, int] = field(default_factory=dict)
    unpaired: tuple[tuple[str, int], ...] = ()


def clean(text: str) -> Cleaned:
    """Give the Chinese in `text` full-width marks and take the needless spaces out; text without Chinese stays."""
    text = _SPACES.sub(" ", text.strip())
    if not has_han(text):
        return Cleaned(text)
    fixed = frozenset(i for match in _FIXED.finditer(text) for i in range(*match.span()))
    characters = list(text)
    quotes, brackets = pair_quotes(text, fixed), pair_brackets(text, fixed)
    _curl(characters, quotes.pairs)
    marks = _widen(characters, text, fixed) + _widen_brackets(characters, brackets.pairs)
    unpaired = sorted((*quotes.unpaired, *brackets.unpaired))
    cleaned, spaces = _NEEDLESS.subn("", "".join(characters))
    return Cleaned(
        cleaned,
        +Counter(marks=marks, quotes=2 * len(quotes.pairs), spaces=spaces),
        tuple((text[i], text.count(text[i], 0, i)) for i in unpaired[:_MOST_UNPAIRED]),
    )


def _curl(characters: list[str], pairs: Sequence[Pair]) -> None:
    for pair in pairs:
        characters[pair.opening], characters[pair.closing] = _QUOTES[pair.depth % 2]


def _widen(characters: list[str], text: str, fixed: frozenset[int]) -> int:
    """Widen the marks of clauses and sentences; how many."""
    widened = {i: _WIDENED[mark] for i, mark in enumerate(text) if mark in ",:;?!" and i not in fixed}
    widened |= {match.start(): "。" for match in _STOP.finditer(text) if match.start() not in fixed}
    for match in _DOTS.finditer(text):
        if fixed.isdisjoint(range(*match.span())):
            widened |= dict.fromkeys(range(*match.span()), "") | {match.start(): "……"}
    for index, mark in widened.items():
        characters[index] = mark
    return sum(1 for mark in widened.values() if mark)


def _widen_brackets(characters: list[str], pairs: Sequence[Pair]) -> int:
    """Widen the brackets that hold Chinese or stand beside it; how many."""
    widened = 0
    for pair in pairs:
        inside = "".join(characters[pair.opening + 1 : pair.closing])
        left = "".join(characters[: pair.opening]).rstrip()[-1:]
        right = "".join(characters[pair.closing + 1 :]).lstrip()[:1]
        if has_han(inside) or _is_wide(left) or _is_wide(right):
            for index in (pair.opening, pair.closing):
                wide = _WIDENED.get(characters[index], characters[index])
                widened += wide != characters[index]
                characters[index] = wide
    return widened

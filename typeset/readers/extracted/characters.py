"""Classes of characters, written as the insides of sets in regular expressions, and counting by them."""

from __future__ import annotations

import re
from collections import Counter

HAN = "〇々㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
FULL_WIDTH_MARKS = "，。、：；？！（）“”‘’《》〈〉【】「」『』—…～％"
WIDE = HAN + FULL_WIDTH_MARKS

has_han = re.compile(f"[{HAN}]").search
_COUNTED = re.compile(rf"[{HAN}\d]")
_LETTER = re.compile(rf"[{HAN}\w]")


def count(text: str) -> Counter[str]:
    """How often each Han character and each digit stands in `text`."""
    return Counter(_COUNTED.findall(text))


def rest(text: str, *kept: str) -> str:
    """The Han characters and digits of `text` that `kept` does not hold, in order.

    A character that is both kept and left is left where it stands first: a label stands before what it labels.
    """
    held = count("".join(kept))
    left = []
    for character in reversed(_COUNTED.findall(text)):
        if held[character] > 0:
            held[character] -= 1
        else:
            left.append(character)
    return "".join(reversed(left))


def squeeze(text: str) -> str:
    """`text` without marks and spaces, for comparing wordings."""
    return "".join(_LETTER.findall(text)).casefold()

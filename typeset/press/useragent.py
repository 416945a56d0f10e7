"""The user agent style sheet (CSS 2.1, 6.4): of WeasyPrint's own, the rules that the pages of a periodical can need.

Half of that sheet is for forms, for elements and attributes that HTML has given up, and for counters in the digits of
thirty scripts. Parsed are the others. Where a document or its style sheets name one of these things after all, that
document gets the sheet as it is.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

SHEET: Final = "html5_ua.css"  # in weasyprint.css
_SELDOM_ELEMENTS: Final = """
    acronym applet base basefont big button center command datalist dir fieldset frame frameset iframe input keygen
    listing menu nobr noembed noframes optgroup option param plaintext select strike textarea track tt video wbr
    xmp"""
_SELDOM_COUNTERS: Final = """
    arabic-indic armenian upper-armenian lower-armenian bengali cambodian khmer devanagari georgian gujarati gurmukhi
    hebrew kannada lao malayalam mongolian myanmar oriya persian tamil telugu thai tibetan hiragana hiragana-iroha
    katakana katakana-iroha japanese-informal japanese-formal korean-hangul-formal korean-hanja-informal
    korean-hanja-formal"""
_ELEMENTS: Final = frozenset(_SELDOM_ELEMENTS.split())
_ATTRIBUTES: Final = frozenset(["dir", "frame", "rules"])
_COUNTERS: Final = frozenset(_SELDOM_COUNTERS.split())
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)(\{(?:[^{}]|\{[^{}]*\})*\})")
_COUNTER_RULE = re.compile(r"@counter-style\s+([\w-]+)$")
_BETWEEN_SELECTORS = re.compile(r",(?![^()]*\))(?![^\[\]]*\])")
_ANY_OF = re.compile(r":is\(([^()]*)\)")
_SELDOM = re.compile(rf"(?<![\w:.-])(?:{'|'.join(_ELEMENTS)})(?![\w-])|\[(?:{'|'.join(_ATTRIBUTES)})\b")
_WORD = re.compile(r"@import|[\w-]+")


def usual(sheet: str) -> str:
    """The rules of `sheet` but those that match seldom elements only, or count as is seldom done."""
    return "".join(map(_usual_rule, _RULE.findall(_COMMENT.sub("", sheet))))


def _usual_rule(rule: tuple[str, str]) -> str:
    prelude, block = rule[0].strip(), rule[1]
    if prelude.startswith("@"):
        counter = _COUNTER_RULE.match(prelude)
        return "" if counter and counter[1] in _COUNTERS else prelude + block
    selectors = [selector.strip() for selector in _BETWEEN_SELECTORS.split(prelude) if not _is_seldom(selector)]
    return ",".join(selectors) + block if selectors else ""


def _is_seldom(selector: str) -> bool:
    """Whether nothing is matched by `selector` but seldom elements, or what is inside of them."""
    choices = _ANY_OF.sub(lambda choice: choice[0] if all(map(_SELDOM.search, choice[1].split(","))) else "", selector)
    return bool(_SELDOM.search(choices))


def are_usual(styles: Iterable[str]) -> bool:
    """Whether the usual rules are all that style sheets, as they are written, can ask for."""
    return not any(_asks_for_more(style) for style in styles)


def is_usual(document: Element) -> bool:
    """Whether the usual rules are all that there is for the elements of `document`, and all that it says of styles."""
    elements = list(document.iter())
    names = {element.tag for element in elements}
    attributes = {name for element in elements for name in element.keys()}  # noqa: SIM118 - it is no dictionary
    if "link" in names or names & _ELEMENTS or attributes & _ATTRIBUTES:
        return False
    sheets = (element.text or "" for element in elements if element.tag == "style")
    attached = (element.get("style", "") for element in elements if "style" in attributes)
    return are_usual(chain(sheets, attached))


def _asks_for_more(style: str) -> bool:
    words = set(_WORD.findall(style.lower()))
    return "@import" in words or bool(words & _COUNTERS)

"""Units: one name for each in an article, and the letters of its sign in the right case (GB 3100; GB/T 15835 5.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.copyedit.passage import found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.copyedit.passage import Finding, IssueText, Passage

_N = r"(?<=[\d万亿])\s?"
_E = r"(?![A-Za-z0-9])"
_MIXED = tuple(
    tuple(re.compile(pattern) for pattern in patterns)
    for patterns in (
        (rf"{_N}(?<!平方)公里", rf"{_N}千米", rf"{_N}km{_E}(?!/)"),
        (rf"{_N}公斤", rf"{_N}千克", rf"{_N}kg{_E}"),
        (rf"{_N}摄氏度", rf"{_N}(?:℃|°C)"),
        (rf"{_N}平方米", rf"{_N}(?:㎡|m²)"),
        (rf"{_N}立方米", rf"{_N}m³"),
        (rf"{_N}平方公里", rf"{_N}平方千米", rf"{_N}km²"),
        (rf"{_N}千瓦时", rf"{_N}kWh{_E}", rf"{_N}度电"),
    )
)
_FORMS = {
    "KM": "km",
    "Km": "km",
    "KG": "kg",
    "Kg": "kg",
    "KWh": "kWh",
    "KWH": "kWh",
    "Kwh": "kWh",
    "kwh": "kWh",
    "Mw": "MW",
    "KW": "kW",
    "Kw": "kW",
    "CM": "cm",
    "MM": "mm",
    "ML": "mL",
    "hz": "Hz",
    "HZ": "Hz",
    "Mhz": "MHz",
    "Ghz": "GHz",
    "°c": "℃",
    "°C": "℃",
    "度C": "℃",
}
_FORM = re.compile(rf"(?<=\d)\s?(?P<unit>{'|'.join(sorted(map(re.escape, _FORMS), key=len, reverse=True))}){_E}")
# GB 3100 has ℃ and °C alike; the one character keeps together in lines.
_CERTAIN: frozenset[str] = frozenset()


def check(issue: IssueText) -> Iterable[Finding]:
    """Find wrong signs, and the rarer name of a unit where an article has two."""
    for article in issue.articles:
        texts = tuple(article.texts())
        for passage in texts:
            for match in _FORM.finditer(passage.text):
                yield found("check.unit-form", passage, match, "unit", right=_FORMS[match["unit"]])
        for patterns in _MIXED:
            uses = [_uses(texts, pattern) for pattern in patterns]
            usual = max(uses, key=len)
            for use in uses:
                if use is not usual:
                    for passage, match in use:
                        yield found("check.unit-mixed", passage, match, other=usual[0][1][0].strip())


def _uses(texts: Iterable[Passage], pattern: re.Pattern[str]) -> list[tuple[Passage, re.Match[str]]]:
    return [(passage, match) for passage in texts for match in pattern.finditer(passage.text)]

"""Superscripts and subscripts as the characters that Unicode has for them."""

from __future__ import annotations

_ABOVE = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_BELOW = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))


def raised(text: str, *, below: bool) -> str | None:
    """`text` raised, or lowered; None where a character has no such form."""
    table = _BELOW if below else _ABOVE
    words = text.strip()
    return "".join(table[c] for c in words) if words and all(c in table for c in words) else None

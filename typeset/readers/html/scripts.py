"""Superscripts as the characters that the fonts of ours have for them: square, cubic, footnote figures."""

from __future__ import annotations

_ABOVE = dict(zip("1234", "¹²³⁴", strict=True))


def raised(text: str, *, below: bool) -> str | None:
    """`text` raised; None where a character has no such form that can be printed, and for all that is lowered."""
    words = text.strip()
    return "".join(_ABOVE[c] for c in words) if words and not below and all(c in _ABOVE for c in words) else None


def is_power(text: str) -> bool:
    """Whether `text` is a number, which would join the number that it stands above."""
    return text.strip().lstrip("+-−").isdigit()

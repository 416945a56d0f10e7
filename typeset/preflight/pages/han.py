"""Which characters are Han."""

from __future__ import annotations


def has_han(text: str) -> bool:
    """Whether a Han character is in `text`."""
    for character in text:  # a pattern of blocks so large takes 2 ms to compile
        if "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff":
            return True
        if "\U00020000" <= character <= "\U0003ffff":
            return True
    return False

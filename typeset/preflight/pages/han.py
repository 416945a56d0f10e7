"""Which characters are Han."""

from __future__ import annotations

import re

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def has_han(text: str) -> bool:
    """Whether a Han character is in `text`."""
    return _HAN.search(text) is not None

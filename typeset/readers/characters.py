"""Characters that no article may hold, and blanks that mean nothing."""

from __future__ import annotations

import re

# Marks without a width, soft hyphens, marks that turn the direction of text.
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Controls, line and paragraph separators, what is no character, half a surrogate pair.
_BLANK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xa0\u2028\u2029\ufffe\uffff\ud800-\udfff]")
# Private use: what it shows depends on a font that only the author has.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
#: The trade's mark for a sort that is not in the case (缺字).
GETA = "〓"


def tidy(text: str) -> str:
    """`text` without what cannot be seen; characters for private use become `GETA`."""
    return _PRIVATE.sub(GETA, _BLANK.sub(" ", _NOTHING.sub("", text)))


def private(text: str) -> str:
    """The characters for private use in `text`."""
    return "".join(_PRIVATE.findall(text))

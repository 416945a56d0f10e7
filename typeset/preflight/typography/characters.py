"""What characters the text is made of, as search and screen readers see them (E4, U10; clreq, ISO 14289-1 7.21.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.typography.places import around, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.text import Text

_RADICALS = range(0x2F00, 0x2FE0)  # Unicode: Kangxi radicals, which look like Han and are others
_FULL_WIDTH = (range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))
_ANY = re.compile("[\u2f00-\u2fdf\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")  # a character of these


def check_characters(text: Text) -> Iterator[Finding]:
    """Report Han that the file calls radicals, and letters and digits in full width."""
    for line in text.lines:
        for glyph in line.glyphs if _ANY.search(line.text) else ():
            code = ord(glyph.text[0])
            if code in _RADICALS:
                values = {"text": glyph.text, "code": f"U+{code:04X}", "around": around(line, glyph)}
                yield Finding("U10.radical-for-han", **at(line, glyph), values=values)
            elif any(code in block for block in _FULL_WIDTH):
                values = {"text": glyph.text, "around": around(line, glyph)}
                yield Finding("E4.full-width-western", **at(line, glyph), values=values)

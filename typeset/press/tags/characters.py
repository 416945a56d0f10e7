"""Every glyph says which characters it stands for (ISO 14289-1, 7.21.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Values that the standard forbids, besides none at all: what they stand for is not seen and not read.
_FORBIDDEN = "\0\ufeff\ufffe"
_LEFT_OUT = dict.fromkeys(map(ord, _FORBIDDEN))
_NOTHING = "\u200b"  # the second glyph of one character, an invisible mark


def named(to_unicode: Mapping[int, str]) -> dict[int, str]:
    """The texts of glyphs, none of them without a character."""
    texts = "".join(to_unicode.values())
    if all(to_unicode.values()) and not any(character in texts for character in _FORBIDDEN):
        return dict(to_unicode)
    return {glyph: text.translate(_LEFT_OUT) or _NOTHING for glyph, text in to_unicode.items()}

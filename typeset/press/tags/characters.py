"""Every glyph says which characters it stands for: stands in for `pdf.build_fonts_dictionary` (ISO 14289-1, 7.21.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# Values that the standard forbids, besides none at all: what they stand for is not seen and not read.
_FORBIDDEN = dict.fromkeys(map(ord, "\0\ufeff\ufffe"))
_NOTHING = "\u200b"  # the second glyph of one character, an invisible mark


def named_glyphs(original: Callable[..., Any]) -> Callable[..., Any]:
    """A replacement of `build_fonts_dictionary` that leaves no glyph without a character."""

    def build_fonts_dictionary(pdf: Any, fonts: Any, compress: bool, subset: bool, options: Any) -> Any:
        for font in fonts.values():
            for glyph, text in font.to_unicode.items():
                font.to_unicode[glyph] = text.translate(_FORBIDDEN) or _NOTHING
        return original(pdf, fonts, compress, subset, options)

    return build_fonts_dictionary

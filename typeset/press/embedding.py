"""Font files on their way into a PDF: subset straight from the file, without a copy of it in memory.

WeasyPrint copies each font whole, ten megabytes and more, only to put the subset in the place of the copy.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from weasyprint.pdf import fonts

if TYPE_CHECKING:
    from collections.abc import Callable

    Content = bytes | Callable[[], bytes | None] | None
    # Cuts by font, glyphs, hinting and whether glyphs are missing.
    Subsets = dict[tuple[str, tuple[int, ...], bool, bool], bytes | None]

_MOST_KEPT = 32


def lean_fonts(original: Any) -> Any:
    """A replacement of `pdf.stream.Font`, one that reads the whole face only if it is asked for all its bytes."""

    class Font(original):
        _typeset_content: Content
        _typeset_subsets: Subsets | None = None

        def __init__(self, pango_font: Any, description: Any, font_size: float) -> None:
            read = fonts.get_hb_object_data
            fonts.get_hb_object_data = lambda face: partial(read, face)
            try:
                super().__init__(pango_font, description, font_size)
            finally:
                fonts.get_hb_object_data = read

        @property
        def file_content(self) -> bytes | None:
            if callable(self._typeset_content):
                self._typeset_content = self._typeset_content()
            return self._typeset_content

        @file_content.setter
        def file_content(self, content: Content) -> None:
            self._typeset_content = content

        def subset(self, to_unicode: Any, hinting: bool) -> None:
            """Cut the font to the glyphs of `to_unicode`, unless the cut is kept."""
            kept = self._typeset_subsets
            key = (self.hash, tuple(sorted(to_unicode)), hinting, bool(self.missing))
            if kept is None or key not in kept:
                super().subset(to_unicode, hinting)
                if kept is not None:
                    kept[key] = self.file_content
            else:
                self.file_content = kept[key]

    return Font


def compressed(stream: Any, kept: dict[bytes, bytes]) -> bytes:
    """The bytes of a stream of the PDF that holds a font, compressed once."""
    (content,) = stream.stream
    if content not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[content] = stream.data
    return kept[content]

"""Font files on their way into a PDF: subset straight from the file, without a copy of it in memory.

WeasyPrint copies each font whole, ten megabytes and more, only to put the subset in the place of the copy.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from weasyprint.pdf import fonts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typeset.press.cuts import Cut, Cuts

    Content = bytes | Cut | Callable[[], bytes | None] | None


def lean_fonts(original: Any) -> Any:
    """A replacement of `pdf.stream.Font`, one that reads the whole face only if it is asked for all its bytes."""

    class Font(original):
        _typeset_content: Content
        _typeset_source: tuple[Path, Cuts] | None = None

        def __init__(self, pango_font: Any, description: Any, font_size: float) -> None:
            read = fonts.get_hb_object_data
            fonts.get_hb_object_data = lambda face: partial(read, face)
            try:
                super().__init__(pango_font, description, font_size)
            finally:
                fonts.get_hb_object_data = read

        @property
        def file_content(self) -> bytes | Cut | None:
            if callable(self._typeset_content):
                self._typeset_content = self._typeset_content()
            return self._typeset_content

        @file_content.setter
        def file_content(self, content: Content) -> None:
            self._typeset_content = content

        def subset(self, to_unicode: Any, hinting: bool) -> None:
            """Cut the font to the glyphs of `to_unicode`, unless that cut is kept."""
            if self._typeset_source is None:
                super().subset(to_unicode, hinting)
                return

            def make() -> bytes | None:
                super(Font, self).subset(to_unicode, hinting)
                content = self.file_content
                return content if isinstance(content, bytes) else None

            path, cuts = self._typeset_source
            cut = cuts.cut(path, (self.hash, sorted(to_unicode), hinting, bool(self.missing)), make)
            taken_apart = "fvar" in self.tables or self.png or self.svg or self.colr
            self.file_content = cut.content() if cut and taken_apart else cut

    return Font

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


def lean_fonts(original: Any) -> Any:
    """A replacement of `pdf.stream.Font`, one that reads the whole face only if it is asked for all its bytes."""

    class Font(original):
        _typeset_content: Content

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

    return Font

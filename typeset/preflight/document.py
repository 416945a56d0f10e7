"""A finished PDF of any origin, opened for the checks: its objects now, its text when a check asks for it."""

from __future__ import annotations

import io
import logging
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import pikepdf

from typeset.diagnostics import Diagnostic, Report
from typeset.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from typeset.preflight.reading.text import Text

T = TypeVar("T")

_OBJECT = re.compile(r"^stream <[^>]*>: ")  # where the library names a Python object instead of a file

# What it warns of is a finding here, not a line on the terminal.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())


class Document:
    """The PDF `data`; what is read out of it is read once."""

    def __init__(self, data: bytes, name: str) -> None:
        """Keep `data`; `name` is what a person calls the file."""
        self.data = data
        self.name = name
        self._made: dict[Callable[[Document], Any], Any] = {}

    def once(self, make: Callable[[Document], T]) -> T:
        """What `make` reads out of this document, read the first time that it is asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        """Its objects. Raises ContentError where it is no PDF or wants a password."""
        try:
            return pikepdf.open(io.BytesIO(self.data))
        except pikepdf.PasswordError:
            raise ContentError(Report([Diagnostic("preflight.locked", None, {"file": self.name})])) from None
        except pikepdf.PdfError as error:
            raise self._unreadable(error) from None

    def text(self, pages: range | None = None) -> Text:
        """What its pages say, or `pages`, from 0, of them, from the positions of glyphs.

        Raises ContentError where they cannot be read.
        """
        import pypdfium2  # noqa: PLC0415 - only checks of text pay for it

        from typeset.preflight.reading.text import read_text  # noqa: PLC0415

        try:
            return read_text(self.data, pages)
        except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
            raise self._unreadable(error) from None

    def _unreadable(self, reason: object) -> ContentError:
        values = {"file": self.name, "reason": _OBJECT.sub("", str(reason))}
        return ContentError(Report([Diagnostic("preflight.unreadable", None, values)]))

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return len(self.pdf.pages)

"""A finished PDF of any origin, opened for the checks: its objects now, its text when a check asks for it."""

from __future__ import annotations

import copy
import io
import logging
import re
from typing import TYPE_CHECKING, Any, TypeVar

from typeset.diagnostics import Diagnostic, Report
from typeset.errors import ContentError
from typeset.preflight.facts import stretches
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from typeset.preflight.facts import Gathering
    from typeset.preflight.reading.text import Text

T = TypeVar("T")

_OBJECT = re.compile(r"^stream <[^>]*>: ")  # where the library names a Python object instead of a file

# What it warns of is a finding here, not a line on the terminal.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())


class Document:
    """The PDF `data`; what is read out of it is read once.

    Attributes:
        span: Which pages, from 0, the contents of this part of it are of; None where it is all of it.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Keep `data`; `name` is what a person calls the file."""
        self.data = data
        self.name = name
        self.span: range | None = None
        self._made: dict[Callable[[Document], Any], Any] = {}
        self._facts: dict[Gathering[Any], Any] = {}
        self._warnings: list[str] = []
        self._seen: dict[Callable[[Document], Any], Any] = {}

    def part(self, pages: range) -> Document:
        """The same document, of whose contents `pages`, from 0, are looked at; the rest of it is shared."""
        if pages == self.pages:
            return self
        part = copy.copy(self)
        part.span, part._seen = pages, {}  # noqa: SLF001 - its own
        return part

    def parts(self) -> Iterator[Document]:
        """All of it, in parts that are not too long to be kept in memory."""
        return (self.part(pages) for pages in stretches(self.page_count))

    def here(self, make: Callable[[Document], T]) -> T:
        """What `make` reads out of the contents of the pages of this part, read the first time that it is asked for."""
        if make not in self._seen:
            self._seen[make] = make(self)
        found: T = self._seen[make]
        return found

    def once(self, make: Callable[[Document], T]) -> T:
        """What `make` reads out of the whole document, read the first time that it is asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    def gathered(self, gathering: Gathering[T]) -> T:
        """The facts of one kind about all of it, gathered the first time that they are asked for."""
        if gathering not in self._facts:
            self._facts[gathering] = gathering.joined([gathering.of(part) for part in self.parts()])
        found: T = self._facts[gathering]
        return found

    def know(self, facts: Mapping[Gathering[Any], Any]) -> None:
        """Keep `facts` that were gathered elsewhere."""
        self._facts.update(facts)

    @property
    def pdf(self) -> pikepdf.Pdf:
        """Its objects. Raises ContentError where it is no PDF or wants a password."""
        return self.once(_opened)

    @property
    def warnings(self) -> list[str]:
        """What the library had to mend in it so far."""
        self._warnings += map(str, self.pdf.get_warnings())
        return self._warnings

    def text(self) -> Text:
        """What the pages of this part say. Raises ContentError where they cannot be read."""
        from typeset.preflight.reading.text import read_text  # noqa: PLC0415 - only checks of text pay for it

        return read_text(self)

    def unreadable(self, reason: object) -> ContentError:
        """What is raised where it cannot be read, for `reason`."""
        values = {"file": self.name, "reason": _OBJECT.sub("", str(reason))}
        return ContentError(Report([Diagnostic("preflight.unreadable", None, values)]))

    @property
    def page_count(self) -> int:
        """How many pages all of it has."""
        return len(self.pdf.pages)

    @property
    def pages(self) -> range:
        """The pages of this part, from 0."""
        return range(self.page_count) if self.span is None else self.span


def _opened(document: Document) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(document.data))
    except pikepdf.PasswordError:
        raise ContentError(Report([Diagnostic("preflight.locked", None, {"file": document.name})])) from None
    except pikepdf.PdfError as error:
        raise document.unreadable(error) from None

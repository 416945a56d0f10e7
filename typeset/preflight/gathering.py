"""How checks run and what they say: guarded against damage, and once a page rather than once a glyph."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.objects import BROKEN
from typeset.preflight.pdf.pages import pages_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.finding import Box
    from typeset.preflight.pdf.painted import Painted
    from typeset.settings import Profiles

    Check = Callable[[Document, Profiles], Iterator[Finding]]

#: What is said where a check could not be carried out.
DAMAGED = "P11.damaged"
_FAILURES: tuple[type[Exception], ...] = (*BROKEN, MemoryError)


def guarded(check: Check) -> Check:
    """`check`, which says that it could not be carried out where the file is too damaged for it."""

    @wraps(check)
    def run(document: Document, settings: Profiles) -> Iterator[Finding]:
        try:
            yield from check(document, settings)
        except _FAILURES:
            yield Finding(DAMAGED, values={"check": check.__name__.replace("_", " ")})

    return run


def place_of(document: Document, thing: Painted) -> Box:
    """Where a painted thing stands, as seen."""
    return document.once(pages_of)[thing.page - 1].place(thing.box)


def on_pages(code: str, document: Document, things: Iterable[Painted], **values: object) -> Iterator[Finding]:
    """One finding a page: how many of `things` are there (`count`), a few letters of them (`sample`), and the first."""
    by_page: dict[int, list[Painted]] = {}
    for thing in things:
        by_page.setdefault(thing.page, []).append(thing)
    for page, found in by_page.items():
        own = {"count": len(found), "sample": sample(found), **values}
        yield Finding(code, page, box=place_of(document, found[0]), values=own)


def is_on_page(document: Document, thing: Painted) -> bool:
    """Whether it stands on the page as cut, not beside it with marks and colour names."""
    return thing.box.meets(document.once(pages_of)[thing.page - 1].finished)


def sample(things: Iterable[Painted], length: int = 12) -> str:
    """The first letters of some text."""
    letters = ""
    for thing in things:
        letters += thing.text.replace("\ufffd", "")
        if len(letters) >= length:
            break
    return letters[:length]

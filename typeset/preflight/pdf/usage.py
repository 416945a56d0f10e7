"""The fonts that paint something, and the codes that they paint."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from typeset.preflight.facts import Gathering
from typeset.preflight.pdf.content import fonts_of, things_of
from typeset.preflight.pdf.fonts import Font
from typeset.preflight.pdf.objects import identity
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.painted import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.preflight.document import Document
    from typeset.preflight.finding import Box

# A font by its identity; one that is written where it is used, by itself.
_Key: TypeAlias = tuple[int, int] | Font
_Used: TypeAlias = dict[_Key, dict[int, int]]


class FontUse(Struct):
    """A font, and its codes in the order of use, each with the page where it is first used."""

    font: Font
    codes: dict[int, int] = field(default_factory=dict)

    @property
    def page(self) -> int:
        """The page where it is first used, from 1."""
        return next(iter(self.codes.values()))

    def place(self, document: Document, code: int) -> Box | None:
        """Where the first text stands that has `code`."""
        page = document.once(pages_of)[self.codes[code] - 1]
        for thing in document.part(range(page.number - 1, page.number)).here(things_of):
            if thing.font and thing.font.name == self.font.name and code in thing.codes and thing.is_visible:
                return page.place(thing.box)
        return None


def used_fonts(document: Document) -> tuple[FontUse, ...]:
    """The fonts of all visible text, in the order of use."""
    known = document.once(fonts_of)
    found = []
    for key, codes in document.gathered(USED_FONTS).items():
        if not isinstance(key, Font) and key not in known:
            known[key] = Font(document.pdf.get_object(key))
        found.append(FontUse(key if isinstance(key, Font) else known[key], codes))
    return tuple(found)


def _used(part: Document) -> _Used:
    found: _Used = {}
    for thing in part.here(things_of):
        if thing.kind is Kind.TEXT and thing.font and thing.is_visible:
            codes = found.setdefault(identity(thing.font.dictionary) or thing.font, {})
            if not all(map(codes.__contains__, thing.codes)):
                codes.update(dict.fromkeys((code for code in thing.codes if code not in codes), thing.page))
    return found


def _joined(parts: Sequence[_Used]) -> _Used:
    found: _Used = {}
    for part in parts:
        for key, codes in part.items():
            known = found.setdefault(key, {})
            known.update((code, page) for code, page in codes.items() if code not in known)
    return found


USED_FONTS = Gathering(_used, _joined)

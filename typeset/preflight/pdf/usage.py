"""The fonts that paint something, and the codes that they paint."""

from __future__ import annotations

from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from typeset.preflight.facts import Gathering
from typeset.preflight.pdf.content import fonts_of, texts_of
from typeset.preflight.pdf.fonts import Font
from typeset.preflight.pdf.objects import identity
from typeset.preflight.pdf.pages import pages_of

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
        for thing in document.part(range(page.number - 1, page.number)).here(texts_of):
            if thing.font and thing.font.name == self.font.name and code in thing.codes:
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
    found: dict[Font, dict[int, int]] = {}
    for page, texts in groupby(part.here(texts_of), key=attrgetter("page")):
        shown: dict[Font, list[tuple[int, ...]]] = {}
        for thing in texts:
            if thing.font:
                shown.setdefault(thing.font, []).append(thing.codes)
        for font, pieces in shown.items():
            codes = found.setdefault(font, {})
            new = [code for code in dict.fromkeys(chain.from_iterable(pieces)) if code not in codes]
            codes.update(dict.fromkeys(new, page))
    return {identity(font.dictionary) or font: codes for font, codes in found.items()}


def _joined(parts: Sequence[_Used]) -> _Used:
    found: _Used = {}
    for part in parts:
        for key, codes in part.items():
            known = found.setdefault(key, {})
            known.update((code, page) for code, page in codes.items() if code not in known)
    return found


USED_FONTS = Gathering(_used, _joined)

"""The fonts that paint something, and the codes that they paint."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from typeset.preflight.pdf.content import things_of
from typeset.preflight.pdf.painted import Kind, Painted

if TYPE_CHECKING:
    from typeset.preflight.document import Document
    from typeset.preflight.pdf.fonts import Font


@dataclass(slots=True)
class FontUse:
    """A font, the page where it is first used, and its codes in the order of use, each with a text that has it."""

    font: Font
    page: int
    codes: dict[int, Painted] = field(default_factory=dict)


def used_fonts(document: Document) -> tuple[FontUse, ...]:
    """The fonts of all visible text, in the order of use."""
    found: dict[Font, FontUse] = {}
    for thing in document.here(things_of):
        if thing.kind is Kind.TEXT and thing.font and thing.is_visible:
            use = found.setdefault(thing.font, FontUse(thing.font, thing.page))
            for code in thing.codes:
                if code not in use.codes:
                    use.codes[code] = thing
    return tuple(found.values())

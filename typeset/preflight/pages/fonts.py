"""How glyphs come to the page: missing, made bold or slanted, too small (A5, A6, A7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.gathering import is_on_page, on_pages
from typeset.preflight.pages.han import has_han
from typeset.preflight.pdf.content import texts_of
from typeset.preflight.pdf.usage import used_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.painted import Painted
    from typeset.settings import Profiles

_SMALLEST = 7.875  # points: No. 6
_ROUNDING = 0.02
_FILL_AND_STROKE = {2, 6}
_SLANT = 0.05  # of the em


def check_missing_glyphs(document: Document, _: Profiles) -> Iterator[Finding]:
    """No text shows the box that stands for a missing glyph."""
    for use in document.once(used_fonts):
        missing = [code for code in use.codes if use.font.is_notdef(code)]
        if missing:
            values = {"font": use.font.plain_name, "count": len(missing)}
            yield Finding("A6.notdef", use.codes[missing[0]], box=use.place(document, missing[0]), values=values)


def check_synthetic(document: Document, _: Profiles) -> Iterator[Finding]:
    """Bold Han come from a bold font, and no Han is slanted."""
    han = [thing for thing in document.here(texts_of) if has_han(thing.text)]
    bold = (thing for thing in han if thing.mode in _FILL_AND_STROKE and thing.line_width > 0)
    yield from on_pages("A5.synthetic-bold", document, bold)
    yield from on_pages("A5.synthetic-slant", document, filter(_is_slanted, han))


def _is_slanted(thing: Painted) -> bool:
    """Whether the two axes of the glyphs do not stand at right angles."""
    a, b, c, d, _, _ = thing.matrix
    return abs(a * c + b * d) > _SLANT * abs(a * d - b * c)


def check_sizes(document: Document, _: Profiles) -> Iterator[Finding]:
    """No Han is smaller than No. 6."""
    text = (thing for thing in document.here(texts_of) if 0 < thing.size < _SMALLEST - _ROUNDING)
    small = [thing for thing in text if is_on_page(document, thing) and has_han(thing.text)]
    least = min((thing.size for thing in small), default=0.0)
    yield from on_pages("A7.small-type", document, small, least=f"{least:.2f}", limit=_SMALLEST)

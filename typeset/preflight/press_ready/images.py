"""The resolution of images at their size (P7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.gathering import is_on_page, place_of
from typeset.preflight.pdf.content import things_of
from typeset.preflight.pdf.images import is_bilevel, resolution_of
from typeset.preflight.pdf.painted import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles

_LINE_ART = 600
_ROUNDING = 1.0  # pixels per inch


def check_resolution(document: Document, settings: Profiles) -> Iterator[Finding]:
    """Photographs have the resolution that was asked for, line art twice as much."""
    for thing in document.here(things_of):
        ppi = resolution_of(thing) if thing.kind is Kind.IMAGE else None
        if ppi is None or not thing.is_visible or not is_on_page(document, thing):
            continue
        target = _LINE_ART if is_bilevel(thing) else settings.print.image_ppi
        if ppi < settings.print.image_ppi_warning - _ROUNDING:
            code = "P7.image-coarse"
        elif ppi < target - _ROUNDING:
            code = "P7.line-art-coarse" if is_bilevel(thing) else "P7.image-below-target"
        else:
            continue
        values = {"ppi": f"{ppi:.0f}", "target": target, "limit": settings.print.image_ppi_warning}
        yield Finding(code, thing.page, box=place_of(document, thing), values=values)

"""Fonts for the press: embedded, cut to what is used, no drawings (P8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.usage import used_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles


def check_fonts(document: Document, _: Profiles) -> Iterator[Finding]:
    """Every font that paints is in the file; a Type 3 font is none."""
    for use in document.once(used_fonts):
        values = {"font": use.font.plain_name or use.font.kind}
        if use.font.kind == "Type3":
            yield Finding("P8.type3", use.page, values=values)
        elif not use.font.is_embedded:
            yield Finding("P8.not-embedded", use.page, values=values)
        elif not use.font.program.sound:
            yield Finding("P8.program-broken", use.page, values=values)
        elif not use.font.is_subset:
            yield Finding("P8.not-subset", use.page, values=values)

"""Every glyph reads as a character (U10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.usage import FontUse, used_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles

_KNOWN = {"MacRomanEncoding", "MacExpertEncoding", "WinAnsiEncoding"}


def check_characters(document: Document, _: Profiles) -> Iterator[Finding]:
    """Every code that is used has a character, and that is neither nought nor a byte order mark."""
    for use in document.once(used_fonts):
        values = {"font": use.font.plain_name or use.font.kind}
        if use.font.to_unicode is None and not _reads_without(use):
            yield Finding("U10.no-map", use.page, values=values)
            continue
        yield from _check_codes(document, use, values)


def _check_codes(document: Document, use: FontUse, values: dict[str, str]) -> Iterator[Finding]:
    said = set()
    for code, page in use.codes.items():
        if use.font.to_unicode is None and use.font.is_composite:
            return
        read = use.font.unicode(code)
        fault = ""
        if not read:
            fault = "U10.unreadable"
        elif "\x00" in read:
            fault = "U10.nought"
        elif "\ufeff" in read or "\ufffe" in read:
            fault = "U10.byte-order-mark"
        if fault and fault not in said:
            said.add(fault)
            yield Finding(fault, page, box=use.place(document, code), values={**values, "code": f"{code:04X}"})


def _reads_without(use: FontUse) -> bool:
    """Whether the characters are known without a ToUnicode map (ISO 14289-1 7.21.7)."""
    font = use.font
    if font.is_composite:
        return font.uses_known_collection
    if font.kind == "TrueType":
        return font.encoding in _KNOWN or not font.is_symbolic
    return font.encoding in _KNOWN or (not font.is_symbolic and bool(font.descriptor)) or _are_named(use)


def _are_named(use: FontUse) -> bool:
    return bool(use.font.differences) and all(use.font.unicode(code) for code in use.codes)

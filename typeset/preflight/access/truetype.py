"""TrueType fonts with an encoding of one byte: the tables that turn a code into a glyph (U15; ISO 14289-1 7.21.6)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.objects import entry, is_dictionary
from typeset.preflight.pdf.usage import FontUse, used_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.fonts import Font
    from typeset.settings import Profiles

_MICROSOFT_SYMBOL, _MICROSOFT_UNICODE, _MAC_ROMAN = (3, 0), (3, 1), (1, 0)
_ALLOWED = {"MacRomanEncoding", "WinAnsiEncoding"}


def check_truetype(document: Document, _: Profiles) -> Iterator[Finding]:
    """Letters are found by their names, symbols by their numbers."""
    for use in document.once(used_fonts):
        if use.font.kind == "TrueType":
            faults = _symbolic_faults(use.font) if use.font.is_symbolic else _letter_faults(use)
            for code in faults:
                yield Finding(code, use.page, values={"font": use.font.plain_name})


def _symbolic_faults(font: Font) -> Iterator[str]:
    if entry(font.dictionary, "/Encoding") is not None:
        yield "U15.symbols-encoded"
    if font.program.sound:
        if not font.program.cmaps:
            yield "U15.symbols-without-table"
        elif len(font.program.cmaps) > 1 and _MICROSOFT_SYMBOL not in font.program.cmaps:
            yield "U15.symbols-table-unclear"


def _letter_faults(use: FontUse) -> Iterator[str]:
    font = use.font
    encoding = entry(font.dictionary, "/Encoding")
    if encoding is None:
        yield "U15.letters-not-encoded"
    elif is_dictionary(encoding) and not font.encoding:
        yield "U15.letters-base-missing"
    elif font.encoding not in _ALLOWED:
        yield "U15.letters-base-unknown"
    if font.differences and not all(_is_named(glyph) for glyph in font.differences.values()):
        yield "U15.letters-name-unknown"
    if not font.program.sound:
        return
    tables = set(font.program.cmaps) - {_MICROSOFT_SYMBOL}
    if font.differences and _MICROSOFT_UNICODE not in tables:
        yield "U15.letters-differences"
    if not tables:
        yield "U15.letters-without-table"
    elif _lost(use):
        yield "U15.letters-lost"


def _is_named(glyph: str) -> bool:
    from fontTools import agl  # noqa: PLC0415 - few PDFs need it

    return glyph == ".notdef" or glyph in agl.AGL2UV


def _lost(use: FontUse) -> bool:
    """Whether a code that is used finds no glyph in the program's tables."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - few PDFs need it

    try:
        tables = {
            (table.platformID, table.platEncID): table.cmap
            for table in TTFont(io.BytesIO(use.font.program.data), lazy=True)["cmap"].tables
        }
    except Exception:  # noqa: BLE001 - what fontTools raises at broken tables is without end
        return False
    for code in use.codes:
        read = use.font.unicode(code)
        if not read:
            return True
        by_unicode = any(ord(read[0]) in cmap for (platform, _), cmap in tables.items() if platform in {0, 3})
        by_mac = any(byte in tables.get(_MAC_ROMAN, {}) for byte in read.encode("mac_roman", "ignore"))
        if not (by_unicode or by_mac):
            return True
    return False

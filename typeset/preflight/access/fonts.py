"""Fonts: the program is there, and is the one that the dictionary tells of (U15)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.cmaps import PREDEFINED, parse_cmap
from typeset.preflight.pdf.objects import data, entry, integer, is_dictionary, name, text
from typeset.preflight.pdf.usage import FontUse, used_fonts
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.fonts import Font
    from typeset.settings import Profiles

_WIDTH = 1.0  # thousandths of an em


def check_programs(document: Document, _: Profiles) -> Iterator[Finding]:
    """Fonts are embedded, have the glyphs that are used, and these are as wide as the dictionary says."""
    for use in document.once(used_fonts):
        font, values = use.font, _values(use)
        if not font.is_embedded:
            yield Finding("U15.not-embedded", use.page, values=values)
        elif font.kind != "Type3":
            if not font.program.sound:
                yield Finding("U15.program-broken", use.page, values=values)
            yield from _check_glyphs(document, use)


def _values(use: FontUse) -> dict[str, object]:
    return {"font": use.font.plain_name or use.font.kind}


def _check_glyphs(document: Document, use: FontUse) -> Iterator[Finding]:
    font, said = use.font, set()
    for code, page in use.codes.items():
        glyph = font.glyph(code)
        if glyph is None:
            continue
        fault, width = "", 0.0
        if glyph < 0:
            fault = "U15.glyph-missing"
        elif (own := font.program.width(glyph)) is not None and abs(own - font.width(code)) > _WIDTH:
            fault, width = "U15.width-differs", own
        if fault and fault not in said:
            said.add(fault)
            values = {**_values(use), "code": f"{code:04X}", "width": f"{font.width(code):g}", "own": f"{width:g}"}
            yield Finding(fault, page, box=use.place(document, code), values=values)


def check_composite(document: Document, _: Profiles) -> Iterator[Finding]:
    """Composite fonts: their character map and their glyphs are of one collection, and both are known."""
    for use in document.once(used_fonts):
        if use.font.is_composite:
            for code in (*_collection_faults(use.font), *_map_faults(use.font), *_glyph_map_faults(use.font)):
                yield Finding(code, use.page, values=_values(use))


def _collection_faults(font: Font) -> Iterator[str]:
    encoding = entry(font.dictionary, "/Encoding")
    own = entry(font.inner, "/CIDSystemInfo")
    if isinstance(encoding, pikepdf.Stream):
        other = entry(encoding, "/CIDSystemInfo")
        if not is_dictionary(other) or font.cmap.name.startswith("Identity"):
            return
        if text(entry(own, "/Registry")) != text(entry(other, "/Registry")):
            yield "U15.registry-differs"
        if text(entry(own, "/Ordering")) != text(entry(other, "/Ordering")):
            yield "U15.ordering-differs"
        if (integer(entry(own, "/Supplement")) or 0) > (integer(entry(other, "/Supplement")) or 0):
            yield "U15.supplement-differs"
    elif font.map_collection:
        if text(entry(own, "/Registry")) != "Adobe":
            yield "U15.registry-differs"
        if text(entry(own, "/Ordering")) != font.map_collection:
            yield "U15.ordering-differs"


def _map_faults(font: Font) -> Iterator[str]:
    encoding = entry(font.dictionary, "/Encoding")
    if not font.map_is_listed:
        yield "U15.map-unknown"
    if not isinstance(encoding, pikepdf.Stream):
        return
    declared = integer(entry(encoding, "/WMode"))
    if declared is not None and declared != (font.cmap.mode or 0):
        yield "U15.writing-mode-differs"
    used = entry(encoding, "/UseCMap")
    base = parse_cmap(data(used)).name if isinstance(used, pikepdf.Stream) else name(used) or font.cmap.used
    if base and base not in PREDEFINED:
        yield "U15.map-builds-on-unknown"


def _glyph_map_faults(font: Font) -> Iterator[str]:
    if font.inner_kind != "CIDFontType2" or font.stream is None:
        return
    found = entry(font.inner, "/CIDToGIDMap")
    if found is None:
        yield "U15.no-glyph-map"
    elif not isinstance(found, pikepdf.Stream) and name(found) != "Identity":
        yield "U15.glyph-map-unknown"


def check_subsets(document: Document, _: Profiles) -> Iterator[Finding]:
    """Where a subset lists its glyphs, it lists those it has, and no others."""
    for use in document.once(used_fonts):
        font = use.font
        if font.stream is None or not font.program.sound:
            continue
        listed = text(entry(font.descriptor, "/CharSet"))
        if listed and font.program.names:
            yield from _compare_names(use, set(re.findall(r"/([^/\s]+)", listed)))
        cids = entry(font.descriptor, "/CIDSet")
        if isinstance(cids, pikepdf.Stream) and font.is_composite:
            yield from _compare_cids(use, data(cids))


def _compare_names(use: FontUse, listed: set[str]) -> Iterator[Finding]:
    own = set(use.font.program.names) - {".notdef"}
    if own - listed:
        yield Finding("U15.glyph-unlisted", use.page, values={**_values(use), "glyph": min(own - listed)})
    if listed - own - {".notdef"}:
        yield Finding("U15.glyph-listed-missing", use.page, values={**_values(use), "glyph": min(listed - own)})


def _compare_cids(use: FontUse, bits: bytes) -> Iterator[Finding]:
    listed = {8 * place + bit for place, byte in enumerate(bits) for bit in range(8) if byte & 0x80 >> bit}
    own = _cids(use.font)
    if own is None:
        return
    drawn, every = own
    if drawn - listed - {0}:
        yield Finding("U15.cid-unlisted", use.page, values={**_values(use), "glyph": min(drawn - listed - {0})})
    if listed - every:
        yield Finding("U15.cid-listed-missing", use.page, values={**_values(use), "glyph": min(listed - every)})


def _cids(font: Font) -> tuple[set[int], set[int]] | None:
    """The CIDs that draw something, and all that have a glyph; None where it cannot be told."""
    program = font.program
    if program.cids is not None:
        return set(program.cids), set(program.cids)
    if program.inked is None or name(entry(font.inner, "/CIDToGIDMap")) != "Identity":
        return None
    return set(program.inked), set(range(program.count))

"""Embedded font programs: which glyphs they have and how wide these are."""

from __future__ import annotations

import io
import itertools
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SFNT = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf")
_EM = 1000


@dataclass(frozen=True, slots=True)
class Program:
    """A font program.

    Attributes:
        sound: Whether it could be read.
        count: How many glyphs it has.
        widths: The width of a glyph in thousandths of an em, by its number; empty where it is not told.
        cmaps: Platform and encoding of its character maps; only of TrueType programs.
        names: The number of a glyph by its name, of CFF and Type 1 programs.
        cids: The number of a glyph by its CID, of CFF programs keyed by CID.
        inked: The numbers of the glyphs that draw something; None where it is not told.
        data: The program itself.
    """

    sound: bool = False
    count: int = 0
    widths: tuple[float, ...] = ()
    cmaps: tuple[tuple[int, int], ...] = ()
    names: Mapping[str, int] = field(default_factory=dict)
    cids: Mapping[int, int] | None = None
    inked: frozenset[int] | None = None
    data: bytes = b""


def read_program(data: bytes) -> Program:
    """Read TrueType, OpenType, bare CFF or Type 1; one that makes no sense is not sound."""
    try:
        if data[:4] in _SFNT:
            return _sfnt(data)
        if data[:2] in {b"%!", b"\x80\x01"}:
            return _type1(data)
        return _cff(data)
    except Exception:  # noqa: BLE001 - what fontTools raises at broken tables is without end
        return Program(data=data)


def _sfnt(data: bytes) -> Program:
    tables = _tables(data)
    maxp = tables["maxp"]
    count = struct.unpack_from(">H", data, maxp[0] + 4)[0]
    em = struct.unpack_from(">H", data, tables["head"][0] + 18)[0] or _EM
    widths: tuple[float, ...] = ()
    if "hhea" in tables and "hmtx" in tables:
        long = struct.unpack_from(">H", data, tables["hhea"][0] + 34)[0]
        start, length = tables["hmtx"]
        long = min(long, length // 4)
        advances = struct.unpack_from(f">{long * 2}H", data, start)[::2]
        last = advances[-1:] * max(0, count - long)
        widths = tuple(advance * _EM / em for advance in (*advances, *last)[:count])
    cmaps = _character_maps(data, tables["cmap"][0]) if "cmap" in tables else ()
    inked = _inked(data, tables, count) if "loca" in tables else None
    inner = _cff(data[tables["CFF "][0] : sum(tables["CFF "])]) if "CFF " in tables else None
    return Program(
        sound=True,
        count=count,
        widths=widths,
        cmaps=cmaps,
        names=inner.names if inner else {},
        cids=inner.cids if inner else None,
        inked=inked,
        data=data,
    )


def _tables(data: bytes) -> dict[str, tuple[int, int]]:
    """Where each table stands: its start and length in bytes."""
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    count = struct.unpack_from(">H", data, start + 4)[0]
    found = {}
    for position in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * position)
        if offset + length <= len(data):
            found[tag.decode("latin-1")] = (offset, length)
    return found


def _character_maps(data: bytes, start: int) -> tuple[tuple[int, int], ...]:
    count = struct.unpack_from(">H", data, start + 2)[0]
    return tuple(struct.unpack_from(">HH", data, start + 4 + 8 * position) for position in range(count))


def _inked(data: bytes, tables: Mapping[str, tuple[int, int]], count: int) -> frozenset[int]:
    long = struct.unpack_from(">h", data, tables["head"][0] + 50)[0]
    start, length = tables["loca"]
    size = 4 if long else 2
    offsets = struct.unpack_from(f">{min(count + 1, length // size)}{'I' if long else 'H'}", data, start)
    return frozenset(glyph for glyph, (a, b) in enumerate(itertools.pairwise(offsets)) if b > a)


def _cff(data: bytes) -> Program:
    from fontTools.cffLib import CFFFontSet  # noqa: PLC0415 - few PDFs need it

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    order = list(top.charset)
    cids = None
    if hasattr(top, "ROS"):
        cids = {int(name[3:]): glyph for glyph, name in enumerate(order) if name[3:].isdigit()}
        cids[0] = 0
    names = {name: glyph for glyph, name in enumerate(order)}
    return Program(sound=True, count=len(order), names=names, cids=cids, data=data)


def _type1(data: bytes) -> Program:
    from fontTools.t1Lib import T1Font  # noqa: PLC0415 - few PDFs need it

    font = T1Font.__new__(T1Font)  # its constructor wants a path
    font.data, font.encoding = data, "ascii"
    font.parse()
    names = {name: glyph for glyph, name in enumerate(font["CharStrings"])}
    return Program(sound=True, count=len(names), names=names, data=data)

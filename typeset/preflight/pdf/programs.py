"""Embedded font programs: which glyphs they have and how wide these are."""

from __future__ import annotations

import io
import itertools
import struct
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

_SFNT = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf")
_EM = 1000


class Program(Struct, frozen=True):
    """A font program.

    Attributes:
        sound: Whether it could be read.
        count: How many glyphs it has.
        metrics: Where the widths of glyphs stand in the program, and how many do; the last goes on for all others.
        em: The units of an em.
        cmaps: Platform and encoding of its character maps; only of TrueType programs.
        names: The number of a glyph by its name, of CFF and Type 1 programs.
        cids: The number of a glyph by its CID, of CFF programs keyed by CID.
        has_outlines: Whether its glyphs are TrueType outlines.
        data: The program itself.
    """

    sound: bool = False
    count: int = 0
    metrics: tuple[int, int] = (0, 0)
    em: int = _EM
    cmaps: tuple[tuple[int, int], ...] = ()
    names: Mapping[str, int] = field(default_factory=dict)
    cids: Mapping[int, int] | None = None
    has_outlines: bool = False
    data: bytes = b""

    @property
    def inked(self) -> frozenset[int] | None:
        """The numbers of the glyphs that draw something; None where it is not told."""
        return _inked(self.data, _tables(self.data), self.count) if self.has_outlines else None

    def width(self, glyph: int) -> float | None:
        """The width of a glyph in thousandths of an em; None where it is not told."""
        start, told = self.metrics
        if not told or not 0 <= glyph < self.count:
            return None
        advance: int = struct.unpack_from(">H", self.data, start + 4 * min(glyph, told - 1))[0]
        return advance * _EM / self.em

    def ink(self, glyph: int | None) -> tuple[float, float, float, float] | None:
        """The edges of what a glyph draws, left, bottom, right and top from its origin in em; None if not told."""
        if not glyph or glyph < 0:
            return None
        try:
            return _glyf_edges(self.data, glyph) if self.has_outlines else _cff_edges(self.data, glyph)
        except Exception:  # noqa: BLE001 - as below
            return None


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
    metrics = 0, 0
    if "hhea" in tables and "hmtx" in tables:
        start, length = tables["hmtx"]
        metrics = start, min(struct.unpack_from(">H", data, tables["hhea"][0] + 34)[0], length // 4)
    cmaps = _character_maps(data, tables["cmap"][0]) if "cmap" in tables else ()
    inner = _cff(data[slice(*_extent(data, "CFF "))]) if "CFF " in tables else None
    return Program(
        sound=True,
        count=count,
        metrics=metrics,
        em=em,
        cmaps=cmaps,
        names=inner.names if inner else {},
        cids=inner.cids if inner else None,
        has_outlines="loca" in tables,
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


def _glyf_edges(data: bytes, glyph: int) -> tuple[float, float, float, float] | None:
    tables = _tables(data)
    em, long = struct.unpack_from(">H", data, tables["head"][0] + 18)[0], data[tables["head"][0] + 51]
    first, end = struct.unpack_from(">2I" if long else ">2H", data, tables["loca"][0] + glyph * (4 if long else 2))
    if end <= first:
        return None
    start = tables["glyf"][0] + first * (1 if long else 2)
    left, bottom, right, top = (side / em for side in struct.unpack_from(">4h", data, start + 2))
    return left, bottom, right, top


def _cff_edges(data: bytes, glyph: int) -> tuple[float, float, float, float] | None:
    top = _cff_font(data[slice(*_extent(data, "CFF "))] if data[:4] in _SFNT else data)
    strings = top.CharStrings
    edges = strings[top.charset[glyph]].calcBounds(strings)
    return edges and tuple(side / _EM for side in edges)


def _extent(data: bytes, tag: str) -> tuple[int, int]:
    start, length = _tables(data)[tag]
    return start, start + length


def _cff(data: bytes) -> Program:
    top = _cff_font(data)
    order = list(top.charset)
    cids = None
    if hasattr(top, "ROS"):
        cids = {int(name[3:]): glyph for glyph, name in enumerate(order) if name[3:].isdigit()}
        cids[0] = 0
    names = {name: glyph for glyph, name in enumerate(order)}
    return Program(sound=True, count=len(order), names=names, cids=cids, data=data)


def _cff_font(data: bytes) -> Any:  # noqa: ANN401 - of the library
    from fontTools.cffLib import CFFFontSet  # noqa: PLC0415 - few PDFs need it

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    return fonts[0]


def _type1(data: bytes) -> Program:
    from fontTools.t1Lib import T1Font  # noqa: PLC0415 - few PDFs need it

    font = T1Font.__new__(T1Font)  # its constructor wants a path
    font.data, font.encoding = data, "ascii"
    font.parse()
    names = {name: glyph for glyph, name in enumerate(font["CharStrings"])}
    return Program(sound=True, count=len(names), names=names, data=data)

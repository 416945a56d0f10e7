"""Fonts of a PDF: what a code reads as, which glyph it shows, how wide that is (ISO 32000-1 9.5 to 9.10)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from typeset.preflight.pdf.cmaps import PREDEFINED, CMap, collection_of, cutting, parse_cmap, predefined
from typeset.preflight.pdf.objects import PdfObject, data, entry, figures, integer, items, name, number, numbers
from typeset.preflight.pdf.programs import Program, read_program
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_T = TypeVar("_T")

_SYMBOLIC, _NONSYMBOLIC = 4, 32
_STANDARD = frozenset(
    [
        "Courier",
        "Courier-Bold",
        "Courier-Oblique",
        "Courier-BoldOblique",
        "Helvetica",
        "Helvetica-Bold",
        "Helvetica-Oblique",
        "Helvetica-BoldOblique",
        "Times-Roman",
        "Times-Bold",
        "Times-Italic",
        "Times-BoldItalic",
        "Symbol",
        "ZapfDingbats",
    ]
)
_ENCODINGS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}
_LONGEST_WIDTHS = 0x10000
_EM = 1000
_PREFIX = 7  # six letters and a plus sign


class Table(dict[int, _T]):
    """What is said of codes, worked out where it is first asked for."""

    def __init__(self, make: Callable[[int], _T], known: Mapping[int, _T] | None = None) -> None:
        """Begin with what is `known`; `make` tells of any other code."""
        super().__init__(known or {})
        self._make = make

    def __missing__(self, code: int) -> _T:
        """What `make` tells, kept."""
        found = self[code] = self._make(code)
        return found


class Font:
    """The font dictionary `dictionary`; what is read out of it is read once."""

    def __init__(self, dictionary: PdfObject) -> None:
        """Keep the dictionary and what every check asks for."""
        self.dictionary = dictionary
        self.kind = name(entry(dictionary, "/Subtype"))
        self.is_composite = self.kind == "Type0"
        descendants = items(entry(dictionary, "/DescendantFonts"))
        self.inner = descendants[0] if self.is_composite and descendants else dictionary
        self.inner_kind = name(entry(self.inner, "/Subtype"))
        self.descriptor = entry(self.inner, "/FontDescriptor")
        self.name = name(entry(dictionary, "/BaseFont")) or name(entry(self.inner, "/BaseFont"))

    @cached_property
    def stream(self) -> PdfObject:
        """The embedded program; None where there is none."""
        found = (entry(self.descriptor, key) for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        return next((stream for stream in found if isinstance(stream, pikepdf.Stream)), None)

    @cached_property
    def program(self) -> Program:
        """The embedded program, read."""
        return read_program(data(self.stream)) if self.stream is not None else Program()

    @property
    def is_embedded(self) -> bool:
        """Whether its program is in the file; a Type 3 font is nothing but a program."""
        return self.kind == "Type3" or self.stream is not None

    @property
    def is_subset(self) -> bool:
        """Whether its name says that it holds only what is used."""
        prefix = self.name[:_PREFIX]
        return len(prefix) == _PREFIX and prefix[-1] == "+" and prefix[:-1].isalpha() and prefix[:-1].isupper()

    @property
    def plain_name(self) -> str:
        """Its name without the mark of a subset."""
        return self.name[_PREFIX:] if self.is_subset else self.name

    @property
    def is_symbolic(self) -> bool:
        """Whether its descriptor says that its characters are its own."""
        flags = integer(entry(self.descriptor, "/Flags"))
        return flags is not None and bool(flags & _SYMBOLIC) and not flags & _NONSYMBOLIC

    @property
    def is_standard(self) -> bool:
        """Whether it is one of the fourteen that a viewer has."""
        return self.name in _STANDARD and not self.is_composite

    @cached_property
    def cmap(self) -> CMap:
        """How a string is cut into codes, of a composite font."""
        encoding = entry(self.dictionary, "/Encoding")
        if isinstance(encoding, pikepdf.Stream):
            return parse_cmap(data(encoding))
        return predefined(name(encoding))

    @cached_property
    def to_unicode(self) -> Mapping[int, str] | None:
        """What its ToUnicode map says; None where it has none."""
        stream = entry(self.dictionary, "/ToUnicode")
        return parse_cmap(data(stream)).unicode if isinstance(stream, pikepdf.Stream) else None

    @cached_property
    def differences(self) -> Mapping[int, str]:
        """The glyph names that the encoding of a simple font sets by hand."""
        found: dict[int, str] = {}
        code = 0
        for item in items(entry(self.dictionary, "/Encoding", "/Differences")):
            if isinstance(item, int):
                code = item
            elif isinstance(item, pikepdf.Name):
                found[code] = name(item)
                code += 1
        return found

    @property
    def encoding(self) -> str:
        """The name of a simple font's encoding, its base encoding where it has differences; empty if none."""
        thing = entry(self.dictionary, "/Encoding")
        return name(thing) or name(entry(thing, "/BaseEncoding"))

    @cached_property
    def codes(self) -> Callable[[bytes], Sequence[int]]:
        """What cuts a string into codes."""
        return cutting(self.cmap) if self.is_composite else list

    def unicode(self, code: int) -> str | None:
        """What a code reads as; None where nothing says so."""
        if self.to_unicode is not None:
            return self.to_unicode.get(code)
        if self.is_composite:
            return None
        if code in self.differences:
            from fontTools import agl  # noqa: PLC0415 - few PDFs need it

            return agl.toUnicode(self.differences[code]) or None
        codec = _ENCODINGS.get(self.encoding, "cp1252")
        if not self.encoding and self.is_symbolic:
            return None
        return bytes([code & 0xFF]).decode(codec, "ignore") or None

    @cached_property
    def width_array(self) -> Mapping[int, float]:
        """Widths in thousandths of an em by code (simple) or CID (composite)."""
        return _cid_widths(entry(self.inner, "/W")) if self.is_composite else self._simple_widths()

    def _simple_widths(self) -> dict[int, float]:
        first = integer(entry(self.dictionary, "/FirstChar")) or 0
        widths = enumerate(items(entry(self.dictionary, "/Widths")), first)
        return {code: number(width) or 0.0 for code, width in widths}

    @cached_property
    def default_width(self) -> float:
        """The width of what the widths leave out."""
        if self.is_composite:
            found = number(entry(self.inner, "/DW"))
            return 1000.0 if found is None else found
        return number(entry(self.descriptor, "/MissingWidth")) or (500.0 if self.is_standard else 0.0)

    def width(self, code: int) -> float:
        """The width of a code in thousandths of an em."""
        return self.width_array.get(self.cid(code), self.default_width)

    @cached_property
    def unit(self) -> float:
        """What a width is counted in, in em: thousandths, of a Type 3 font what its matrix says."""
        values = numbers(entry(self.dictionary, "/FontMatrix")) if self.kind == "Type3" else []
        return values[0] if values else 1 / _EM

    @cached_property
    def advances(self) -> Table[float]:
        """The widths of codes, in em."""
        mapped = self.is_composite and self.cmap.cids  # else a code is its own CID
        known = {} if mapped else {code: width * self.unit for code, width in self.width_array.items()}
        return Table(lambda code: self.width(code) * self.unit, known)

    @cached_property
    def readings(self) -> Table[str]:
        """What codes read as; a code that reads as nothing is U+FFFD."""
        known = {code: read for code, read in (self.to_unicode or {}).items() if read}
        return Table(lambda code: self.unicode(code) or "\ufffd", known)

    def cid(self, code: int) -> int:
        """The CID that a code of a composite font stands for; of a simple font the code."""
        return self.cmap.cids.get(code, code) if self.is_composite else code

    @cached_property
    def knows_cids(self) -> bool:
        """Whether codes lead to CIDs without a table that only a viewer has."""
        return self.is_composite and (bool(self.cmap.cids) or self.cmap.name.startswith("Identity"))

    @cached_property
    def _cid_to_gid(self) -> bytes | None:
        found = entry(self.inner, "/CIDToGIDMap")
        return data(found) if isinstance(found, pikepdf.Stream) else None

    def glyph(self, code: int) -> int | None:
        """The number of the glyph in the embedded program, -1 where it has none; None where it cannot be told."""
        if not self.program.sound:
            return None
        if not self.is_composite:
            named = self.differences.get(code)
            return self.program.names.get(named, -1) if named and self.program.names else None
        if not self.knows_cids:
            return None
        cid = self.cid(code)
        if self.inner_kind == "CIDFontType2":
            table = self._cid_to_gid
            glyph = int.from_bytes(table[2 * cid : 2 * cid + 2], "big") if table is not None else cid
        elif self.program.cids is not None:
            return self.program.cids.get(cid, -1)
        else:
            glyph = cid
        return glyph if glyph < self.program.count else -1

    def is_notdef(self, code: int) -> bool:
        """Whether a code shows the glyph that stands for a missing one."""
        if not self.is_composite:
            return self.differences.get(code) == ".notdef"
        return self.glyph(code) == 0

    @property
    def uses_known_collection(self) -> bool:
        """Whether its characters are those of a published collection (Adobe-GB1 and the like)."""
        ordering = str(entry(self.inner, "/CIDSystemInfo", "/Ordering") or "")
        return ordering in {"GB1", "CNS1", "Japan1", "Korea1", "KR"}

    @property
    def map_is_listed(self) -> bool:
        """Whether the character map is embedded or one that every viewer has."""
        encoding = entry(self.dictionary, "/Encoding")
        return isinstance(encoding, pikepdf.Stream) or name(encoding) in PREDEFINED

    @property
    def map_collection(self) -> str:
        """The collection that a predefined character map serves; empty for all."""
        return collection_of(name(entry(self.dictionary, "/Encoding")))


def _cid_widths(written: PdfObject) -> dict[int, float]:
    array = figures(written) or items(written)
    found: dict[int, float] = {}
    position = 0
    while position + 1 < len(array):
        first, second = integer(array[position]), array[position + 1]
        if first is None:
            position += 1
        elif isinstance(second, list | pikepdf.Array):
            widths = second if isinstance(second, list) else items(second)
            found.update({code: number(width) or 0.0 for code, width in enumerate(widths, first)})
            position += 2
        else:
            last = integer(second)
            width = number(array[position + 2]) if position + 2 < len(array) else None
            if last is not None and width is not None:
                found.update(dict.fromkeys(range(first, min(last, first + _LONGEST_WIDTHS) + 1), width))
            position += 3
    return found

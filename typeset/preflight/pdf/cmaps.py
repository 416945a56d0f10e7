"""Character maps: what codes a string holds, which character or glyph each stands for (ISO 32000-1 9.7.5, 9.10.3)."""

from __future__ import annotations

import re
import struct
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

# The predefined maps (ISO 32000-1, table 118): what may be named without being embedded.
PREDEFINED = frozenset(
    [
        "GB-EUC-H",
        "GB-EUC-V",
        "GBpc-EUC-H",
        "GBpc-EUC-V",
        "GBK-EUC-H",
        "GBK-EUC-V",
        "GBKp-EUC-H",
        "GBKp-EUC-V",
        "GBK2K-H",
        "GBK2K-V",
        "UniGB-UCS2-H",
        "UniGB-UCS2-V",
        "UniGB-UTF16-H",
        "UniGB-UTF16-V",
        "B5pc-H",
        "B5pc-V",
        "HKscs-B5-H",
        "HKscs-B5-V",
        "ETen-B5-H",
        "ETen-B5-V",
        "ETenms-B5-H",
        "ETenms-B5-V",
        "CNS-EUC-H",
        "CNS-EUC-V",
        "UniCNS-UCS2-H",
        "UniCNS-UCS2-V",
        "UniCNS-UTF16-H",
        "UniCNS-UTF16-V",
        "83pv-RKSJ-H",
        "90ms-RKSJ-H",
        "90ms-RKSJ-V",
        "90msp-RKSJ-H",
        "90msp-RKSJ-V",
        "90pv-RKSJ-H",
        "Add-RKSJ-H",
        "Add-RKSJ-V",
        "EUC-H",
        "EUC-V",
        "Ext-RKSJ-H",
        "Ext-RKSJ-V",
        "H",
        "V",
        "UniJIS-UCS2-H",
        "UniJIS-UCS2-V",
        "UniJIS-UCS2-HW-H",
        "UniJIS-UCS2-HW-V",
        "UniJIS-UTF16-H",
        "UniJIS-UTF16-V",
        "KSC-EUC-H",
        "KSC-EUC-V",
        "KSCms-UHC-H",
        "KSCms-UHC-V",
        "KSCms-UHC-HW-H",
        "KSCms-UHC-HW-V",
        "KSCpc-EUC-H",
        "UniKS-UCS2-H",
        "UniKS-UCS2-V",
        "UniKS-UTF16-H",
        "UniKS-UTF16-V",
        "Identity-H",
        "Identity-V",
    ]
)
# Of these, which character collection each serves; Identity serves all.
COLLECTIONS = {"GB": "GB1", "B5": "CNS1", "CNS": "CNS1", "RKSJ": "Japan1", "JIS": "Japan1", "KS": "Korea1"}

# Strings as many as stand side by side, a name, a bracket, a word.
_TOKEN = re.compile(rb"((?:<[0-9A-Fa-f\s]*+>\s*+)++)|/([^\s/\[\]()<>]+)|(\[)|(\])|([^\s/\[\]()<>]+)")
_LONGEST_RANGE = 0x10000
_MOST = 200_000


class CMap(Struct):
    """A parsed map.

    Attributes:
        spaces: The code space: length of a code in bytes, lowest and highest.
        unicode: What a code reads as (a ToUnicode map).
        cids: The glyph a code stands for, where the map says.
        name, mode, used: What it calls itself, its writing mode, and the map it builds on.
    """

    spaces: list[tuple[int, int, int]] = field(default_factory=list)
    unicode: dict[int, str] = field(default_factory=dict)
    cids: dict[int, int] = field(default_factory=dict)
    name: str = ""
    mode: int | None = None
    used: str = ""
    collection: dict[str, str | int] = field(default_factory=dict)


def parse_cmap(data: bytes) -> CMap:
    """Read a map; what makes no sense is passed over."""
    found = CMap()
    operands: list[bytes | list[bytes]] = []
    words: list[str] = []
    inside: list[bytes] | None = None
    for strings, named, opened, closed, word in _TOKEN.findall(data):
        if strings:
            (operands if inside is None else inside).extend(_strings(strings.decode()))
        elif opened:
            inside = []
        elif closed:
            operands.append(inside or [])
            inside = None
        elif word:
            text = word.decode("latin-1")
            operands = _obeyed(found, operands, text)
            _note(found, words, text)
            words.append(text)
        else:
            words.append("/" + named.decode("latin-1"))
        if len(found.unicode) + len(found.cids) > _MOST:
            break
    return found


def _obeyed(found: CMap, operands: list[bytes | list[bytes]], word: str) -> list[bytes | list[bytes]]:
    """Carry out `word` on the operands before it; those that are left."""
    if word in _OPERATORS:
        _OPERATORS[word](found, operands)
        return []
    if word.startswith("begin"):
        return []
    return [*operands, word.encode()] if word.isdigit() else operands


def _note(found: CMap, words: list[str], text: str) -> None:
    """Keep the map's name, mode and base as they pass."""
    before = words[-2:]
    match text, before:
        case "def", ["/WMode", mode] if mode.isdigit():
            found.mode = int(mode)
        case "def", ["/CMapName", named]:
            found.name = named.removeprefix("/")
        case "usecmap", [*_, named]:
            found.used = named.removeprefix("/")
        case "def", ["/Supplement", number] if number.isdigit():
            found.collection["Supplement"] = int(number)
        case _:
            pass


def _strings(written: str) -> list[bytes]:
    """Strings in hexadecimal digits that stand side by side."""
    each = written.replace("<", "").split(">")[:-1]
    try:
        return list(map(bytes.fromhex, each))
    except ValueError:  # blanks where no byte ends, or half a byte at the end
        joined = ["".join(digits.split()) for digits in each]
        return [bytes.fromhex(digits + "0" * (len(digits) % 2)) for digits in joined]


def _number(value: bytes | list[bytes]) -> int:
    return int.from_bytes(value, "big") if isinstance(value, bytes) else 0


def _read(value: bytes | list[bytes]) -> str:
    return value.decode("utf-16-be", "replace") if isinstance(value, bytes) else ""


def _all_read(values: Sequence[bytes | list[bytes]]) -> Iterable[str]:
    """What each of `values` reads as; nearly always one character, and then they are read together."""
    together = b"".join(value for value in values if isinstance(value, bytes) and len(value) == 2)  # noqa: PLR2004
    read = together.decode("utf-16-be", "replace")
    return read if len(read) == len(values) else map(_read, values)


def _spaces(found: CMap, operands: list[bytes | list[bytes]]) -> None:
    for low, high in zip(operands[::2], operands[1::2], strict=False):
        if isinstance(low, bytes) and low:
            found.spaces.append((len(low), _number(low), _number(high)))


def _characters(found: CMap, operands: list[bytes | list[bytes]]) -> None:
    found.unicode.update(zip(map(_number, operands[::2]), _all_read(operands[1::2]), strict=False))


def _ranges(found: CMap, operands: list[bytes | list[bytes]]) -> None:
    for low, high, target in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
        first, last = _number(low), min(_number(high), _number(low) + _LONGEST_RANGE)
        if isinstance(target, list):
            for code, each in zip(range(first, last + 1), target, strict=False):
                found.unicode[code] = _read(each)
        elif target:
            for code in range(first, last + 1):
                step = (_number(target) + code - first).to_bytes(len(target) + 1, "big")[-len(target) :]
                found.unicode[code] = _read(step)


def _cid_characters(found: CMap, operands: list[bytes | list[bytes]]) -> None:
    for code, cid in zip(operands[::2], operands[1::2], strict=False):
        if isinstance(cid, bytes) and cid.isdigit():
            found.cids[_number(code)] = int(cid)


def _cid_ranges(found: CMap, operands: list[bytes | list[bytes]]) -> None:
    for low, high, cid in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
        if isinstance(cid, bytes) and cid.isdigit():
            first, last = _number(low), min(_number(high), _number(low) + _LONGEST_RANGE)
            for code in range(first, last + 1):
                found.cids[code] = int(cid) + code - first


_OPERATORS = {
    "endcodespacerange": _spaces,
    "endbfchar": _characters,
    "endbfrange": _ranges,
    "endcidchar": _cid_characters,
    "endcidrange": _cid_ranges,
}


def predefined(name: str) -> CMap:
    """The code space of a predefined map; which glyphs it leads to is not known here."""
    if "UTF16" in name or "UCS2" in name or name.startswith("Identity"):
        return CMap([(2, 0, 0xFFFF)], name=name, mode=int(name.endswith("V")))
    # Mixed one and two bytes: a lead byte from 0x81 begins two.
    return CMap([(1, 0, 0x80), (2, 0x8100, 0xFEFF)], name=name, mode=int(name.endswith("V")))


def cutting(cmap: CMap) -> Callable[[bytes], Sequence[int]]:
    """What cuts a string into codes; what fits no range is taken at the length of the shortest."""
    if len(cmap.spaces) == 1 and cmap.spaces[0][0] == 2:  # noqa: PLR2004 - nearly every font
        return _pairs
    return partial(_codes, cmap.spaces or [(2, 0, 0xFFFF)])


def _pairs(text: bytes) -> Sequence[int]:
    return struct.unpack(f">{len(text) // 2}H", text[: len(text) & ~1])


def _codes(spaces: Sequence[tuple[int, int, int]], text: bytes) -> list[int]:
    shortest = min(length for length, _, _ in spaces)
    found, position = [], 0
    while position < len(text):
        for length, low, high in sorted(spaces):
            code = int.from_bytes(text[position : position + length], "big")
            if position + length <= len(text) and low <= code <= high:
                break
        else:
            length, code = shortest, int.from_bytes(text[position : position + shortest], "big")
        found.append(code)
        position += length
    return found


def collection_of(name: str) -> str:
    """The character collection that a predefined map serves: GB1, CNS1, Japan1, Korea1; empty for all."""
    served: Mapping[str, str] = COLLECTIONS
    return next((ordering for part, ordering in served.items() if part in name), "")

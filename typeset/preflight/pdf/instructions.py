"""Content streams cut into instructions: an operator, and before it its operands (ISO 32000-1 7.8.2).

Operands are plain values: numbers are floats, names are `/Name`, strings are bytes, arrays are lists; dictionaries stay
objects of the library. What most engines write is cut up here; the library, which takes far longer, is asked for what
is written in another way, and for what is broken.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from typeset.preflight.pdf.objects import BROKEN, PdfObject, entry, items, name, number
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Instruction: TypeAlias = tuple[str, list[PdfObject]]

_BLANKS = "\\x00\\t\\n\\f\\r "
_BLANK = f"[{_BLANKS}]"
_NUMBER = r"[+-]?+(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)"
_NAME = r"/[!\"$&'*-.0-;=?-Z\\^-z|~]*+"
_HEX = r"<[0-9A-Fa-f]*+>"
_DICTIONARY = rf"<<(?:[^<>()%]++|<[0-9A-Fa-f{_BLANKS}]*+>)*+>>"
# One instruction, and its operands in the order in which they are met: `/P <</MCID 1>> BDC`, `/F1 12 Tf`, `[<01>2] TJ`.
_INSTRUCTION = re.compile(
    rf"({_BLANK}*+"
    rf"(?:({_NAME}){_BLANK}*+)?+"
    rf"(?:({_NAME}|{_DICTIONARY}){_BLANK}*+)?+"
    rf"(?:(\[(?:{_BLANK}++|{_NUMBER}|{_HEX})*+\]){_BLANK}*+)?+"
    rf"(?:({_HEX}){_BLANK}*+)?+"
    rf"((?:{_NUMBER}{_BLANK}++)*+)"
    rf"([A-Za-z'\"][A-Za-z0-9*]*+))(?=[{_BLANKS}/\[<]|\Z)".encode()
)
_LONGEST = 1000  # bytes: longer lines are not kept
# Words that are no operators, and the one after which anything may stand.
_RARE = frozenset(["true", "false", "null", "BI"])


class _Unusual(ValueError):  # noqa: N818 - no fault of anybody
    """Something is written as few engines write it."""


def instructions(stream: PdfObject) -> Iterable[Instruction]:
    """The instructions of a page, a form or a pattern. Raises one of `objects.BROKEN` where there is no reading it."""
    written = _written(stream)
    found = _usual(written) if written is not None else None
    return _asked(stream) if found is None else found


def _written(stream: PdfObject) -> bytes | None:
    """The bytes of a stream, or of all streams of a page; None where they are not all to be had."""
    parts = [stream]
    if not isinstance(stream, pikepdf.Stream):
        contents = entry(stream, "/Contents")
        parts = items(contents) if isinstance(contents, pikepdf.Array) else [contents]
    try:
        return b"\n".join(part.read_bytes() for part in parts)
    except (pikepdf.PdfError, AttributeError, RuntimeError, NotImplementedError):
        return None


def _usual(written: bytes) -> list[Instruction] | None:
    """The instructions; None where something is written in an unusual way."""
    try:
        # Nearly everybody writes them line by line, and again and again the same lines.
        lines = written.split(b"\n")
        cut = _line if max(map(len, lines)) <= _LONGEST else _cut
        return list(chain.from_iterable(map(cut, lines)))
    except ValueError:
        pass
    try:
        return list(_cut(written))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _line(written: bytes) -> tuple[Instruction, ...]:
    """The instructions of a line, all of them whole. Raises ValueError."""
    return tuple(_cut(written))


def _cut(written: bytes) -> Iterator[Instruction]:
    """The instructions of a piece. Raises ValueError where something is written in an unusual way."""
    length = 0
    for whole, first, second, array, text, numbers, word in _INSTRUCTION.findall(written):
        length += len(whole)
        operator = word.decode()
        if operator in _RARE:
            raise _Unusual
        operands: list[PdfObject] = []
        if first:
            operands.append(first.decode())
        if second:
            operands.append(second.decode() if second[:1] == b"/" else _dictionary(second))
        if array:
            operands.append(_array(array[1:-1]))
        if text:
            operands.append(_bytes(text[1:-1]))
        if numbers:
            operands += map(float, numbers.split())
        yield operator, operands
    # An instruction ends with its operator: where they do not add up, something else stands between or after them.
    if length != len(written.rstrip(b"\x00\t\n\f\r ")):
        raise _Unusual


def _array(written: bytes) -> list[PdfObject]:
    """The numbers and strings of an array, of which nothing else is in."""
    numbers, *others = written.split(b"<")
    found: list[PdfObject] = list(map(float, numbers.split()))
    for other in others:
        hexed, _, numbers = other.partition(b">")
        found.append(_bytes(hexed))
        found += map(float, numbers.split())
    return found


def _bytes(hexed: bytes) -> bytes:
    return unhexlify(hexed + b"0" if len(hexed) % 2 else hexed)


@lru_cache(maxsize=1024)
def _dictionary(written: bytes) -> PdfObject:
    try:
        return pikepdf.Object.parse(written)
    except (pikepdf.PdfError, ValueError):
        raise _Unusual from None


def _asked(stream: PdfObject) -> Iterator[Instruction]:
    """The instructions as the library reads them."""
    for instruction in pikepdf.parse_content_stream(stream):
        with suppress(*BROKEN):
            found = str(instruction.operator), [_plain(operand) for operand in instruction.operands]
            yield found


def _plain(operand: PdfObject) -> PdfObject:
    if isinstance(operand, pikepdf.Name):
        return f"/{name(operand)}"
    if isinstance(operand, pikepdf.String):
        return bytes(operand)
    if isinstance(operand, pikepdf.Array):
        return [_plain(item) for item in operand]
    value = number(operand)
    return operand if value is None else value

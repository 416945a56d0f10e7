"""Objects of a PDF asked so that a missing, mistyped or damaged one is simply not there."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import DecodeError
from msgspec.json import decode

from typeset.qpdf import pikepdf

# What a damaged object may answer with, whatever it is asked.
BROKEN: tuple[type[Exception], ...] = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    pikepdf.DataDecodingError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
_DIRECT_DEPTH = 100
_KEYED = (pikepdf.Dictionary, pikepdf.Stream)

PdfObject = Any  # pikepdf turns numbers, booleans and null into Python's own


class Rectangle(NamedTuple):
    """A rectangle in the user space of a page, in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Rectangle, margin: float = 0.0) -> bool:
        """Whether both share more than a strip of width `margin`."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > margin
            and min(self.top, other.top) - max(self.bottom, other.bottom) > margin
        )

    def within(self, other: Rectangle, tolerance: float = 0.01) -> bool:
        """Whether it lies in `other`."""
        return (
            self.left >= other.left - tolerance
            and self.bottom >= other.bottom - tolerance
            and self.right <= other.right + tolerance
            and self.top <= other.top + tolerance
        )

    def cut(self, other: Rectangle) -> Rectangle:
        """What both share; of no extent where they share nothing."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Rectangle(left, bottom, max(left, min(self.right, other.right)), max(bottom, min(self.top, other.top)))

    def grown(self, by: float) -> Rectangle:
        """It with `by` more on every side."""
        return Rectangle(self.left - by, self.bottom - by, self.right + by, self.top + by)


def is_dictionary(thing: PdfObject) -> bool:
    """Whether it has keys: a dictionary or a stream."""
    return isinstance(thing, _KEYED)


def entry(thing: PdfObject, *keys: str) -> PdfObject:
    """The value down the path of `keys`; None where it ends early."""
    for key in keys:
        if not isinstance(thing, _KEYED):
            return None
        try:
            thing = thing.get(key) if key in thing else None  # to get what is not there takes the library far longer
        except BROKEN:
            return None
    return thing


def entries(thing: PdfObject) -> list[tuple[str, PdfObject]]:
    """The keys and values of a dictionary or stream, in the order of the keys."""
    if not is_dictionary(thing):
        return []
    try:
        return list(thing.items())  # which the library keeps in this order
    except BROKEN:
        return []


def items(thing: PdfObject) -> list[PdfObject]:
    """The elements of an array; nothing of anything else."""
    if not isinstance(thing, pikepdf.Array):
        return []
    try:
        return list(thing)
    except BROKEN:
        return []


def one_or_many(thing: PdfObject) -> list[PdfObject]:
    """The elements of an array, or the thing itself where it stands alone."""
    if isinstance(thing, pikepdf.Array):
        return items(thing)
    return [] if thing is None else [thing]


def name(thing: PdfObject) -> str:
    """A name without its slash; empty for anything else."""
    if not isinstance(thing, pikepdf.Name):
        return ""
    try:
        return str(thing).removeprefix("/")
    except UnicodeDecodeError:
        # Old Chinese programs write the names of fonts in GBK.
        escaped = thing.unparse().removeprefix(b"/")
        written = re.sub(rb"#([0-9a-fA-F]{2})", lambda code: bytes.fromhex(code[1].decode()), escaped)
        return written.decode("gb18030", "replace")


def text(thing: PdfObject) -> str:
    """A text string; empty for anything else."""
    if not isinstance(thing, pikepdf.String):
        return ""
    try:
        return str(thing)
    except BROKEN:
        return ""


def number(thing: PdfObject) -> float | None:
    """A number; None for anything else."""
    if isinstance(thing, bool) or not isinstance(thing, int | float | Decimal):
        return None
    try:
        return float(thing)
    except BROKEN:
        return None


def integer(thing: PdfObject) -> int | None:
    """A whole number; None for anything else."""
    return thing if isinstance(thing, int) and not isinstance(thing, bool) else None


def figures(array: PdfObject) -> list[PdfObject] | None:
    """An array of numbers, and of arrays of them, as Python's own; None where anything else is in it.

    Written so, it is nearly JSON; to ask for each number takes many times as long.
    """
    if not isinstance(array, pikepdf.Array):
        return None
    written = array.unparse(resolved=True).replace(b"[ ", b"[").replace(b" ]", b"]").replace(b" ", b",")
    try:
        found: list[PdfObject] = decode(written)
    except DecodeError:
        return None
    return found


def numbers(thing: PdfObject) -> list[float]:
    """The numbers of an array; nothing where one of them is none."""
    found = [number(item) for item in figures(thing) or items(thing)]
    return [value for value in found if value is not None] if None not in found else []


def rectangle(thing: PdfObject) -> Rectangle | None:
    """An array of four numbers, its corners put in order."""
    sides = numbers(thing)
    if len(sides) != 4:  # noqa: PLR2004 - two corners
        return None
    a, b, c, d = sides
    return Rectangle(min(a, c), min(b, d), max(a, c), max(b, d))


def data(stream: PdfObject) -> bytes:
    """The decoded bytes of a stream; empty where they cannot be had."""
    if not isinstance(stream, pikepdf.Stream):
        return b""
    try:
        return stream.read_bytes()
    except BROKEN:
        return b""


def identity(thing: PdfObject) -> tuple[int, int] | None:
    """Number and generation of an indirect object; None for a direct one."""
    if not isinstance(thing, pikepdf.Object):
        return None
    found = thing.objgen
    return found if found != (0, 0) else None


def inherited(page: PdfObject, key: str) -> PdfObject:
    """The value of a page's `key`, from its parents where it has none."""
    node = page
    for _ in range(_DIRECT_DEPTH):
        value = entry(node, key)
        if value is not None:
            return value
        node = entry(node, "/Parent")
        if node is None:
            return None
    return None


def tree(node: PdfObject, leaves: str) -> list[tuple[PdfObject, PdfObject]]:
    """The pairs of a name tree (`leaves` /Names) or a number tree (/Nums)."""
    found: list[tuple[PdfObject, PdfObject]] = []
    seen: set[tuple[int, int] | None] = set()
    stack = [(node, 0)]
    while stack:
        current, depth = stack.pop()
        if depth > _DIRECT_DEPTH or (identity(current) in seen and identity(current) is not None):
            continue
        seen.add(identity(current))
        pairs = items(entry(current, leaves))
        found += zip(pairs[::2], pairs[1::2], strict=False)
        stack.extend((kid, depth + 1) for kid in reversed(items(entry(current, "/Kids"))))
    return found

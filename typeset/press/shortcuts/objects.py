"""The objects of a PDF written faster; the bytes are pydyf's own.

pydyf asks every object for its bytes twice, once to write them and once for the checksum in the trailer, and so
compresses every stream twice. And it lists the references of all pages each time that it is asked for one of them.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SERIALISED = (pydyf.Dictionary, pydyf.Array, pydyf.Stream, pydyf.String)


def written_once(original: Callable[..., None]) -> Callable[..., None]:
    """A replacement of `PDF.write` that keeps the bytes of each object until the `original` is done."""

    def write(self: Any, output: Any, version: bytes = b"1.7", identifier: Any = False, compress: bool = False) -> None:
        with _keeping_bytes():
            original(self, output, version, identifier, compress)

    return write


@contextmanager
def _keeping_bytes() -> Iterator[None]:
    originals = [kind.__dict__["data"] for kind in _SERIALISED]
    kept: dict[int, bytes] = {}
    for kind, original in zip(_SERIALISED, originals, strict=True):
        kind.data = property(_kept(original.fget, kept))
    try:
        yield
    finally:
        for kind, original in zip(_SERIALISED, originals, strict=True):
            kind.data = original


def _kept(make: Callable[[Any], bytes], kept: dict[int, bytes]) -> Callable[[Any], bytes]:
    def data(self: Any) -> bytes:
        # Only what has a number is one object to the end: the others are made and thrown away meanwhile.
        number = self.number
        if number is None:
            return make(self)
        found = kept.get(number)
        if found is None:
            found = kept[number] = make(self)
        return found

    return data


def listed_once(original: property) -> property:
    """A replacement of `PDF.page_references` that makes the list anew only where there are more pages."""

    def page_references(self: Any) -> tuple[bytes, ...]:
        found: tuple[bytes, ...] = self.__dict__.get("_typeset_references", ())
        if len(found) != self.pages["Count"]:
            found = self._typeset_references = original.__get__(self)
        return found

    return property(page_references)

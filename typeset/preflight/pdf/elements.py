"""Structure elements as nearly all of them are written: a type, kids, and where they stand, no more (ISO 32000-1 14.7).

A tag tree has as many objects as all the rest of a file. To ask the library for each of their entries takes several
times as long as to read its words for the whole; an element that says more than these is left to the library.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.preflight.pdf.objects import BROKEN, PdfObject

if TYPE_CHECKING:
    from typeset.qpdf import pikepdf

_NUMBER = r"\d{1,9}"
_ELEMENT = re.compile(
    rf"<< /K ({_NUMBER} |\[ (?:{_NUMBER} (?:{_NUMBER} R )?)*\] )/P {_NUMBER} {_NUMBER} R "
    rf"(?:/Pg ({_NUMBER}) ({_NUMBER}) R )?/S /([A-Za-z0-9]+) (?:/Type /StructElem )?>>".encode()
)
_KID = re.compile(rf"({_NUMBER}) (?:({_NUMBER}) R )?".encode())
_REFERENCE = re.compile(rf"({_NUMBER}) ({_NUMBER}) R".encode())


class Element(Struct, frozen=True):
    """An element that says nothing else: all of it, and its kids, as they are written; its page and type, read."""

    written: bytes
    kids: bytes
    page: tuple[int, int] | None
    kind: str


def element(thing: PdfObject) -> Element | None:
    """The dictionary `thing` as an element; None where it is none, or says more."""
    try:
        found = _ELEMENT.fullmatch(thing.unparse(resolved=True)) if "/K" in thing else None
    except BROKEN:
        return None
    if found is None:
        return None
    held, page, generation, kind = found.groups()
    return Element(found[0], held, (int(page), int(generation)) if page else None, kind.decode())


def kids(pdf: pikepdf.Pdf, plain: Element) -> list[PdfObject]:
    """What an element holds: numbers of marked content, and objects."""
    return [
        pdf.get_object(int(number), int(generation)) if generation else int(number)
        for number, generation in _KID.findall(plain.kids)
    ]


def references(plain: Element) -> list[tuple[int, int]]:
    """The objects that an element leads to, in the order of its keys."""
    return [(int(number), int(generation)) for number, generation in _REFERENCE.findall(plain.written)]

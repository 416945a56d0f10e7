"""Output intents and the ICC profiles in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from typeset.preflight.pdf.objects import PdfObject, data, entry, is_dictionary, items, name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.preflight.document import Document

_HEADER = 128


class Profile(Struct, frozen=True):
    """What the header of an ICC profile says: device class and colour space, four letters each, and its version."""

    COMPONENTS: ClassVar[Mapping[str, int]] = {"GRAY": 1, "RGB": 3, "CMYK": 4, "Lab": 3}

    device: str = ""
    space: str = ""
    version: int = 0


def read_profile(stream: PdfObject) -> Profile:
    """The header of the profile in `stream`; nothing where it is none (ICC.1, 7.2)."""
    header = data(stream)[:_HEADER]
    if len(header) < _HEADER or header[36:40] != b"acsp":
        return Profile()
    return Profile(header[12:16].decode("latin-1").strip(), header[16:20].decode("latin-1").strip(), header[8])


def intents_of(document: Document, *kinds: str) -> list[PdfObject]:
    """The document's output intents of these kinds."""
    found = items(entry(document.pdf.trailer, "/Root", "/OutputIntents"))
    return [intent for intent in found if is_dictionary(intent) and name(entry(intent, "/S")) in kinds]


def intent_space(document: Document, *kinds: str) -> str:
    """The colour space of the first intent's profile: GRAY, RGB, CMYK; empty where there is none."""
    profiles = (read_profile(entry(intent, "/DestOutputProfile")) for intent in intents_of(document, *kinds))
    return next((profile.space for profile in profiles if profile.space), "")

"""Typefaces as plain values: font files, the families and roles that they play, and the characters they have."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

import uharfbuzz
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_INVISIBLE = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp", "Zs"])


class FontRecord(Struct, frozen=True):
    """What a catalogue says of a font file besides: its SHA-256, its licence and where that stands, its origin."""

    sha256: str | None = None
    licence: str | None = None
    licence_file: str | None = None
    source: str | None = None
    version: str | None = None


class FontFace(Struct, frozen=True, dict=True):
    """One font file that may reach a page."""

    family: str
    weight: int
    path: Path
    record: FontRecord = FontRecord()

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the font has a glyph for."""
        return frozenset(self._font.face.unicodes)

    def draws(self, character: str) -> bool:
        """Whether the font has a glyph for `character`; to ask for a few takes less than to list all."""
        return self._font.get_nominal_glyph(ord(character)) is not None

    @cached_property
    def _font(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path))))

    def checksum(self) -> str:
        """The SHA-256 of the file as it is now."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


class FontCatalogue(Struct, frozen=True):
    """All faces, and for each role its families: the face itself, then its fallbacks in order."""

    faces: tuple[FontFace, ...]
    roles: Mapping[str, tuple[str, ...]]

    def family(self, name: str) -> tuple[FontFace, ...]:
        """The faces of the family `name`."""
        return tuple(face for face in self.faces if face.family == name)

    def families(self, name: str) -> tuple[str, ...]:
        """The families behind `name`, which is a role or a family."""
        return self.roles.get(name, (name,))

    def covers(self, family: str, character: str) -> bool:
        """Whether a face of `family` has a glyph for `character`."""
        return any(face.draws(character) for face in self.family(family))


def missing_characters(catalogue: FontCatalogue, role: str, characters: Iterable[str]) -> list[str]:
    """Those of `characters` that the face of `role` has no glyph for, in code point order."""
    face = catalogue.families(role)[0]
    return sorted(c for c in characters if needs_glyph(c) and not catalogue.covers(face, c))


def needs_glyph(character: str) -> bool:
    """Whether `character` shows: controls, format characters and spaces need no glyph of their own.

    Private and unassigned code points do: extracted text has them, and a font may be newer than Python's tables.
    """
    return unicodedata.category(character) not in _INVISIBLE

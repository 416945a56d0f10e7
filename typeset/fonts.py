"""The catalogue of fonts: which files there are, what they are called, and which roles they play.

In: `catalogue.yaml` of each font folder, those that ship first, the workspace's own last. Out: `FontCatalogue`. A role
(song, hei, kai, fangsong; clreq, four commonly used typefaces) is what layouts name; a workspace gives a role to
its own licensed font by naming the file in its own catalogue.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

import uharfbuzz
from pydantic import Field

from typeset.diagnostics import Place
from typeset.manifest import Text
from typeset.schema import Model, validate
from typeset.source import is_file
from typeset.yamltext import YamlValue, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from typeset.diagnostics import Report

ROLES = ("song", "hei", "kai", "fangsong")

_INVISIBLE = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp", "Zs"])

_NAME_FAMILY, _NAME_TYPOGRAPHIC_FAMILY = 1, 16


class FontEntry(Model):
    """One font file in a catalogue; only `file` must be written."""

    file: Text = Field(description="字体文件，相对于本目录")
    family: Text | None = Field(None, description="字体名；不写则读自字体文件")
    weight: Annotated[int, Field(ge=1, le=1000)] | None = Field(None, description="字重，400 为常规，700 为粗体")
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(None, description="文件的 SHA-256")
    licence: Text | None = Field(None, description="许可证")
    licence_file: Text | None = Field(None, description="许可证全文")
    source: Text | None = Field(None, description="来源")
    version: Text | None = Field(None, description="版本")


class CatalogueFile(Model):
    """catalogue.yaml: the fonts of one folder and the roles they play."""

    fonts: list[FontEntry] = Field([], description="字体文件")
    roles: dict[str, Annotated[list[Text], Field(min_length=1)]] = Field(
        {}, description="字体角色：第一个是本字体，其余依次补缺字"
    )


@dataclass(frozen=True)
class FontFace:
    """One font file that may reach a page."""

    family: str
    weight: int
    path: Path
    entry: FontEntry

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the font has a glyph for."""
        return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path))).unicodes)

    def checksum(self) -> str:
        """The SHA-256 of the file as it is now."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class FontCatalogue:
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
        return any(ord(character) in face.characters for face in self.family(family))


def read_catalogue(folders: Iterable[Path], report: Report) -> FontCatalogue | None:
    """Read the catalogues of `folders`, later ones first in rank; None, with errors in `report`, if unusable."""
    faces: dict[tuple[str, int], FontFace] = {}
    roles: dict[str, tuple[str, ...]] = {}
    usable = True
    for folder in folders:
        path = folder / "catalogue.yaml"
        if not path.is_file():
            continue
        tree = read_yaml_file(path, report)
        catalogue = validate(CatalogueFile, tree, report) if tree else None
        if catalogue is None or tree is None:
            usable = False
            continue
        for index, entry in enumerate(catalogue.fonts):
            face = _face(folder, entry, tree.at(["fonts", index, "file"]).place, report)
            if face:
                faces[face.family, face.weight] = face
        roles |= _roles(catalogue, faces.values(), tree, report)
    for role in ROLES:
        if role not in roles and usable:
            report.add("fonts.role-missing", None, role=role)
    return FontCatalogue(tuple(faces.values()), roles) if usable and not report.errors else None


def _face(folder: Path, entry: FontEntry, place: Place, report: Report) -> FontFace | None:
    relative = PurePosixPath(entry.file)
    path = folder / relative
    if relative.is_absolute() or ".." in relative.parts:
        report.add("fonts.outside", place, file=entry.file)
    elif not is_file(path):
        report.add("fonts.missing", place, file=entry.file)
    else:
        try:
            font = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
            whole = all(len(font.reference_table(tag)) for tag in font.table_tags)
            family = entry.family or font.get_name(_NAME_TYPOGRAPHIC_FAMILY) or font.get_name(_NAME_FAMILY)
        except (uharfbuzz.HarfBuzzError, OSError, ValueError):
            whole, family = False, None
        if family and whole:
            return FontFace(family, entry.weight or 400, path, entry)
        report.add("fonts.broken", place, file=entry.file)
    return None


def _roles(
    catalogue: CatalogueFile, faces: Iterable[FontFace], tree: YamlValue, report: Report
) -> dict[str, tuple[str, ...]]:
    known = {face.family for face in faces}
    for role, families in catalogue.roles.items():
        for index, family in enumerate(families):
            if family not in known:
                place = tree.at(["roles", role, index]).place
                report.add("fonts.unknown-family", place, family=family, known="、".join(sorted(known)))
    return {role: tuple(families) for role, families in catalogue.roles.items()}


def verify(catalogue: FontCatalogue, report: Report) -> None:
    """Compare every font file with the checksum that its catalogue gives."""
    for face in catalogue.faces:
        if face.entry.sha256 and face.checksum() != face.entry.sha256:
            report.add("fonts.checksum", Place(face.path), file=face.path.name)


def missing_characters(catalogue: FontCatalogue, role: str, characters: Iterable[str]) -> list[str]:
    """Those of `characters` that the face of `role` has no glyph for, in code point order."""
    face = catalogue.families(role)[0]
    return sorted(c for c in characters if needs_glyph(c) and not catalogue.covers(face, c))


def needs_glyph(character: str) -> bool:
    """Whether `character` shows: controls, format characters and spaces need no glyph of their own.

    Private and unassigned code points do: extracted text has them, and a font may be newer than Python's tables.
    """
    return unicodedata.category(character) not in _INVISIBLE

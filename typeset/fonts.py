"""The catalogue of fonts: which files there are, what they are called, and which roles they play.

In: `catalogue.yaml` of each font folder, those that ship first, the workspace's own last. Out: `FontCatalogue`. A role
(song, hei, kai, fangsong; clreq, four commonly used typefaces) is what layouts name; a workspace gives a role to
its own licensed font by naming the file in its own catalogue.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

import uharfbuzz
from msgspec import Meta, field

from typeset.diagnostics import Place
from typeset.manifest import Text
from typeset.schema import Model, validate
from typeset.source import is_file
from typeset.typefaces import FontCatalogue, FontFace, FontRecord
from typeset.yamltext import YamlValue, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from typeset.diagnostics import Report

ROLES = ("song", "hei", "kai", "fangsong")

_NAME_FAMILY, _NAME_TYPOGRAPHIC_FAMILY = 1, 16


class FontEntry(Model, frozen=True, kw_only=True):
    """One font file in a catalogue; only `file` must be written."""

    file: Annotated[Text, Meta(description="字体文件，相对于本目录")]
    family: Annotated[Text | None, Meta(description="字体名；不写则读自字体文件")] = None
    weight: Annotated[Annotated[int, Meta(ge=1, le=1000)] | None, Meta(description="字重，400 为常规，700 为粗体")] = (
        None
    )
    sha256: Annotated[Annotated[str, Meta(pattern="^[0-9a-f]{64}$")] | None, Meta(description="文件的 SHA-256")] = None
    licence: Annotated[Text | None, Meta(description="许可证")] = None
    licence_file: Annotated[Text | None, Meta(description="许可证全文")] = None
    source: Annotated[Text | None, Meta(description="来源")] = None
    version: Annotated[Text | None, Meta(description="版本")] = None


class CatalogueFile(Model, frozen=True, kw_only=True):
    """catalogue.yaml: the fonts of one folder and the roles they play."""

    fonts: Annotated[list[FontEntry], Meta(description="字体文件")] = field(default_factory=list)
    roles: Annotated[
        dict[str, Annotated[list[Text], Meta(min_length=1)]],
        Meta(description="字体角色：第一个是本字体，其余依次补缺字"),
    ] = field(default_factory=dict)


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
            return FontFace(family, entry.weight or 400, path, _record(entry))
        report.add("fonts.broken", place, file=entry.file)
    return None


def _record(entry: FontEntry) -> FontRecord:
    return FontRecord(entry.sha256, entry.licence, entry.licence_file, entry.source, entry.version)


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
        if face.record.sha256 and face.checksum() != face.record.sha256:
            report.add("fonts.checksum", Place(face.path), file=face.path.name)

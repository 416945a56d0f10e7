"""The files that an issue is made of, each with its SHA-256: texts, pictures, the layout, the fonts."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from typeset.article import pictures_of
from typeset.workspace import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typeset.edition import Edition
    from typeset.layout import Layout
    from typeset.settings import Profiles
    from typeset.typefaces import FontCatalogue
    from typeset.workspace import Workspace

# What ships with typeset is named by this instead of a folder of the machine.
_SHIPPED = "typeset:"


def checksums(
    workspace: Workspace, edition: Edition, layout: Layout, catalogue: FontCatalogue, profiles: Profiles
) -> dict[str, str]:
    """The SHA-256 of every file that was read, by its name in the workspace, in the order of the names."""
    paths = [*_texts(edition), *_looks(workspace, layout, catalogue)]
    if profiles.print.intent:
        paths.append(edition.publication_file.parent / profiles.print.intent)
    files = {input_name(workspace, path): path for path in paths if path.is_file()}
    return {name: checksum(files[name]) for name in sorted(files)}


def input_name(workspace: Workspace, path: Path) -> str:
    """What a record calls `path`: the same on every machine."""
    if path.is_relative_to(workspace.root):
        return path.relative_to(workspace.root).as_posix()
    if path.is_relative_to(shipped().root):
        return _SHIPPED + path.relative_to(shipped().root).as_posix()
    return os.path.relpath(path, workspace.root).replace(os.sep, "/")


def input_path(workspace: Workspace, name: str) -> Path:
    """The file that a record calls `name`."""
    if name.startswith(_SHIPPED):
        return shipped().root / name.removeprefix(_SHIPPED)
    return workspace.root / name


def checksum(path: Path) -> str:
    """The SHA-256 of the file `path`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _texts(edition: Edition) -> Iterator[Path]:
    yield edition.publication_file
    yield edition.issue_file
    if edition.masthead:
        yield edition.folder.parent / edition.masthead
    for section in edition.sections:
        for placed in section.articles:
            yield placed.article.path
            yield from (edition.folder / picture.source for picture in pictures_of(placed.article.blocks))


def _looks(workspace: Workspace, layout: Layout, catalogue: FontCatalogue) -> Iterator[Path]:
    for folder in layout.folders:
        yield from (path for path in folder.rglob("*") if not path.name.startswith("."))
    yield from (folder / "catalogue.yaml" for folder in workspace.font_folders)
    yield from (face.path for face in catalogue.faces)

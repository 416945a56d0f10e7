"""The package of a document: a ZIP file whose parts are read with bounds, and whose XML can name nothing outside of it.

What is no such package gets a diagnostic that says what it is instead.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from typeset.diagnostics import Place
from typeset.readers.docx.names import PACKAGE, STRICT, w

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from typeset.diagnostics import Report

_MOST_FILES = 5_000
_LARGEST_XML = 24_000_000  # a book of a million characters, each in a run of its own
_LARGEST_FILE = 64_000_000
_LARGEST_WHOLE = 256_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
    LookupError,
    OverflowError,
)
# Where other programs keep the heart of their documents.
_OTHERS = (
    ("xl/workbook.xml", "Excel (.xlsx)"),
    ("ppt/presentation.xml", "PowerPoint (.pptx)"),
    ("content.xml", "OpenDocument (.odt)"),
    ("Index/Document.iwa", "Pages"),
    ("META-INF/container.xml", "EPUB"),
)


class Unfit(Exception):  # noqa: N818 - a reason, not an error of ours
    """Why a part cannot be used: the code of a diagnostic and its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Relation(Struct, frozen=True):
    """What a part refers to: the kind, the last word of its type, and the target, resolved unless `external`."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a document, read when they are asked for, within the bounds of the whole."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._infos = {info.filename.replace("\\", "/").lstrip("/"): info for info in archive.infolist()}
        self._room = _LARGEST_WHOLE if len(self._infos) <= _MOST_FILES else 0
        self.main = ""

    def __contains__(self, name: str) -> bool:
        """Whether there is a part `name`."""
        return name in self._infos

    def read(self, name: str, most: int = _LARGEST_FILE) -> bytes:
        """The bytes of `name`. Raises Unfit where there are too many, or where they cannot be unpacked."""
        try:
            with self._archive.open(self._infos[name]) as file:
                data = file.read(min(most, self._room) + 1)
        except _ZIP_FAULTS as error:
            raise Unfit("import.part-broken", part=name, reason=str(error) or type(error).__name__) from error
        if len(data) > min(most, self._room):
            raise Unfit("import.too-much", part=name, limit=most // 1_000_000)
        self._room -= len(data)
        return data

    def tree(self, name: str) -> etree._Element:
        """The XML of `name`. Raises Unfit where it is none, or declares a document type."""
        data = self.read(name, _LARGEST_XML)
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            position = getattr(error, "position", (0, 0)) or (0, 0)
            reason = (getattr(error, "msg", "") or str(error)).strip()
            raise Unfit("import.xml-broken", part=name, line=position[0], column=position[1], reason=reason) from error
        if root.getroottree().docinfo.doctype:
            raise Unfit("import.doctype", part=name)
        return root

    def relations(self, name: str) -> Mapping[str, Relation]:
        """What the part `name` refers to, by the ids that it uses."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return {}
        found = {}
        for element in self.tree(rels).iter(f"{{{PACKAGE}}}Relationship"):
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")
            found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], target, external)
        return found


def open_package(data: bytes, path: Path, report: Report) -> Package | None:
    """The package in `data`, which came from `path`; None, with an error in `report`, where it is no document."""
    if data.startswith(_OLE):
        report.add("import.encrypted" if _ENCRYPTED in data else "import.old-word", Place(path))
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        package = Package(archive)
        package.main = _main(package)
    except Unfit as unfit:
        report.add(unfit.code, Place(path), **unfit.values)
        return None
    except _ZIP_FAULTS as error:
        report.add("import.zip-broken", Place(path), reason=str(error) or type(error).__name__)
        return None
    return package


def _main(package: Package) -> str:
    """The part with the text. Raises Unfit where there is none."""
    for name, kind in _OTHERS:
        if name in package:
            raise Unfit("import.other-office", kind=kind)
    related: list[str] = [
        relation.target for relation in package.relations("").values() if relation.kind == "officeDocument"
    ]
    found = next((target for target in (*related, "word/document.xml") if target in package), None)
    if found is None:
        raise Unfit("import.no-document")
    return found


def text_root(package: Package) -> etree._Element:
    """The body of the document. Raises Unfit where it has none."""
    root = package.tree(package.main)
    body = root.find(w("body"))
    if body is None:
        raise Unfit("import.no-document")
    return root

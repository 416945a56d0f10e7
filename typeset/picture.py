"""Pictures: the kinds that can be printed, and whether a file is what its name says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SIGNATURES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".webp": b"RIFF",
}
KINDS = (".svg", *_SIGNATURES)

_URL = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""")
_OWN = ("#", "data:")


def is_picture(file: Path) -> bool:
    """Whether the file begins like what its name says; an SVG has to be XML without a document type (no entities)."""
    signature = _SIGNATURES.get(file.suffix.lower())
    if signature:
        with file.open("rb") as opened:
            return opened.read(len(signature)) == signature
    root = _drawing(file)
    return root is not None and root.tag.endswith("svg")


def foreign_reference(file: Path) -> str:
    """What the SVG in `file` wants from another file, which no page may load; empty where it wants nothing."""
    root = _drawing(file) if file.suffix.lower() == ".svg" else None
    references = _references(root) if root is not None else iter(())
    return next((target for target in references if target and not target.startswith(_OWN)), "")


def _drawing(file: Path) -> ET.Element | None:
    data = file.read_bytes()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return None
    try:
        return ET.fromstring(data)  # noqa: S314 - entities are refused above
    except (ET.ParseError, ValueError, LookupError):  # the latter two: an encoding that Python does not know
        return None


def _references(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == "href" and name != "a":
                yield value.strip()
            yield from (match[1] for match in _URL.finditer(value))
        if name == "style":
            yield from (match[1] or match[2] for match in _URL.finditer(element.text or ""))

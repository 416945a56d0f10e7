"""The metadata of a document: its XMP packet, and the information dictionary beside it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from msgspec import Struct, field

from typeset.preflight.pdf.objects import data, entries, entry, name, text
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typeset.preflight.document import Document

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
NAMESPACES: Mapping[str, str] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
}
# The information dictionary's keys, and where XMP says the same (XMP specification part 3, 2.2).
SAME: Mapping[str, str] = {
    "/Title": "dc:title",
    "/Author": "dc:creator",
    "/Subject": "dc:description",
    "/Keywords": "pdf:Keywords",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
    "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate",
}
_DATES = {"/CreationDate", "/ModDate"}
_LARGEST = 4_000_000
_DATE = (  # compiled where there are two of a date to compare
    r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?'?(?:\d\d)?'?)?'?0?0?'?$"
)


class Metadata(Struct, frozen=True):
    """What the document says of itself.

    Attributes:
        present: Whether there is a metadata stream.
        sound: Whether it is XML that can be read.
        values: The values of a property by its name with the usual prefix (`dc:title`), others with their namespace.
        defaults: The properties that have a text for no language in particular.
        declared: The namespaces that its extension schemas describe.
        filtered: Whether the stream is compressed.
        information: The information dictionary, as text.
    """

    present: bool = False
    sound: bool = False
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: frozenset[str] = frozenset()
    declared: frozenset[str] = frozenset()
    filtered: bool = False
    information: Mapping[str, str] = field(default_factory=dict)

    def value(self, key: str) -> str:
        """The first value of the property `key`; empty where it has none."""
        return next(iter(self.values.get(key, ())), "")

    def differences(self) -> Iterator[str]:
        """The keys of the information dictionary that XMP contradicts or does not have."""
        for key, property_ in SAME.items():
            written = self.information.get(key, "")
            if not written:
                continue
            told = self.values.get(property_, ())
            if key in _DATES:
                same = _moment(written) == _moment(told[0]) if told else False
            else:
                same = written in {*told, ", ".join(told), "; ".join(told)}
            if not same:
                yield key.removeprefix("/")


def metadata_of(document: Document) -> Metadata:
    """Read the catalogue's metadata stream and the information dictionary."""
    information = _information(document)
    stream = entry(document.pdf.trailer, "/Root", "/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return Metadata(information=information)
    filtered = entry(stream, "/Filter") is not None
    packet = data(stream)
    root = None
    # Entities are not for metadata, and a few of them fill the memory.
    if len(packet) <= _LARGEST and b"<!ENTITY" not in packet:
        try:
            root = ET.fromstring(packet.strip(b"\x00 \r\n\t"))  # noqa: S314 - see above
        except (ET.ParseError, ValueError, LookupError):
            root = None
    if root is None:
        return Metadata(present=True, filtered=filtered, information=information)
    values: dict[str, tuple[str, ...]] = {}
    defaults = set()
    for key, node in _properties(root):
        values[key] = (*values.get(key, ()), *_texts(node))
        if any(item.get(f"{_XML}lang") == "x-default" for item in node.iter(f"{_RDF}li")):
            defaults.add(key)
    for key, value in _attributes(root):
        values[key] = (*values.get(key, ()), value)
    schema = f"{{{NAMESPACES['pdfaSchema']}}}namespaceURI"
    declared = {node.text.strip() for node in root.iter(schema) if node.text}
    declared |= {value for node in root.iter() for key, value in node.attrib.items() if key == schema}
    return Metadata(
        present=True,
        sound=True,
        values=values,
        defaults=frozenset(defaults),
        declared=frozenset(declared),
        filtered=filtered,
        information=information,
    )


def _information(document: Document) -> dict[str, str]:
    found = entries(entry(document.pdf.trailer, "/Info"))
    return {key: text(value) or name(value) for key, value in found}


def _properties(root: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    for description in root.iter(f"{_RDF}Description"):
        for node in description:
            yield _short(node.tag), node


def _attributes(root: ET.Element) -> Iterator[tuple[str, str]]:
    for description in root.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            if not key.startswith((_RDF, _XML)):
                yield _short(key), value


def _short(tag: str) -> str:
    namespace, _, local = tag.removeprefix("{").rpartition("}")
    prefix = next((short for short, long in NAMESPACES.items() if long == namespace), None)
    return f"{prefix}:{local}" if prefix else tag


def _texts(node: ET.Element) -> tuple[str, ...]:
    listed = tuple((item.text or "").strip() for item in node.iter(f"{_RDF}li"))
    return tuple(value for value in listed or ((node.text or "").strip(),) if value)


def _moment(written: str) -> dt.datetime | str:
    """A date of either notation as a moment; as written where it is none."""
    found = re.match(_DATE, written.strip())
    if not found:
        return written
    year, *rest, zone = found.groups()
    month, day, hour, minute, second = (int(part) if part else first for part, first in zip(rest, (1, 1, 0, 0, 0)))  # noqa: B905
    try:
        moment = dt.datetime(int(year), month, day, hour, minute, min(second, 59), tzinfo=dt.UTC)
    except ValueError:
        return written
    digits = re.sub(r"\D", "", zone or "")
    away = dt.timedelta(hours=int(digits[:2] or 0), minutes=int(digits[2:4] or 0))
    return moment - away if zone and zone[0] == "+" else moment + away

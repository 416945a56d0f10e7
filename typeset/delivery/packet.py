"""The XMP packet of a PDF (ISO 16684-1): what it is, whose, when, and which standards it keeps."""

from __future__ import annotations

from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING

from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typeset.leaves import Description


class Standard(StrEnum):
    """A standard that a PDF says it keeps, as XMP says it."""

    UA_1 = "<pdfuaid:part>1</pdfuaid:part>"
    A_2U = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"
    A_3U = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"


_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A wants every schema described that it does not know, and it does not know that of PDF/UA (ISO 19005-2, 6.6.2.3).
_EXTENSION = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the document keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


def make_packet(description: Description, standards: Iterable[Standard]) -> bytes:
    """The packet of a PDF with `description` that keeps `standards`."""
    kept = tuple(standards)
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    authors = "".join(f"<rdf:li>{escape(author, quote=False)}</rdf:li>" for author in description.authors)
    title, language = escape(description.title, quote=False), escape(description.language, quote=False)
    lines = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF{spaces}><rdf:Description rdf:about="">',
        *kept,
        *([_EXTENSION] if Standard.UA_1 in kept and len(kept) > 1 else []),
        "<dc:format>application/pdf</dc:format>",
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>" if authors else "",
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>",
        f"<xmp:CreatorTool>{escape(description.creator, quote=False)}</xmp:CreatorTool>" if description.creator else "",
        f"<xmp:CreateDate>{description.created}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{description.modified}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{description.modified}</xmp:MetadataDate>",
        f"<pdf:Producer>{escape(description.producer, quote=False)}</pdf:Producer>",
        "</rdf:Description></rdf:RDF></x:xmpmeta>",
        '<?xpacket end="w"?>',
    )
    return "\n".join(filter(None, lines)).encode()


def describe(pdf: pikepdf.Pdf, description: Description) -> None:
    """Write the packet of a PDF that claims no standard into `pdf`."""
    packet = make_packet(description, ())
    pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)

"""What a PDF/X-4 says of itself: the same in the information dictionary and in XMP (ISO 15930-7, 6.7)."""

from __future__ import annotations

import hashlib
import uuid
from html import escape
from typing import TYPE_CHECKING

from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from typeset.delivery.consignment import Consignment

_PRODUCER = "typeset"
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
<pdf:Producer>{tool}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmpMM:DocumentID>{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>{instance}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def identify(pdf: pikepdf.Pdf, consignment: Consignment) -> None:
    """Say that `pdf` is a PDF/X-4 of this issue, dated by the issue; what is on its pages tells versions apart."""
    edition = consignment.edition
    document = uuid.UUID(consignment.identifier)
    words = {
        "title": edition.name,
        "author": edition.sponsor,
        "date": f"{edition.date.isoformat()}T00:00:00Z",
        "tool": _PRODUCER,
        "document": f"uuid:{document}",
        "instance": f"uuid:{uuid.uuid5(document, _digest(pdf))}",
    }
    packet = _PACKET.format_map({key: escape(value, quote=False) for key, value in words.items()})
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    day = f"D:{edition.date:%Y%m%d}000000Z"
    pdf.trailer.Info = pdf.make_indirect(
        pikepdf.Dictionary(
            Title=edition.name,
            Author=edition.sponsor,
            Creator=_PRODUCER,
            Producer=_PRODUCER,
            CreationDate=day,
            ModDate=day,
            Trapped=pikepdf.Name("/False"),
        )
    )


def _digest(pdf: pikepdf.Pdf) -> str:
    digest = hashlib.sha256()
    for page in pdf.pages:
        contents = page.obj.Contents
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            digest.update(stream.read_bytes())
    return digest.hexdigest()

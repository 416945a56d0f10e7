"""Small PDFs made by hand, each clean by the rules of its purpose: what tests put defects into."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

if TYPE_CHECKING:
    from collections.abc import Sequence

Object = Any
LETTERS = " 0123456789.ABCDEFabcdef题目正文图表注页电子商务动态Ａ"
DATE, XMP_DATE = "D:20230820000000Z", "2023-08-20T00:00:00Z"
TITLE = "电子商务动态 2023年第16期"
MEDIA, TRIM, BLEED = (0, 0, 500, 700), (40, 40, 460, 660), (31.4, 31.4, 468.6, 668.6)


def saved(pdf: Pdf, version: str = "1.6", *, encryption: pikepdf.Encryption | None = None) -> bytes:
    """The bytes of `pdf`."""
    out = io.BytesIO()
    # Nothing is mended or packed on the way: the defect must survive.
    if encryption:
        pdf.save(out, encryption=encryption, force_version=version, fix_metadata_version=False)
    else:
        level = pikepdf.StreamDecodeLevel.none
        pdf.save(
            out,
            static_id=True,
            force_version=version,
            fix_metadata_version=False,
            stream_decode_level=level,
            compress_streams=False,
        )
    return out.getvalue()


def copied(data: bytes) -> Pdf:
    """A PDF of one's own to put a defect into."""
    return pikepdf.open(io.BytesIO(data))


# Fonts.


@cache
def program(letters: str = LETTERS) -> bytes:
    """A TrueType font: a box of 1 em for every letter, of half an em for Western ones."""
    names = [".notdef", *(f"g{index}" for index in range(len(letters)))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    glyphs, widths = {}, {}
    for name, letter in zip(names, " " + letters, strict=True):
        width = width_of(letter)
        pen = TTGlyphPen(None)
        if letter != " ":
            pen.moveTo((50, 0))
            pen.lineTo((50, 700))
            pen.lineTo((width - 50, 700))
            pen.closePath()
        glyphs[name], widths[name] = pen.glyph(), (width, 50)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Box", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.save(out)
    return out.getvalue()


def width_of(letter: str) -> int:
    return 500 if letter < "\u0250" else 1000


def to_unicode(letters: str = LETTERS) -> bytes:
    lines = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in enumerate(letters, 1)]
    head = "/CMapName /Box def 1 begincodespacerange <0000> <ffff> endcodespacerange"
    return f"{head} {len(lines)} beginbfchar\n".encode() + "\n".join(lines).encode() + b"\nendbfchar endcmap"


def font(pdf: Pdf) -> Object:
    """A composite font of that program, its codes the glyphs' numbers."""
    widths = Array([1, Array([width_of(letter) for letter in LETTERS])])
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Box"),
        Flags=4,
        FontBBox=Array([0, -120, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=700,
        StemV=80,
        FontFile2=pdf.make_stream(program()),
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+Box"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        DW=1000,
        W=widths,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/ABCDEF+Box"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=pdf.make_stream(to_unicode()),
        )
    )


def simple_font(pdf: Pdf, **changes: Object) -> Object:
    """A TrueType font with an encoding of one byte; `changes` go into its dictionary."""
    letters = "".join(map(chr, range(32, 127)))
    own = "".join(dict.fromkeys(LETTERS + letters))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Plain"),
        Flags=32,
        FontBBox=Array([0, -120, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=700,
        StemV=80,
        FontFile2=pdf.make_stream(program(own)),
    )
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/ABCDEF+Plain"),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=126,
        Widths=Array([500] * 95),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    for key, value in changes.items():
        if value is None:
            del made[f"/{key}"]
        else:
            made[f"/{key}"] = value
    return pdf.make_indirect(made)


def codes(text: str) -> str:
    """A string of the composite font."""
    return "<" + "".join(f"{LETTERS.index(letter) + 1:04x}" for letter in text) + ">"


def words(text: str, x: float, y: float, size: float = 12) -> str:
    """Text at a place."""
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm {codes(text)} Tj ET\n"


# Metadata and intents.


def xmp(*, extra: str = "", title: str = TITLE, **properties: str) -> bytes:
    """A packet with a title, dates and `properties`, named with underscores for colons."""
    spaces = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
        "pdfxid": "http://www.npes.org/pdfx/ns/id/",
        "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    }
    declared = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    given = {"xmp_CreateDate": XMP_DATE, "xmp_ModifyDate": XMP_DATE, "pdf_Producer": "by hand", **properties}
    named = {key.replace("_", ":", 1): value for key, value in given.items()}
    tags = "".join(f"<{key}>{value}</{key}>" for key, value in named.items())
    heading = f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>' if title else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {declared}>{heading}{tags}</rdf:Description>{extra}</rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()


def metadata(pdf: Pdf, packet: bytes) -> Stream:
    stream = pdf.make_stream(packet)
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
    return stream


def profile(pdf: Pdf, space: bytes = b"CMYK", device: bytes = b"prtr", count: int = 4) -> Stream:
    """The header of an ICC profile, which is all that checks read."""
    head = bytearray(132)
    head[8], head[36:40] = 2, b"acsp"
    head[12:16], head[16:20] = device, space
    stream = pdf.make_stream(bytes(head))
    stream.N = count
    return stream


def intent(kind: str, stream: Object) -> Dictionary:
    return Dictionary(
        Type=Name.OutputIntent, S=Name(f"/{kind}"), OutputConditionIdentifier=String("X"), DestOutputProfile=stream
    )


def image(pdf: Pdf, space: Object = Name.DeviceCMYK, data: bytes | None = None, size: int = 100) -> Stream:
    """A square image, by default of pale CMYK."""
    stream = pdf.make_stream(data or bytes([40, 20, 0, 10]) * (size * size))
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width = stream.Height = size
    stream.BitsPerComponent, stream.ColorSpace = 8, space
    return stream


def _page(pdf: Pdf, content: str, media: Sequence[float], **entries: Object) -> Object:
    page = pdf.add_blank_page(page_size=(media[2], media[3]))
    page.obj.Contents = pdf.make_stream(content.encode())
    for key, value in entries.items():
        page.obj[f"/{key}"] = value
    return page.obj


def _information(pdf: Pdf) -> None:
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=String(TITLE), CreationDate=String(DATE), ModDate=String(DATE), Producer=String("by hand"))
    )


# The clean files.


@cache
def print_pdf() -> bytes:
    """PDF/X-4: four pages with bleed, marks, black text that overprints, an image and a folio."""
    pdf = Pdf.new()
    resources = Dictionary(
        Font=Dictionary(F1=font(pdf)),
        XObject=Dictionary(Im1=image(pdf)),
        ExtGState=Dictionary(Over=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)),
        ColorSpace=Dictionary(
            All=Array([Name.Separation, Name.All, Name.DeviceCMYK, Dictionary(FunctionType=2, N=1, Domain=[0, 1])])
        ),
    )
    for number in range(1, 5):
        content = (
            "q 0.1 0 0 0 k 31.4 31.4 437.2 637.2 re f Q\n"
            "q /All CS 1 SCN 0.5 w 5 40 m 25 40 l S 40 5 m 40 25 l S Q\n"
            "q 24 0 0 24 100 400 cm /Im1 Do Q\n"
            "q /Over gs 0 0 0 1 k\n" + words("题目正文", 100, 600) + words(str(number), 250, 60, 9) + "Q\n"
        )
        _page(pdf, content, MEDIA, Resources=resources, TrimBox=Array(TRIM), BleedBox=Array(BLEED))
    _information(pdf)
    pdf.trailer.Info.Trapped = Name("/False")
    pdf.Root.Lang = String("zh-CN")
    metadata(pdf, print_xmp())
    pdf.Root.OutputIntents = Array([intent("GTS_PDFX", profile(pdf))])
    return saved(pdf)


def print_xmp(**changes: str | None) -> bytes:
    """The metadata of the print file; a property changed to None is left out."""
    properties: dict[str, str | None] = {
        "pdfxid_GTS_PDFXVersion": "PDF/X-4",
        "xmp_MetadataDate": XMP_DATE,
        "xmpMM_DocumentID": "uuid:1",
        "xmpMM_VersionID": "1",
        "xmpMM_RenditionClass": "default",
        "pdf_Trapped": "False",
        **changes,
    }
    return xmp(**{key: value for key, value in properties.items() if value is not None})


# A tag tree is written as nested tuples: type, attributes, kids; a kid that is a number is marked content of the page
# that the next outer `page` names, one that is a string an annotation.
Node = tuple[str, dict[str, Object], list[Any]]


def _tree() -> Node:
    cell = Dictionary(O=Name.Table, Scope=Name.Column)
    return (
        "Document",
        {},
        [
            ("H1", {}, [0]),
            ("TOC", {}, [("TOCI", {}, [("Reference", {}, [("Link", {}, [1, "link"])])])]),
            ("P", {}, [2]),
            ("Figure", {"Alt": String("图里有什么")}, [3]),
            ("L", {}, [("LI", {}, [("Lbl", {}, [4]), ("LBody", {}, [5])])]),
            (
                "Table",
                {},
                [
                    ("TR", {}, [("TH", {"A": cell}, [6]), ("TH", {"A": cell}, [7])]),
                    ("TR", {}, [("TD", {}, [8]), ("TD", {}, [9])]),
                ],
            ),
            ("Note", {"ID": String("n1")}, [10]),
            ("H2", {}, [11]),
        ],
    )


def _tagged(pdf: Pdf) -> None:
    resources = Dictionary(
        Font=Dictionary(F1=font(pdf)), XObject=Dictionary(Im1=image(pdf, Name.DeviceGray, bytes(10000)))
    )
    texts = ["题目", "目", "正文", None, "1.", "正文", "A", "B", "1", "2", "注", "题"]
    content = ""
    for number, text in enumerate(texts):
        place = words(text, 100, 700 - 40 * number) if text else "q 30 0 0 30 100 580 cm /Im1 Do Q\n"
        tag = "Span" if text else "Figure"
        content += f"/{tag} <</MCID {number}>> BDC\n{place}EMC\n"
    content += "/Artifact BMC\n" + words("1", 250, 30, 9) + "EMC\n"
    first = _page(pdf, content, (0, 0, 500, 750), Resources=resources, StructParents=0, Tabs=Name.S)
    second = "/Artifact BMC\n" + words("2", 250, 30, 9) + "EMC\n"
    target = _page(pdf, second, (0, 0, 500, 750), Resources=resources, StructParents=1)
    link = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([90, 655, 200, 675]),
            Border=Array([0, 0, 0]),
            Contents=String("第2页"),
            Dest=Array([target, Name.Fit]),
            F=4,
            StructParent=2,
        )
    )
    first.Annots = Array([link])
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: dict[int, Object] = {}
    root.K = _grow(pdf, _tree(), root, first, link, parents)
    row = Array([parents[number] for number in sorted(number for number in parents if number >= 0)])
    root.ParentTree = pdf.make_indirect(
        Dictionary(Nums=Array([0, pdf.make_indirect(row), 1, Array([]), 2, parents[-1]]))
    )
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("zh-CN")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    _information(pdf)


def _grow(pdf: Pdf, node: Node, parent: Object, page: Object, link: Object, parents: dict[int, Object]) -> Object:
    kind, attributes, kids = node
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent, Pg=page))
    for key, value in attributes.items():
        made[f"/{key}"] = value
    grown: list[Object] = []
    for kid in kids:
        if isinstance(kid, int):
            parents[kid] = made
            grown.append(kid)
        elif isinstance(kid, str):
            parents[-1] = made
            grown.append(Dictionary(Type=Name.OBJR, Obj=link, Pg=page))
        else:
            grown.append(_grow(pdf, kid, made, page, link, parents))
    made.K = Array(grown)
    return made


@cache
def tagged_pdf() -> bytes:
    """PDF/UA-1: two pages with a heading, contents with a link, a figure, a list, a table and a note."""
    pdf = Pdf.new()
    _tagged(pdf)
    metadata(pdf, xmp(pdfuaid_part="1"))
    return saved(pdf, "1.7")


_EXTENSION = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def archive_xmp(part: str = "2", level: str = "U", *, extension: bool = True) -> bytes:
    extra = _EXTENSION if extension else ""
    return xmp(pdfuaid_part="1", pdfaid_part=part, pdfaid_conformance=level, extra=extra)


@cache
def archive_pdf() -> bytes:
    """PDF/A-2u and PDF/UA-1 in one."""
    pdf = Pdf.new()
    _tagged(pdf)
    metadata(pdf, archive_xmp())
    pdf.Root.OutputIntents = Array([intent("GTS_PDFA1", profile(pdf, b"RGB ", b"mntr", 3))])
    return saved(pdf, "1.7")


# How defects are put in.


def painted(pdf: Pdf, content: str, page: int = 0, *, first: bool = False) -> None:
    """Paint more on a page: last, or first."""
    own = pdf.pages[page].Contents.read_bytes()
    more = content.encode()
    pdf.pages[page].Contents = pdf.make_stream(more + b"\n" + own if first else own + b"\n" + more)


def repainted(pdf: Pdf, old: str, new: str, page: int = 0) -> None:
    """Change what a page paints."""
    own = pdf.pages[page].Contents.read_bytes()
    assert old.encode() in own
    pdf.pages[page].Contents = pdf.make_stream(own.replace(old.encode(), new.encode()))


def element(pdf: Pdf, kind: str) -> Object:
    """The first element of a type in the tag tree."""
    stack = [pdf.Root.StructTreeRoot.K]
    while stack:
        node = stack.pop(0)
        if isinstance(node, Array):
            stack = [*node, *stack]
        elif isinstance(node, Dictionary) and "/S" in node:
            if f"/{kind}" == node.S:
                return node
            stack.insert(0, node.K)
    raise AssertionError(kind)


def attached(pdf: Pdf, **entries: Object) -> Object:
    """An annotation on the first page."""
    made = Dictionary(Type=Name.Annot, Rect=Array([100, 100, 120, 120]), F=4)
    for key, value in entries.items():
        made[f"/{key}"] = value
    own = pdf.make_indirect(made)
    if made.get("/Subtype") == Name.Widget:
        pdf.Root.AcroForm = Dictionary(Fields=Array([own]))
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", Array([])), own])
    return own


def ignore(_: object) -> None:
    """A value that a lambda has no use for."""

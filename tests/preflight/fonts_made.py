"""Font programs of kinds that our own PDFs never hold."""

from __future__ import annotations

import io

from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.eexec import encrypt
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from tests.preflight.made import LETTERS, program


def program_with_tables(*kinds: tuple[int, int]) -> bytes:
    """The TrueType program of the tests with character maps of these platforms and encodings alone."""
    font = TTFont(io.BytesIO(program("".join(dict.fromkeys(LETTERS + "".join(map(chr, range(32, 127))))))))
    glyphs = {code: name for code, name in font.getBestCmap().items() if code < 127}
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, []
    for platform, encoding in kinds:
        subtable = CmapSubtable.newSubtable(4 if platform == 3 else 0)
        subtable.platformID, subtable.platEncID, subtable.language = platform, encoding, 0
        subtable.cmap = dict(glyphs)
        table.tables.append(subtable)
    if kinds:
        font["cmap"] = table
    else:
        del font["cmap"]
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def bare_cff() -> bytes:
    """A CFF program of the glyphs A and B."""
    names = [".notdef", "A", "B"]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    strings = {}
    for name in names:
        pen = T2CharStringPen(500, None)
        pen.moveTo((0, 0))
        pen.lineTo((0, 700))
        pen.lineTo((400, 700))
        pen.closePath()
        strings[name] = pen.getCharString()
    builder.setupCFF("Box", {}, strings, {})
    builder.setupCharacterMap({65: "A", 66: "B"})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupPost()
    out = io.BytesIO()
    builder.font["CFF "].cff.compile(out, builder.font)
    return out.getvalue()


def type1() -> bytes:
    """A Type 1 program of the glyphs A and B."""
    head = (
        b"%!PS-AdobeFont-1.0: Box\n12 dict begin\n/FontName /Box def\n/Encoding StandardEncoding def\n"
        b"currentdict end\ncurrentfile eexec\n"
    )
    # hsbw with a left bearing of 0 and a width of 500, endchar; four bytes before it are random.
    glyph = encrypt(b"\0\0\0\0\x8b\xf8\x88\x0d\x0e", 4330)[0]
    glyphs = b"".join(b"/%s %d RD " % (name, len(glyph)) + glyph + b" ND\n" for name in (b".notdef", b"A", b"B"))
    private = (
        b"dup /Private 8 dict dup begin\n/RD {string currentfile exch readstring pop} executeonly def\n"
        b"/ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def\n/lenIV 4 def\n"
        b"/Subrs 0 array ND\n2 index /CharStrings 3 dict dup begin\n" + glyphs + b"end\nend\nreadonly put\n"
        b"noaccess put\ndup/FontName get exch definefont pop\nmark currentfile closefile\n"
    )
    assert StandardEncoding[65] == "A"
    zeros = (b"0" * 64 + b"\n") * 8 + b"cleartomark\n"
    secret: bytes = encrypt(b"\0\0\0\0" + private, 55665)[0]
    return head + secret + b"\n" + zeros

"""Lettering in the margin of the sheet: one face of the catalogue, cut down to the characters that are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uharfbuzz
from msgspec import Struct

from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.typefaces import FontCatalogue, FontFace

_CFF = b"OTTO"


class Lettering(Struct, frozen=True):
    """A font in a PDF: the glyph and its width in em for each character; others are left out."""

    font: pikepdf.Object
    glyphs: Mapping[str, tuple[int, float]]

    def width_pt(self, text: str, size_pt: float) -> float:
        """How wide `text` is."""
        return size_pt * sum(self.glyphs[character][1] for character in text if character in self.glyphs)

    def shown(self, text: str) -> str:
        """`text` as the operand of `Tj`."""
        return f"<{''.join(f'{self.glyphs[c][0]:04x}' for c in text if c in self.glyphs)}>"


def letter(pdf: pikepdf.Pdf, catalogue: FontCatalogue, text: str) -> Lettering:
    """Embed in `pdf` what sets `text` in the face of the role hei."""
    face = _face(catalogue, text)
    whole = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)))
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(sorted(map(ord, set(text) & set(map(chr, face.characters)))))
    cut = uharfbuzz.subset(whole, wanted)
    font = uharfbuzz.Font(cut)
    glyphs = {}
    for character in sorted(set(text)):
        number = font.get_nominal_glyph(ord(character))
        if number:
            glyphs[character] = (number, font.get_glyph_h_advance(number) / cut.upem)
    return Lettering(_embedded(pdf, face, font, glyphs), glyphs)


def _face(catalogue: FontCatalogue, text: str) -> FontFace:
    """The regular face of hei that has the most of `text`."""
    faces = [face for name in catalogue.families("hei") for face in catalogue.family(name)] or list(catalogue.faces)
    return max(faces, key=lambda face: (len({*map(ord, text)} & face.characters), -abs(face.weight - 400)))


def _embedded(
    pdf: pikepdf.Pdf, face: FontFace, font: uharfbuzz.Font, glyphs: Mapping[str, tuple[int, float]]
) -> pikepdf.Object:
    program = font.face.blob.data
    extents = font.get_font_extents("ltr")
    scale = 1000 / font.face.upem
    name = pikepdf.Name(f"/SLUGAA+{face.path.stem}-{face.weight}")
    stream = pdf.make_stream(program)
    is_cff = program[:4] == _CFF
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=[-1000, round(extents.descender * scale), 2000, round(extents.ascender * scale)],
        ItalicAngle=0,
        Ascent=round(extents.ascender * scale),
        Descent=round(extents.descender * scale),
        CapHeight=round(extents.ascender * scale),
        StemV=80,
    )
    if is_cff:
        stream.Subtype = pikepdf.Name.OpenType
        descriptor.FontFile3 = stream
    else:
        stream.Length1 = len(program)
        descriptor.FontFile2 = stream
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType0 if is_cff else pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=[item for number, width in sorted(glyphs.values()) for item in (number, [round(1000 * width)])],
    )
    if not is_cff:
        descendant.CIDToGIDMap = pikepdf.Name.Identity
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=pdf.make_stream(_to_unicode(glyphs)),
        )
    )


def _to_unicode(glyphs: Mapping[str, tuple[int, float]]) -> bytes:
    pairs = sorted((number, character.encode("utf-16-be").hex()) for character, (number, _) in glyphs.items())
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *(f"<{number:04x}> <{text}>" for number, text in block), "endbfchar"]
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"]).encode()

"""Defects of archived files."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.preflight import made
from tests.preflight.made import archive_xmp, attached, ignore, painted
from tests.preflight.seeding import Change, Seed

if TYPE_CHECKING:
    from collections.abc import Mapping

Object = made.Object


def _seed(change: Change, code: str, *also: str) -> Seed:
    return Seed(made.archive_pdf, ("archive",), change, code, frozenset(also))


def _paints(content: str) -> Change:
    return lambda pdf: painted(pdf, f"/Artifact BMC {content} EMC")


def _says(packet: bytes) -> Change:
    return lambda pdf: ignore(made.metadata(pdf, packet))


def _root(key: str, value: Object) -> Change:
    return lambda pdf: ignore(pdf.Root.__setitem__(key, value))


def _state(**entries: Object) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].Resources.ExtGState = Dictionary(Own=Dictionary(Type=Name.ExtGState, **entries))
        painted(pdf, "/Artifact BMC q /Own gs 0 g 200 200 50 50 re f Q EMC")

    return change


def _image(**entries: Object) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.pages[0].Resources.XObject.Im1[f"/{key}"] = value

    return change


def _form(**entries: Object) -> Change:
    def change(pdf: Pdf) -> None:
        form = pdf.make_stream(b"0 g 0 0 10 10 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 10, 10])
        for key, value in entries.items():
            form[f"/{key}"] = value
        pdf.pages[0].Resources.XObject.Fm1 = form
        painted(pdf, "/Artifact BMC /Fm1 Do EMC")

    return change


def _profile(**how: Object) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0].DestOutputProfile = made.profile(pdf, **how)

    return change


def _second_profile(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(made.intent("GTS_PDFX", made.profile(pdf)))


def _clear(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents
    _state(ca=0.5)(pdf)


def _packed_metadata(pdf: Pdf) -> None:
    stream = pikepdf.Stream(pdf, zlib.compress(archive_xmp()))
    # Without its type: qpdf unpacks what it knows as metadata.
    stream.Subtype, stream.Filter = Name.XML, Name.FlateDecode
    pdf.Root.Metadata = pdf.make_indirect(stream)


def _lzw(pdf: Pdf) -> None:
    # The code for the end of data alone: nothing is in it.
    stream = pikepdf.Stream(pdf, b"\x80\x40\x40")
    stream.Filter = Name.LZWDecode
    pdf.pages[0].obj.Contents = Array([pdf.pages[0].obj.Contents, pdf.make_indirect(stream)])


def _large(pdf: Pdf) -> None:
    pdf.pages[1].obj.MediaBox = Array([0, 0, 500, 15000])


def _deep(pdf: Pdf) -> None:
    painted(pdf, "q " * 30 + "Q " * 30)


def _widths(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Font.F2 = made.simple_font(pdf, LastChar=120)
    painted(pdf, "/Artifact BMC BT /F2 12 Tf 100 50 Td (a) Tj ET EMC")


def _file(pdf: Pdf, *, part: str = "3", listed: bool = True, content: bytes = b"text", **changes: Object) -> None:
    """A file attached by the rules of PDF/A-3; `changes` go into its specification."""
    made.metadata(pdf, archive_xmp(part))
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype = Name.EmbeddedFile, changes.pop("Subtype", Name("/text/markdown"))
    if stream.Subtype is None:
        del stream.Subtype
    given = {
        "Type": Name.Filespec,
        "F": String("a.md"),
        "UF": String("a.md"),
        "AFRelationship": Name.Source,
        "EF": Dictionary(F=stream, UF=stream),
        **changes,
    }
    own = pdf.make_indirect(Dictionary(**{key: value for key, value in given.items() if value is not None}))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a.md"), own])))
    if listed:
        pdf.Root.AF = Array([own])


def _drawn(pdf: Pdf, **changes: Object) -> Object:
    appearance = pdf.make_stream(b"")
    appearance.Type, appearance.Subtype, appearance.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    given = {"Subtype": Name.Text, "Contents": String("注"), "AP": Dictionary(N=appearance), **changes}
    return attached(pdf, **{key: value for key, value in given.items() if value is not None})


def _annotation(**changes: Object) -> Change:
    return lambda pdf: ignore(_drawn(pdf, **changes))


SEEDS: Mapping[str, Seed] = {
    "bytes before the header": _seed(lambda pdf: b"\n\n" + made.saved(pdf, "1.7"), "U11.header"),
    "no comment of high bytes": _seed(
        lambda pdf: made.saved(pdf, "1.7").replace(b"%\xbf\xf7\xa2\xfe", b"%abcd", 1), "U11.header-comment"
    ),
    "an encrypted archive": _seed(
        lambda pdf: made.saved(pdf, "1.7", encryption=pikepdf.Encryption(owner="o", user="", R=4)),
        "U11.encrypted",
        "U11.metadata-compressed",
    ),
    "an archive without identifier": _seed(lambda pdf: made.saved(pdf, "1.7").replace(b"/ID [", b"/XX ["), "U11.no-id"),
    "bytes after the end": _seed(lambda pdf: made.saved(pdf, "1.7") + b"more", "U11.after-end"),
    "an archive without metadata": _seed(_root("/Metadata", Dictionary()), "U11.no-metadata"),
    "metadata that is no XML": _seed(_says(b"<x"), "U11.no-metadata"),
    "not said to be PDF/A": _seed(_says(made.xmp()), "U11.not-identified"),
    "PDF/A-2b": _seed(_says(archive_xmp(level="B")), "U11.other-level"),
    "PDF/A-1": _seed(_says(archive_xmp(part="1")), "U11.other-level"),
    "compressed metadata": _seed(_packed_metadata, "U11.metadata-compressed"),
    "Info that disagrees": _seed(
        lambda pdf: ignore(pdf.trailer.Info.__setitem__("/Title", String("别的"))), "U11.information-differs"
    ),
    "an undeclared schema": _seed(_says(archive_xmp(extension=False)), "U11.schema-undeclared"),
    "two profiles": _seed(_second_profile, "U11.intents-differ"),
    "a profile of a scanner": _seed(_profile(space=b"RGB ", device=b"scnr", count=3), "U11.profile-unfit"),
    "CMYK under an RGB intent": _seed(_paints("1 0 0 0 k 10 100 5 5 re f"), "U11.device-colour"),
    "RGB without an intent": _seed(_root("/OutputIntents", Array([])), "U11.device-colour"),
    "transparency without a space in an archive": _seed(_clear, "U11.no-blend-space", "U11.device-colour"),
    "an archive with JavaScript": _seed(
        _root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))), "U11.action"
    ),
    "an archive that launches": _seed(_root("/OpenAction", Dictionary(S=Name.Launch)), "U11.action"),
    "an archive with a sound": _seed(_root("/OpenAction", Dictionary(S=Name.Sound)), "U11.action"),
    "a named action of its own": _seed(_root("/OpenAction", Dictionary(S=Name.Named, N=Name.Print)), "U11.action"),
    "an action set off by closing": _seed(_root("/AA", Dictionary()), "U11.trigger"),
    "LZW": _seed(_lzw, "U11.filter"),
    "data elsewhere in an archive": _seed(_image(F=String("a.jpg")), "U11.external-stream"),
    "a smoothed image": _seed(_image(Interpolate=True), "U11.interpolate"),
    "an image with alternates": _seed(_image(Alternates=Array([])), "U11.alternate"),
    "a proxy in the archive": _seed(_image(OPI=Dictionary()), "U11.opi"),
    "PostScript in the archive": _seed(_form(Subtype2=Name.PS), "U11.postscript"),
    "a page of another file in the archive": _seed(_form(Ref=Dictionary()), "U11.reference"),
    "a transfer function in the archive": _seed(_state(TR2=Name.Identity), "U11.transfer-function"),
    "a named halftone": _seed(
        _state(HT=Dictionary(Type=Name.Halftone, HalftoneType=1, HalftoneName=String("a"))), "U11.halftone"
    ),
    "an unknown blend mode": _seed(_state(BM=Name.Own), "U11.blend-mode"),
    "an unknown rendering intent": _seed(_paints("/Own ri"), "U11.rendering-intent"),
    "states nested too deep": _seed(_deep, "U11.nesting"),
    "an unknown operator": _seed(_paints("frobnicate"), "U11.operator"),
    "a page too large": _seed(_large, "U11.page-size"),
    "a dynamic form": _seed(_root("/AcroForm", Dictionary(XFA=Array([]))), "U11.form-dynamic"),
    "a form to be drawn": _seed(_root("/AcroForm", Dictionary(NeedAppearances=True)), "U11.form-undrawn"),
    "an alternate presentation": _seed(
        _root("/Names", Dictionary(AlternatePresentations=Dictionary())), "U11.presentation"
    ),
    "demands on the viewer": _seed(_root("/Requirements", Array([])), "U11.requirement"),
    "a permission of its own": _seed(_root("/Perms", Dictionary(Own=Dictionary())), "U11.permission"),
    "two layers of one name": _seed(
        _root(
            "/OCProperties",
            Dictionary(OCGs=Array([]), D=Dictionary(Name=String("a")), Configs=Array([Dictionary(Name=String("a"))])),
        ),
        "U11.layer-name-twice",
    ),
    "widths left out": _seed(_widths, "U11.font-widths"),
    "an annotation of three dimensions": _seed(_annotation(Subtype=Name("/3D")), "U11.annotation-kind"),
    "a link that is not printed": _seed(
        lambda pdf: ignore(pdf.pages[0].Annots[0].__delitem__("/F")), "U11.annotation-flags"
    ),
    "a hidden annotation": _seed(_annotation(F=6), "U11.annotation-flags"),
    "an annotation without appearance": _seed(_annotation(AP=None), "U11.annotation-undrawn"),
    "an appearance that is no stream": _seed(_annotation(AP=Dictionary(N=Dictionary())), "U11.annotation-appearance"),
    "a field with an action": _seed(_annotation(Subtype=Name.Widget, A=Dictionary(S=Name.GoTo)), "U11.field-action"),
    "a text in PDF/A-2": _seed(lambda pdf: _file(pdf, part="2"), "U11.file-not-archived"),
    "a PDF that is no PDF/A in PDF/A-2": _seed(
        lambda pdf: _file(pdf, part="2", content=made.tagged_pdf()), "U11.file-not-archived"
    ),
    "a file without a relationship": _seed(lambda pdf: _file(pdf, AFRelationship=None), "U11.file-relationship"),
    "a file without a type": _seed(lambda pdf: _file(pdf, Subtype=Name.text), "U11.file-type"),
    "a file of nobody": _seed(lambda pdf: _file(pdf, listed=False), "U11.file-not-associated"),
}

SOUND: Mapping[str, Seed] = {
    "a text in PDF/A-3": _seed(_file, ""),
    "a PDF/A in PDF/A-2": _seed(lambda pdf: _file(pdf, part="2", content=made.archive_pdf()), ""),
    "a drawn annotation": _seed(_annotation(), ""),
    "a CMYK intent for greys": _seed(_profile(), ""),
}

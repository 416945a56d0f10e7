"""Defects of print files: how each is put into the clean one, and what must be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.preflight import made
from tests.preflight.made import attached, ignore, painted, print_xmp, words
from tests.preflight.seeding import Change, Seed

if TYPE_CHECKING:
    from collections.abc import Mapping

Object = made.Object


def _seed(change: Change, code: str, *also: str) -> Seed:
    return Seed(made.print_pdf, ("pages", "press_ready"), change, code, frozenset(also))


def _print_xmp(**changes: str | None) -> Change:
    return lambda pdf: ignore(made.metadata(pdf, print_xmp(**changes)))


def _boxes(**boxes: tuple[float, ...] | None) -> Change:
    def change(pdf: Pdf) -> None:
        for key, box in boxes.items():
            if box is None:
                del pdf.pages[0].obj[f"/{key}"]
            else:
                pdf.pages[0].obj[f"/{key}"] = Array(box)

    return change


def _paints(content: str, *, first: bool = False) -> Change:
    return lambda pdf: painted(pdf, content, first=first)


def _state(**entries: Object) -> Change:
    """A graphics state of its own, set before a rectangle."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].Resources.ExtGState.Own = Dictionary(Type=Name.ExtGState, **entries)
        painted(pdf, "q /Own gs 0.2 0 0 0 k 200 200 50 50 re f Q")

    return change


def _text(size: float, colour: str, *, over: bool = True, text: str = "题目") -> Change:
    return _paints(f"q {'/Over gs' if over else ''} {colour}\n{words(text, 100, 500, size)}Q")


def _image(**entries: Object) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.pages[0].Resources.XObject.Im1[f"/{key}"] = value

    return change


def _drawn(scale: float, **how: Object) -> Change:
    """An image drawn so large."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].Resources.XObject.Im2 = made.image(pdf, **how)
        painted(pdf, f"q {scale} 0 0 {scale} 150 300 cm /Im2 Do Q")

    return change


def _bilevel(pdf: Pdf) -> None:
    found = made.image(pdf, Name.DeviceGray, bytes(13 * 100))
    found.BitsPerComponent = 1
    pdf.pages[0].Resources.XObject.Im2 = found
    painted(pdf, "q 24 0 0 24 150 300 cm /Im2 Do Q")


def _form(**entries: Object) -> Change:
    def change(pdf: Pdf) -> None:
        form = pdf.make_stream(b"0.2 0 0 0 k 0 0 10 10 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 10, 10])
        for key, value in entries.items():
            form[f"/{key}"] = value
        pdf.pages[0].Resources.XObject.Fm1 = form
        painted(pdf, "q 1 0 0 1 200 200 cm /Fm1 Do Q")

    return change


def _root(key: str, value: Object) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root[key] = value

    return change


def _intent(**entries: Object) -> Change:
    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            if value is None:
                del pdf.Root.OutputIntents[0][f"/{key}"]
            else:
                pdf.Root.OutputIntents[0][f"/{key}"] = value

    return change


def _second_intent(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(made.intent("GTS_PDFX", pdf.Root.OutputIntents[0].DestOutputProfile))


def _press(space: bytes, device: bytes, count: int) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0].DestOutputProfile = made.profile(pdf, space, device, count)

    return change


def _no_program(pdf: Pdf) -> None:
    del pdf.pages[0].Resources.Font.F1.DescendantFonts[0].FontDescriptor.FontFile2


def _broken_program(pdf: Pdf) -> None:
    descriptor = pdf.pages[0].Resources.Font.F1.DescendantFonts[0].FontDescriptor
    descriptor.FontFile2 = pdf.make_stream(b"\0\1\0\0 no font")


def _whole_font(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Font.F1.BaseFont = Name.Box


def _type3(pdf: Pdf) -> None:
    glyph = pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f")
    pdf.pages[0].Resources.Font.F3 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 750, 750]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([1000]),
    )
    painted(pdf, "q /Over gs 0 0 0 1 k BT /F3 12 Tf 100 500 Td (a) Tj ET Q")


def _action(**entries: Object) -> Change:
    return lambda pdf: ignore(pdf.Root.__setitem__("/OpenAction", Dictionary(**entries)))


def _layers(**entries: Object) -> Change:
    default = {"Name": String("默认"), **entries}
    given = {key: value for key, value in default.items() if value is not None}
    return _root("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary(**given)))


def _outside_data(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject.Im1.F = String("elsewhere.jpg")


def _lab(pdf: Pdf) -> None:
    pdf.pages[0].Resources.ColorSpace.Lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])
    painted(pdf, "/Lab cs 50 20 20 sc 200 200 50 50 re f")


def _more_pages(pdf: Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def _smaller_page(pdf: Pdf) -> None:
    pdf.pages[1].obj.TrimBox = Array([40, 40, 460, 650])
    pdf.pages[1].obj.BleedBox = Array([31.4, 31.4, 468.6, 668.6])


def _encrypted(pdf: Pdf) -> bytes:
    return made.saved(pdf, encryption=pikepdf.Encryption(owner="o", user="", R=4))


def _without_id(pdf: Pdf) -> bytes:
    return made.saved(pdf).replace(b"/ID [", b"/XX [")


def _mended(pdf: Pdf) -> bytes:
    return made.saved(pdf).replace(b"startxref", b"startxxxx")


def _clear_page(space: Object) -> Change:
    def change(pdf: Pdf) -> None:
        if space is None:
            del pdf.Root.OutputIntents
        else:
            pdf.pages[0].obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=space)
        _state(ca=0.5)(pdf)

    return change


def _x1a(change: Change = ignore, version: str = "1.4") -> Change:
    """A file that says it is PDF/X-1a."""

    def claim(pdf: Pdf) -> bytes:
        pdf.trailer.Info["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
        change(pdf)
        return made.saved(pdf, version)

    return claim


def _of_the_registry(pdf: Pdf) -> None:
    made.metadata(pdf, print_xmp(pdfxid_GTS_PDFXVersion=None, xmpMM_DocumentID=None, xmpMM_VersionID=None))
    del pdf.Root.OutputIntents[0].DestOutputProfile
    pdf.Root.OutputIntents[0].RegistryName = String("http://www.color.org")


def _sides(left: float, right: float) -> Change:
    """Lines of the body on every page, which begin elsewhere on left-hand pages than on right-hand ones."""

    def change(pdf: Pdf) -> None:
        for number, page in enumerate(pdf.pages, 1):
            start = right if number % 2 else left
            lines = (words("题目正文图表注页" * 3, start, 560 - 20 * row) for row in range(15))
            page.contents_add(f"q /Over gs 0 0 0 1 k\n{''.join(lines)}Q".encode())

    return change


def _folio_moved(by: float) -> Change:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[2]
        page.contents_add(b"", prepend=True)
        old, new = (words("3", 250, height, 9).encode() for height in (60, 60 + by))
        page.obj.Contents = pdf.make_stream(page.obj.Contents[-1].read_bytes().replace(old, new))

    return change


SEEDS: Mapping[str, Seed] = {
    "a box stops at the trim": _seed(_paints("0.5 0 0 0 k 40 300 50 50 re f"), "P1.bleed-not-reached"),
    "an image stops short of the bleed": _seed(
        _paints("q 50 0 0 50 412 300 cm /Im1 Do Q"), "P1.bleed-not-reached", "P7.image-coarse"
    ),
    "no bleed box": _seed(_boxes(BleedBox=None), "P1.no-bleed"),
    "a bleed of one millimetre": _seed(_boxes(BleedBox=(37, 37, 463, 663)), "P1.no-bleed"),
    "a crop mark in the bleed": _seed(_paints("q /All CS 1 SCN 0.5 w 33 40 m 39 40 l S Q"), "P2.mark-in-bleed"),
    "text near the trim": _seed(_paints("q /Over gs 0 0 0 1 k\n" + words("正文", 45, 500) + "Q"), "P3.text-near-trim"),
    "text in four inks": _seed(_text(12, "0.7 0.6 0.6 0.9 k"), "P4.text-not-black", "P6.over-limit"),
    "text in grey of three inks": _seed(_text(12, "0.6 0.6 0.6 0 k"), "P4.text-not-black"),
    "text a little grey": _seed(_text(12, "0 0 0 0.9 k"), "P4.text-screened"),
    "text that knocks out": _seed(_text(12, "0 0 0 1 k", over=False), "P5.black-knocks-out"),
    "white that overprints": _seed(_paints("q /Over gs 0 0 0 0 k 200 200 50 50 re f Q"), "P5.white-overprints"),
    "a box of 360 %": _seed(_paints("0.9 0.9 0.9 0.9 k 200 200 50 50 re f"), "P6.over-limit"),
    "an image of 340 %": _seed(_drawn(20, data=bytes([217] * 40000)), "P6.image-over-limit"),
    "an image of 150 ppi": _seed(_drawn(48), "P7.image-coarse"),
    "an image of 257 ppi": _seed(_drawn(28), "P7.image-below-target"),
    "line art of 300 ppi": _seed(_bilevel, "P7.line-art-coarse"),
    "a font left out": _seed(_no_program, "P8.not-embedded"),
    "a broken font": _seed(_broken_program, "P8.program-broken"),
    "a whole font": _seed(_whole_font, "P8.not-subset"),
    "a Type 3 font": _seed(_type3, "P8.type3"),
    "five pages": _seed(_more_pages, "P9.page-count"),
    "a repaired file": _seed(_mended, "P11.repaired"),
    "version 1.7": _seed(lambda pdf: made.saved(pdf, "1.7"), "P11.version"),
    "an encrypted file": _seed(_encrypted, "P11.encrypted"),
    "no identifier": _seed(_without_id, "P11.no-id"),
    "no metadata": _seed(lambda pdf: ignore(pdf.Root.__delitem__("/Metadata")), "P12.no-xmp", "U3.no-title"),
    "not said to be PDF/X-4": _seed(_print_xmp(pdfxid_GTS_PDFXVersion=None), "P12.not-identified"),
    "no identifier of the document": _seed(_print_xmp(xmpMM_DocumentID=None), "P12.no-property"),
    "trapping unknown": _seed(_print_xmp(pdf_Trapped="Unknown"), "P12.trapped-unknown"),
    "a title of its own in Info": _seed(
        lambda pdf: ignore(pdf.trailer.Info.__setitem__("/Title", String("别的"))), "P12.information-differs"
    ),
    "a date of its own in Info": _seed(
        lambda pdf: ignore(pdf.trailer.Info.__setitem__("/ModDate", String("D:20240101"))),
        "P12.information-differs",
    ),
    "no output intent": _seed(lambda pdf: ignore(pdf.Root.__delitem__("/OutputIntents")), "P13.no-intent"),
    "two output intents": _seed(_second_intent, "P13.several-intents"),
    "an intent without a name": _seed(_intent(OutputConditionIdentifier=None), "P13.no-condition"),
    "an intent without a profile": _seed(_intent(DestOutputProfile=None), "P13.no-profile"),
    "a screen's profile": _seed(_press(b"CMYK", b"mntr", 4), "P13.not-a-press"),
    "a wrong number of channels": _seed(_press(b"CMYK", b"prtr", 3), "P13.components-differ"),
    "no trim box": _seed(_boxes(TrimBox=None), "P14.no-trim", "P14.sizes-differ", "P18.registration-colour"),
    "trim box and art box": _seed(_boxes(ArtBox=made.TRIM), "P14.trim-and-art"),
    "a bleed beyond the sheet": _seed(
        _boxes(BleedBox=(-20, -20, 520, 720)), "P14.boxes-not-nested", "P2.mark-in-bleed"
    ),
    "a smaller page": _seed(_smaller_page, "P14.sizes-differ"),
    "a red box of RGB": _seed(_paints("1 0 0 rg 200 200 50 50 re f"), "P15.device-rgb"),
    "text of RGB black": _seed(_text(12, "0 0 0 rg"), "P15.device-rgb", "P4.text-not-black"),
    "an image of RGB": _seed(_drawn(20, space=Name.DeviceRGB, data=bytes(30000)), "P15.device-rgb"),
    "a colour of Lab": _seed(_lab, "P15.measured-colour"),
    "a link": _seed(lambda pdf: ignore(attached(pdf, Subtype=Name.Link)), "P15.annotation"),
    "JavaScript": _seed(_action(S=Name.JavaScript, JS=String("1")), "P15.javascript"),
    "an action": _seed(_action(S=Name.URI, URI=String("about:blank")), "P15.action"),
    "a transfer function": _seed(_state(TR=Name.Identity), "P15.transfer-function"),
    "a halftone of type 6": _seed(
        _state(HT=Dictionary(Type=Name.Halftone, HalftoneType=6, Width=1, Height=1)), "P15.halftone"
    ),
    "PostScript": _seed(_form(Subtype2=Name.PS), "P15.postscript"),
    "an alternate image": _seed(_image(Alternates=Array([])), "P15.alternate"),
    "a proxy": _seed(_image(OPI=Dictionary()), "P15.opi"),
    "data elsewhere": _seed(_outside_data, "P15.external-stream"),
    "a page of another file": _seed(_form(Ref=Dictionary()), "P15.reference"),
    "a form to fill in": _seed(_root("/AcroForm", Dictionary(XFA=Array([]))), "P15.form"),
    "transparency without a space": _seed(_clear_page(None), "P15.no-blend-space", "P13.no-intent"),
    "transparency in RGB": _seed(_clear_page(Name.DeviceRGB), "P15.screen-blend-space"),
    "layers without a name": _seed(_layers(Name=None), "P15.layer-unnamed"),
    "layers that switch": _seed(_layers(AS=Array([])), "P15.layer-switches"),
    "layers that begin hidden": _seed(_layers(BaseState=Name.OFF), "P15.layer-base"),
    "PDF/X-1a of a later version": _seed(_x1a(version="1.6"), "P16.version"),
    "PDF/X-1a without a title": _seed(
        _x1a(lambda pdf: ignore(pdf.trailer.Info.__delitem__("/Title"))), "P16.no-property"
    ),
    "PDF/X-1a with Lab": _seed(_x1a(_lab), "P16.measured-colour", "P15.measured-colour"),
    "PDF/X-1a with transparency": _seed(_x1a(_state(ca=0.5)), "P16.transparency"),
    "PDF/X-1a with layers": _seed(_x1a(_layers()), "P16.layers"),
    "left pages to the right": _seed(_sides(120, 100), "P17.sides-apart"),
    "a folio out of line": _seed(_folio_moved(15), "P17.folios-apart"),
    "a hairline": _seed(_paints("q 0 0 0 1 K 0.1 w 100 300 m 200 300 l S Q"), "P18.hairline"),
    "a rule filled too thin": _seed(_paints("q 0 0 0 1 k 100 300 100 0.1 re f Q"), "P18.hairline"),
    "registration colour on the page": _seed(
        _paints("q /All cs 1 scn 200 200 50 50 re f Q"), "P18.registration-colour"
    ),
}

SOUND: Mapping[str, Seed] = {
    "a strip that fills the bleed": _seed(_paints("0.5 0 0 0 k 31.4 100 8.6 300 re f"), ""),
    "white that ends at the trim": _seed(_paints("0 0 0 0 k 40 300 50 50 re f"), ""),
    "red words of two inks": _seed(_text(12, "0 1 1 0 k"), ""),
    "grey words": _seed(_text(12, "0 0 0 0.6 k"), ""),
    "a large title of many inks": _seed(_text(30, "0.6 0.5 0.5 1 k"), ""),
    "an image of 300 ppi": _seed(_drawn(24), ""),
    "a rule of a quarter point": _seed(_paints("q 0 0 0 1 K 0.25 w 100 300 m 200 300 l S Q"), ""),
    "a link beside the page": _seed(
        lambda pdf: ignore(attached(pdf, Subtype=Name.Link, Rect=Array([0, 0, 10, 10]))), ""
    ),
    "layers by the rules": _seed(_layers(), ""),
    "PDF/X-1a for a press of the registry": _seed(_x1a(_of_the_registry), ""),
    "margins in a mirror": _seed(_sides(96, 116), ""),
    "a folio a little higher": _seed(_folio_moved(8), ""),
}

"""Defects of tagged files: one for every condition of the Matterhorn Protocol that a program can test, and more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.preflight import made
from tests.preflight.fonts_made import bare_cff, program_with_tables, type1
from tests.preflight.made import attached, element, ignore, painted, words
from tests.preflight.seeding import Change, Seed

if TYPE_CHECKING:
    from collections.abc import Mapping

Object = made.Object


def _seed(change: Change, code: str, *also: str) -> Seed:
    return Seed(made.tagged_pdf, ("pages", "access"), change, code, frozenset(also))


def _set(kind: str, key: str, value: Object) -> Change:
    """An entry of the first element of a type; None takes it out."""

    def change(pdf: Pdf) -> None:
        if value is None:
            del element(pdf, kind)[key]
        else:
            element(pdf, kind)[key] = value

    return change


def _root(*path: str, value: Object) -> Change:
    def change(pdf: Pdf) -> None:
        *outer, last = path
        holder = pdf.Root
        for key in outer:
            holder = holder[key]
        if value is None:
            del holder[last]
        else:
            holder[last] = value

    return change


def _called(kind: str, name: str) -> Change:
    return _set(kind, "/S", Name(f"/{name}"))


def _role(**roles: str) -> Change:
    mapped = Dictionary({f"/{kind}": Name(f"/{role}") for kind, role in roles.items()})
    return _root("/StructTreeRoot", "/RoleMap", value=mapped)


def _both(*changes: Change) -> Change:
    def change(pdf: Pdf) -> None:
        for each in changes:
            each(pdf)

    return change


def _repaint(old: str, new: str) -> Change:
    return lambda pdf: made.repainted(pdf, old, new)


def _paints(content: str) -> Change:
    return lambda pdf: painted(pdf, content)


def _annotation(**entries: Object) -> Change:
    """An annotation in an Annot element, described, at a place that can be seen; None leaves an entry out."""

    def change(pdf: Pdf) -> None:
        kind = entries.get("tag", "Annot")
        given = {"Subtype": Name.Text, "Contents": String("注"), **entries}
        given.pop("tag", None)
        own = attached(pdf, **{key: value for key, value in given.items() if value is not None})
        if kind:
            parent = element(pdf, "Document")
            tag = Dictionary(
                Type=Name.StructElem,
                S=Name(f"/{kind}"),
                P=parent,
                K=Dictionary(Type=Name.OBJR, Obj=own, Pg=pdf.pages[0].obj),
            )
            parent.K.append(pdf.make_indirect(tag))

    return change


def _mute(*others: Change) -> Change:
    """A document without a language, in which all that is tagged has one."""

    def change(pdf: Pdf) -> None:
        del pdf.Root.Lang
        element(pdf, "Document").Lang = String("zh-CN")
        made.metadata(pdf, made.xmp(pdfuaid_part="1").replace(b' xml:lang="x-default"', b' xml:lang="zh-CN"'))
        for each in others:
            each(pdf)

    return change


def _outline(pdf: Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("题目"), Dest=Array([pdf.pages[0].obj, Name.Fit])))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = pdf.Root.Outlines


def _more_kids(kind: str, *inner: str) -> Change:
    """Empty elements at the end of the first of a type."""

    def change(pdf: Pdf) -> None:
        parent = element(pdf, kind)
        for each in inner:
            tag = Dictionary(Type=Name.StructElem, S=Name(f"/{each}"), P=parent, K=Array([]))
            parent.K.append(pdf.make_indirect(tag))

    return change


def _layers(default: str | None = "a", other: str = "b", **entries: Object) -> Change:
    named = {"/Name": String(default)} if default else {}
    configuration = Dictionary({**named, **{f"/{key}": value for key, value in entries.items()}})
    properties = Dictionary(OCGs=Array([]), D=configuration, Configs=Array([Dictionary(Name=String(other))]))
    return _root("/OCProperties", value=properties)


def _attachment(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"a")
    own = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=stream)))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), own])))


def _dynamic(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"<config><acrobat><dynamicRender>required</dynamicRender></acrobat></config>")
    pdf.Root.AcroForm = Dictionary(XFA=Array([String("config"), stream]), Fields=Array([]))


_LOCK = partial(pikepdf.Encryption, owner="o", user="", R=3, aes=False, metadata=False)


def _locked(*, permitted: bool) -> Change:
    allow = pikepdf.Permissions(accessibility=permitted, extract=permitted)
    return lambda pdf: made.saved(pdf, "1.7", encryption=_LOCK(allow=allow))


def _printer_mark(drawn: bytes, *, tag: str | None = None) -> Change:
    def change(pdf: Pdf) -> None:
        form = pdf.make_stream(drawn)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        _annotation(Subtype=Name.PrinterMark, Contents=None, AP=Dictionary(N=form), tag=tag)(pdf)

    return change


def _clip(**entries: Object) -> Change:
    given = {"Type": Name.MediaClip, "S": Name.MCD, "CT": String("video/mp4"), "Alt": Array([String(""), String("a")])}
    made_ = Dictionary(**{key: value for key, value in {**given, **entries}.items() if value is not None})
    return _root("/Clip", value=made_)


def _form(*, reference: bool = False, times: int = 1, mcid: bool = False) -> Change:
    def change(pdf: Pdf) -> None:
        inner = b"/Span <</MCID 0>> BDC 0 0 5 5 re f EMC" if mcid else b"0 0 5 5 re f"
        form = pdf.make_stream(inner)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        if reference:
            form.Ref = Dictionary()
        pdf.pages[0].Resources.XObject.Fm1 = form
        if mcid:
            element(pdf, "P").K.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[0].obj, Stm=form, MCID=0))
            painted(pdf, "/Fm1 Do " * times)
        else:
            painted(pdf, "/Artifact BMC /Fm1 Do EMC")

    return change


# Fonts: text in a font of its own, in an artifact.


def _inner(pdf: Pdf) -> Object:
    return pdf.pages[0].Resources.Font.F1.DescendantFonts[0]


def _font(key: str, value: Object) -> Change:
    """An entry of the composite font; None takes it out."""

    def change(pdf: Pdf) -> None:
        font = pdf.pages[0].Resources.Font.F1
        if value is None:
            del font[key]
        else:
            font[key] = value

    return change


def _inside(key: str, value: Object) -> Change:
    """An entry of the font in the composite font; None takes it out."""

    def change(pdf: Pdf) -> None:
        if value is None:
            del _inner(pdf)[key]
        else:
            _inner(pdf)[key] = value

    return change


def _cmap(text: bytes, **entries: Object) -> Change:
    """An embedded character map in place of Identity-H."""

    def change(pdf: Pdf) -> None:
        space = b"/CMapName /Own def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        ranges = b"1 begincidrange <0000> <ffff> 0 endcidrange\n"
        stream = pdf.make_stream(text + space + ranges)
        stream.Type, stream.CMapName = Name.CMap, Name.Own
        system = {"Registry": String("Adobe"), "Ordering": String("Identity"), "Supplement": 0}
        own = {key: entries.pop(key) for key in list(entries) if key in system}
        stream.CIDSystemInfo = Dictionary(**{**system, **own})
        for key, value in entries.items():
            stream[f"/{key}"] = value
        pdf.pages[0].Resources.Font.F1.Encoding = stream

    return change


def _unicode(old: bytes, new: bytes) -> Change:
    def change(pdf: Pdf) -> None:
        own = made.to_unicode()
        assert old in own
        pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(own.replace(old, new))

    return change


def _no_program(pdf: Pdf) -> None:
    del _inner(pdf).FontDescriptor.FontFile2


def _broken_program(pdf: Pdf) -> None:
    _inner(pdf).FontDescriptor.FontFile2 = pdf.make_stream(b"\0\1\0\0 no font")


def _cids(bits: bytes) -> Change:
    return lambda pdf: ignore(_inner(pdf).FontDescriptor.__setitem__("/CIDSet", pdf.make_stream(bits)))


_ALL_CIDS = b"\xff" * (len(made.LETTERS) // 8 + 1)


def _plain(text: str = "abc", **changes: Object) -> Change:
    """Text in a TrueType font of one byte; `program` changes the program, `Flags` the descriptor."""

    def change(pdf: Pdf) -> None:
        program, flags = changes.pop("program", None), changes.pop("Flags", None)
        font = made.simple_font(pdf, **changes)
        if program:
            font.FontDescriptor.FontFile2 = pdf.make_stream(program)
        if flags:
            font.FontDescriptor.Flags = flags
        pdf.pages[0].Resources.Font.F2 = font
        painted(pdf, f"/Artifact BMC BT /F2 12 Tf 100 60 Td ({text}) Tj ET EMC")

    return change


def _differences(name: str, base: Object = Name.WinAnsiEncoding) -> Object:
    made_ = Dictionary(Type=Name.Encoding, Differences=Array([97, Name(f"/{name}")]))
    if base is not None:
        made_.BaseEncoding = base
    return made_


def _type1_font(charset: str, *, cff: bool = False) -> Change:
    """Text in a Type 1 font whose descriptor lists its glyphs."""

    def change(pdf: Pdf) -> None:
        key = "FontFile3" if cff else "FontFile"
        stream = pdf.make_stream(bare_cff() if cff else type1())
        if cff:
            stream.Subtype = Name.Type1C
        font = made.simple_font(pdf, Subtype=Name.Type1)
        del font.FontDescriptor.FontFile2
        font.FontDescriptor[f"/{key}"] = stream
        font.FontDescriptor.CharSet = String(charset)
        pdf.pages[0].Resources.Font.F2 = font
        painted(pdf, "/Artifact BMC BT /F2 12 Tf 100 60 Td (A) Tj ET EMC")

    return change


def _short_cells(pdf: Pdf) -> None:
    del element(pdf, "Table").K[1].K[1]


def _span(rows: int) -> Change:
    def change(pdf: Pdf) -> None:
        cell = element(pdf, "Table").K[0].K[0]
        cell.A = Dictionary(O=Name.Table, Scope=Name.Column, RowSpan=rows)

    return change


def _headers_by_name(pdf: Pdf) -> None:
    for cell in element(pdf, "Table").K[1].K:
        cell.A = Dictionary(O=Name.Table, Headers=Array([String("h")]))
    for cell in element(pdf, "Table").K[0].K:
        cell.ID = String("h")
        del cell.A


def _parent_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree.Nums[1][5]


_PLAIN_ARTIFACT = "/Artifact BMC\n"

SEEDS: Mapping[str, Seed] = {
    "no tag tree": _seed(
        _root("/StructTreeRoot", value=None), "U1.no-tags", "U9.link-untagged", "U9.annotation-untagged"
    ),
    "not marked": _seed(_root("/MarkInfo", value=None), "U1.not-marked"),
    "suspects": _seed(_root("/MarkInfo", "/Suspects", value=True), "U1.suspects"),
    "a parent tree too short": _seed(_parent_tree, "U1.parent-tree"),
    "a type that nobody knows": _seed(_called("P", "Own"), "U1.role-unknown"),
    "a role that goes in a circle": _seed(_role(A="B", B="A"), "U1.role-circular"),
    "a standard role remapped": _seed(_role(P="Span"), "U1.standard-role-remapped"),
    "an artifact in content": _seed(
        _repaint("/Span <</MCID 2>> BDC\n", "/Span <</MCID 2>> BDC /Artifact BMC EMC\n"), "U2.artifact-in-content"
    ),
    "content in an artifact": _seed(
        _repaint(
            "/Span <</MCID 2>> BDC\n", "/Artifact BMC EMC /Artifact BMC /Span <</MCID 2>> BDC EMC EMC /Span BMC\n"
        ),
        "U2.content-in-artifact",
        "U2.neither",
    ),
    "text that is neither": _seed(_paints(words("正文", 100, 60)), "U2.neither"),
    "a form drawn twice": _seed(_form(mcid=True, times=2), "U2.form-drawn-twice"),
    "a page of another file in a tagged file": _seed(_form(reference=True), "U2.reference-object"),
    "no metadata in a tagged file": _seed(_root("/Metadata", value=None), "U3.no-metadata", "U3.no-title"),
    "not said to be PDF/UA": _seed(lambda pdf: ignore(made.metadata(pdf, made.xmp())), "U3.not-identified"),
    "no word on the title bar": _seed(_root("/ViewerPreferences", value=None), "U3.title-bar-unset"),
    "a title bar with the file's name": _seed(
        _root("/ViewerPreferences", "/DisplayDocTitle", value=False), "U3.title-bar-file-name"
    ),
    "a language misspelt": _seed(_set("P", "/Lang", String("中文")), "U4.language-malformed"),
    "text of no language": _seed(
        _mute(lambda pdf: ignore(element(pdf, "Document").__delitem__("/Lang"))),
        "U4.text-language",
        *("U4.no-language", "U4.replacement-language", "U4.annotation-language"),
    ),
    "a replacement of no language": _seed(
        _mute(_paints(_PLAIN_ARTIFACT + "/Span <</ActualText (a)>> BDC EMC EMC")),
        "U4.replacement-language",
        "U4.no-language",
    ),
    "bookmarks of no language": _seed(_mute(_outline), "U4.outline-language", "U4.no-language"),
    "an annotation of no language": _seed(
        _mute(_annotation(tag=None, Subtype=Name.Popup)), "U4.annotation-language", "U4.no-language"
    ),
    "a field of no language": _seed(
        _mute(_annotation(tag=None, Subtype=Name.Widget, TU=String("a"), Contents=None)),
        "U4.field-language",
        *("U4.no-language", "U9.field-untagged"),
    ),
    "metadata of no language": _seed(
        _mute(lambda pdf: ignore(made.metadata(pdf, made.xmp(pdfuaid_part="1")))),
        "U4.metadata-language",
        "U4.no-language",
    ),
    "a figure without words": _seed(_set("Figure", "/Alt", None), "U5.figure-alt"),
    "a figure with empty words": _seed(_set("Figure", "/Alt", String(" ")), "U5.figure-alt"),
    "a formula without words": _seed(_called("P", "Formula"), "U5.formula-alt"),
    "a first heading of level 2": _seed(_called("H1", "H2"), "U6.first-not-h1"),
    "a skipped level": _seed(_called("H2", "H3"), "U6.level-skipped"),
    "two kinds of headings": _seed(_called("P", "H"), "U6.kinds-mixed"),
    "two headings in one": _seed(_both(_called("H1", "H"), _called("H2", "H")), "U6.several-headings"),
    "a row too short": _seed(_short_cells, "U7.irregular", "U1.parent-tree", "U2.neither"),
    "a cell that spans too far": _seed(_span(2), "U7.irregular"),
    "a table without headers": _seed(_both(_called("TH", "TD"), _called("TH", "TD")), "U7.no-headers"),
    "a header without scope": _seed(_set("TH", "/A", None), "U7.no-scope"),
    "a cell outside a row": _seed(_called("TR", "Div"), "U7.table-nesting", "U7.no-headers"),
    "two captions": _seed(_more_kids("Table", "Caption", "Caption"), "U7.table-nesting"),
    "a head without a body": _seed(_called("TR", "THead"), "U7.table-nesting", "U7.no-headers"),
    "an item outside a list": _seed(_called("L", "Div"), "U8.list-nesting"),
    "a paragraph in a list": _seed(_called("LI", "P"), "U8.list-nesting"),
    "an entry outside a contents": _seed(_called("TOC", "Div"), "U8.contents-nesting"),
    "a paragraph in a contents": _seed(_called("TOCI", "P"), "U8.contents-nesting"),
    "ruby of paragraphs": _seed(_both(_called("P", "Ruby"), _more_kids("Ruby", "P")), "U8.ruby-nesting"),
    "warichu of paragraphs": _seed(_both(_called("P", "Warichu"), _more_kids("Warichu", "P")), "U8.warichu-nesting"),
    "a note without an identifier": _seed(_set("Note", "/ID", None), "U8.note-id"),
    "two notes of one identifier": _seed(
        _both(_called("P", "Note"), _set("Note", "/ID", String("n1"))), "U8.note-id-twice"
    ),
    "an annotation without words": _seed(_annotation(Contents=None), "U9.annotation-undescribed"),
    "an annotation of an unknown kind": _seed(_annotation(Subtype=Name.Own), "U9.annotation-unknown"),
    "an annotation outside the tree": _seed(_annotation(tag=None), "U9.annotation-untagged"),
    "a clip without words": _seed(_clip(Alt=None), "U9.clip-alt"),
    "a clip without a type": _seed(_clip(CT=None), "U9.clip-type"),
    "a field without a name": _seed(
        _annotation(Subtype=Name.Widget, Contents=None, tag="Form"), "U9.field-undescribed"
    ),
    "a field outside the tree": _seed(_annotation(Subtype=Name.Widget, TU=String("a"), tag=None), "U9.field-untagged"),
    "a link without words": _seed(
        lambda pdf: ignore(pdf.pages[0].Annots[0].__delitem__("/Contents")), "U9.link-undescribed"
    ),
    "a link in a span": _seed(_called("Link", "Span"), "U9.link-untagged"),
    "no tab order": _seed(lambda pdf: ignore(pdf.pages[0].obj.__delitem__("/Tabs")), "U9.no-tab-order"),
    "a tab order by rows": _seed(lambda pdf: ignore(pdf.pages[0].obj.__setitem__("/Tabs", Name.R)), "U9.tab-order"),
    "a printer's mark with content": _seed(_printer_mark(b"0 0 9 9 re f"), "U9.printer-mark-content"),
    "a printer's mark in the tree": _seed(_printer_mark(b"", tag="Annot"), "U9.printer-mark-tagged"),
    "a trap net": _seed(_annotation(Subtype=Name.TrapNet, tag=None), "U9.trap-net"),
    "a code that reads as a byte order mark": _seed(_unicode(b"<9898>", b"<feff>"), "U10.byte-order-mark"),
    "no ToUnicode": _seed(_font("/ToUnicode", None), "U10.no-map"),
    "a code that reads as nought": _seed(_unicode(b"<9898>", b"<0000>"), "U10.nought"),
    "a code that does not read": _seed(_unicode(b"<9898>", b"<>"), "U10.unreadable"),
    "default layers without a name": _seed(_layers(None), "U14.default-layers-unnamed"),
    "layers without a name in a tagged file": _seed(_layers(other=""), "U14.layers-unnamed"),
    "layers that switch in a tagged file": _seed(_layers(AS=Array([])), "U14.layers-switch"),
    "an attachment without UF": _seed(_attachment, "U14.file-unnamed"),
    "an attached note without names": _seed(
        _annotation(Subtype=Name.FileAttachment, FS=Dictionary(Type=Name.Filespec)), "U14.file-unnamed"
    ),
    "a form that is drawn late": _seed(_dynamic, "U14.form-dynamic"),
    "a file that may not be read aloud": _seed(_locked(permitted=False), "U14.reading-forbidden"),
    "a font left out in a tagged file": _seed(_no_program, "U15.not-embedded"),
    "a broken font in a tagged file": _seed(_broken_program, "U15.program-broken"),
    "a glyph left out": _seed(
        _paints("/Artifact BMC BT /F1 9 Tf 100 60 Td <7fff> Tj ET EMC"), "U15.glyph-missing", "U10.unreadable"
    ),
    "widths of another font": _seed(_inside("/W", Array([])), "U15.width-differs"),
    "a CIDSet too small": _seed(_cids(b"\x80"), "U15.cid-unlisted"),
    "a CIDSet too large": _seed(_cids(_ALL_CIDS + b"\xff\xff"), "U15.cid-listed-missing"),
    "a CharSet too small": _seed(_type1_font("/B"), "U15.glyph-unlisted"),
    "a CharSet too large": _seed(_type1_font("/A/B/C"), "U15.glyph-listed-missing"),
    "a CharSet too small for CFF": _seed(_type1_font("/B", cff=True), "U15.glyph-unlisted"),
    "no CIDToGIDMap": _seed(_inside("/CIDToGIDMap", None), "U15.no-glyph-map"),
    "an unknown CIDToGIDMap": _seed(_inside("/CIDToGIDMap", Name.Own), "U15.glyph-map-unknown"),
    "an unknown character map": _seed(_font("/Encoding", Name("/Own-H")), "U15.map-unknown", "U10.unreadable"),
    "a map of another registry": _seed(_cmap(b"", Registry=String("Own")), "U15.registry-differs"),
    "a map of another ordering": _seed(_cmap(b"", Ordering=String("GB1")), "U15.ordering-differs"),
    "a map of an older supplement": _seed(
        _both(
            _cmap(b""),
            _inside(
                "/CIDSystemInfo",
                Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=2),
            ),
        ),
        "U15.supplement-differs",
    ),
    "a predefined map of another collection": _seed(
        _font("/Encoding", Name("/UniGB-UTF16-H")), "U15.ordering-differs", "U10.unreadable"
    ),
    "a map of two writing modes": _seed(_cmap(b"/WMode 1 def\n", WMode=0), "U15.writing-mode-differs"),
    "a map on an unknown one": _seed(_cmap(b"/Own-H usecmap\n"), "U15.map-builds-on-unknown"),
    "letters without an encoding": _seed(_plain(Encoding=None), "U15.letters-not-encoded"),
    "letters without a base encoding": _seed(
        _plain(Encoding=_differences("a", None)), "U15.letters-base-missing", "U15.letters-base-unknown"
    ),
    "letters of another base encoding": _seed(_plain(Encoding=Name.MacExpertEncoding), "U15.letters-base-unknown"),
    "letters of an unknown name": _seed(_plain("b", Encoding=_differences("own")), "U15.letters-name-unknown"),
    "letters renamed without a Unicode table": _seed(
        _plain("b", Encoding=_differences("b"), program=program_with_tables((1, 0))), "U15.letters-differences"
    ),
    "letters without a table": _seed(_plain(program=program_with_tables((3, 0))), "U15.letters-without-table"),
    "a letter that is not there": _seed(_plain("a\\351"), "U15.letters-lost"),
    "symbols with an encoding": _seed(_plain(Flags=4), "U15.symbols-encoded", "U15.symbols-table-unclear"),
    "symbols without a table": _seed(
        _plain(Flags=4, Encoding=None, program=program_with_tables()), "U15.symbols-without-table", "U10.no-map"
    ),
    "symbols with two tables": _seed(
        _plain(Flags=4, Encoding=None, program=program_with_tables((1, 0), (3, 1))),
        "U15.symbols-table-unclear",
        "U10.no-map",
    ),
}

SOUND: Mapping[str, Seed] = {
    "headers by name": _seed(_headers_by_name, ""),
    "a described annotation in the tree": _seed(_annotation(), ""),
    "a described field in the tree": _seed(_annotation(Subtype=Name.Widget, TU=String("a"), tag="Form"), ""),
    "a printer's mark that is an artifact": _seed(_printer_mark(b"/Artifact BMC 0 0 9 9 re f EMC"), ""),
    "a role of one's own": _seed(_both(_role(Own="P"), _called("P", "Own")), ""),
    "a language for every part": _seed(_set("P", "/Lang", String("en-GB")), ""),
    "text in a simple font": _seed(_plain(), ""),
    "an embedded character map": _seed(_cmap(b"", WMode=0), ""),
    "a form in an artifact": _seed(_form(), ""),
    "a form with content, drawn once": _seed(_form(mcid=True), ""),
    "a locked file that may be read aloud": _seed(_locked(permitted=True), ""),
    "layers with names": _seed(_layers(), ""),
    "a clip with words": _seed(_clip(), ""),
    "a full CIDSet": _seed(
        _cids(bytes(0xFF if 8 * byte + 8 <= len(made.LETTERS) + 1 else 0 for byte in range(len(_ALL_CIDS)))), ""
    ),
    "a CharSet that is right": _seed(_type1_font("/A/B"), ""),
}

"""What an archived file says of itself, and its colours' meaning (U11; ISO 19005-2 6.1, 6.2.3, 6.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.gathering import on_pages
from typeset.preflight.pdf.colour import Family
from typeset.preflight.pdf.content import contents_of, things_of
from typeset.preflight.pdf.intents import Profile, intent_space, intents_of, read_profile
from typeset.preflight.pdf.objects import entry, identity, integer, items
from typeset.preflight.pdf.xmp import NAMESPACES, metadata_of
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.painted import Paint, Painted
    from typeset.settings import Profiles

PARTS = ("2", "3")
_LEVELS = ("U", "A")
_KINDS = ("GTS_PDFA1",)
_DEVICES = {"prtr", "mntr"}
_OLD = 5  # the first major version of ICC that is too new
# What PDF/A knows without being told (XMP 2005); PDF/UA and PDF/X identifiers are not among it.
_KNOWN = {"dc", "pdf", "xmp", "xmpMM", "pdfaid", "pdfaExtension", "pdfaSchema"}
_KNOWN_SPACES = tuple(
    f"{{{space}}}"
    for space in (
        "http://ns.adobe.com/xap/1.0/rights/",
        "http://ns.adobe.com/xap/1.0/bj/",
        "http://ns.adobe.com/xap/1.0/t/pg/",
        "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
        "http://ns.adobe.com/photoshop/1.0/",
        "http://ns.adobe.com/camera-raw-settings/1.0/",
        "http://ns.adobe.com/tiff/1.0/",
        "http://ns.adobe.com/exif/1.0/",
        "http://ns.adobe.com/exif/1.0/aux/",
        "http://www.aiim.org/pdfa/ns/property#",
        "http://www.aiim.org/pdfa/ns/type#",
        "http://www.aiim.org/pdfa/ns/field#",
    )
)


def part_of(document: Document) -> str:
    """Which part of PDF/A the file says that it is; empty where it does not."""
    return document.once(metadata_of).value("pdfaid:part")


def check_identification(document: Document, _: Profiles) -> Iterator[Finding]:
    """XMP says PDF/A-2u or 3u (or a), is not compressed, agrees with Info, and declares what it adds."""
    found = document.once(metadata_of)
    if not found.sound:
        yield Finding("U11.no-metadata")
        return
    part, level = part_of(document), found.value("pdfaid:conformance")
    if not part:
        yield Finding("U11.not-identified")
    elif part not in PARTS or level not in _LEVELS:
        yield Finding("U11.other-level", values={"part": part, "level": level})
    if found.filtered:
        yield Finding("U11.metadata-compressed")
    for key in found.differences():
        yield Finding("U11.information-differs", values={"key": key})
    for namespace in sorted({_namespace(key) for key in found.values} - found.declared - {""}):
        yield Finding("U11.schema-undeclared", values={"namespace": namespace})


def _namespace(key: str) -> str:
    """The namespace of a property that is not known by itself; empty for others."""
    if key.startswith(_KNOWN_SPACES) or key.partition(":")[0] in _KNOWN:
        return ""
    return NAMESPACES.get(key.partition(":")[0]) or key.removeprefix("{").rpartition("}")[0]


def check_intents(document: Document, _: Profiles) -> Iterator[Finding]:
    """The output intent has a profile of a printer or a screen; several share one."""
    everything = intents_of(document, "GTS_PDFA1", "GTS_PDFX", "ISO_PDFE1")
    profiles = [entry(intent, "/DestOutputProfile") for intent in everything]
    given = [stream for stream in profiles if isinstance(stream, pikepdf.Stream)]
    if len({identity(stream) for stream in given}) > 1:
        yield Finding("U11.intents-differ")
    for stream in given:
        profile = read_profile(stream)
        count = Profile.COMPONENTS.get(profile.space)
        sound = profile.device in _DEVICES and profile.space != "Lab" and 0 < profile.version < _OLD
        if not sound or count != integer(entry(stream, "/N")):
            yield Finding("U11.profile-unfit", values={"device": profile.device or "?", "space": profile.space or "?"})
            return


def check_colours(document: Document, _: Profiles) -> Iterator[Finding]:
    """The colours of devices mean what the output intent says."""
    space = intent_space(document, *_KINDS)
    covered = {"": set(), "GRAY": {Family.GRAY}, "RGB": {Family.GRAY, Family.RGB}}.get(space)
    if covered is None:
        covered = {Family.GRAY, Family.CMYK}
    things = document.here(things_of)
    for family in (Family.GRAY, Family.RGB, Family.CMYK):
        if family not in covered:
            yield from on_pages(
                "U11.device-colour", document, (thing for thing in things if _has(thing, family)), space=str(family)
            )


def _has(thing: Painted, family: Family) -> bool:
    paints: list[Paint] = [paint for paint in (thing.fill, thing.stroke) if paint]
    return thing.is_visible and any(_device(paint) is family for paint in paints)


def _device(paint: Paint) -> Family:
    space = paint.space.real
    if space.family in {Family.SEPARATION, Family.DEVICE_N} and space.base:
        return space.base.real.family
    return space.family


def check_transparency(document: Document, _: Profiles) -> Iterator[Finding]:
    """Transparency has a space to blend in."""
    if intent_space(document, *_KINDS):
        return
    for content in document.here(contents_of):
        clear = [thing for thing in content.things if thing.transparent and thing.is_visible]
        if clear and entry(content.page.dictionary, "/Group", "/CS") is None:
            yield from on_pages("U11.no-blend-space", document, clear[:1])


def check_file(document: Document, _: Profiles) -> Iterator[Finding]:
    """The file begins as it should, is not encrypted, has an identifier, and ends where it ends."""
    pdf, written = document.pdf, document.data
    if not written.startswith(b"%PDF-1."):
        yield Finding("U11.header")
    elif not _is_binary(written):
        yield Finding("U11.header-comment")
    if pdf.is_encrypted:
        yield Finding("U11.encrypted")
    if not all(isinstance(each, pikepdf.String) for each in items(entry(pdf.trailer, "/ID"))[:2] or [None]):
        yield Finding("U11.no-id")
    _before, _end, after = written.rpartition(b"%%EOF")
    if after.strip(b"\r\n"):
        yield Finding("U11.after-end", values={"count": len(after)})


def _is_binary(data: bytes) -> bool:
    """Whether the second line is a comment of four bytes or more above 127."""
    second = data[:64].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")[1:2]
    return bool(second) and second[0][:1] == b"%" and len(second[0]) > 4 and min(second[0][1:5]) > 127  # noqa: PLR2004

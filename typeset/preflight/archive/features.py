"""What an archive does not take: what acts, what lies elsewhere, what nobody may read in time (U11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.content import contents_of
from typeset.preflight.pdf.features import bad_halftones, has_transfer_function, reads_from_outside
from typeset.preflight.pdf.objects import entry, items, name, number, one_or_many, text
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.survey import survey_of
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles

_ACTIONS = {"GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"}
_NAMED = {"NextPage", "PrevPage", "FirstPage", "LastPage"}
_FILTERS = {
    "ASCIIHexDecode",
    "ASCII85Decode",
    "FlateDecode",
    "RunLengthDecode",
    "CCITTFaxDecode",
    "JBIG2Decode",
    "DCTDecode",
    "JPXDecode",
}
_BLEND_MODES = {
    *("Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn"),
    *("HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity"),
}
_INTENTS = {"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"}
_DEEPEST = 28
_SMALLEST, _LARGEST = 3, 14400  # points


def check_actions(document: Document, _: Profiles) -> Iterator[Finding]:
    """The only actions are those that lead somewhere, and nothing happens by itself."""
    found = document.once(survey_of)
    kinds = {kind for kind, action in found.actions if kind not in _ACTIONS or not _is_plain(kind, action)}
    if found.scripts:
        kinds.add("JavaScript")
    for kind in sorted(kinds):
        yield Finding("U11.action", values={"kind": kind})
    if found.triggers:
        yield Finding("U11.trigger")


def _is_plain(kind: str, action: object) -> bool:
    return kind != "Named" or name(entry(action, "/N")) in _NAMED


def check_streams(document: Document, _: Profiles) -> Iterator[Finding]:
    """All data are in the file and packed in a way that is free to read."""
    filters: set[str] = set()
    outside = False
    for stream in document.once(survey_of).streams:
        filters |= {name(each) for each in one_or_many(entry(stream, "/Filter"))}
        outside |= reads_from_outside(stream)
    for each in sorted(filters - _FILTERS):
        yield Finding("U11.filter", values={"filter": each})
    if outside:
        yield Finding("U11.external-stream")


def check_images(document: Document, _: Profiles) -> Iterator[Finding]:
    """Images are what they are: not smoothed, without alternates, no PostScript."""
    found = document.once(survey_of)
    if any(entry(image, "/Interpolate") is True for image in found.images):
        yield Finding("U11.interpolate")
    if any(entry(image, "/Alternates") is not None for image in found.images):
        yield Finding("U11.alternate")
    if any(entry(thing, "/OPI") is not None for thing in (*found.images, *found.forms)):
        yield Finding("U11.opi")
    if found.postscript:
        yield Finding("U11.postscript")
    if any(entry(form, "/Ref") is not None for form in found.forms):
        yield Finding("U11.reference")


def check_graphics(document: Document, _: Profiles) -> Iterator[Finding]:
    """Nothing in the graphics state depends on a device, or is unknown."""
    found = document.once(survey_of)
    if any(has_transfer_function(state) for state in found.states):
        yield Finding("U11.transfer-function")
    if bad_halftones(found):
        yield Finding("U11.halftone")
    modes = {name(mode) for state in found.states for mode in one_or_many(entry(state, "/BM"))}
    for mode in sorted(modes - _BLEND_MODES):
        yield Finding("U11.blend-mode", values={"mode": mode})


def check_contents(document: Document, _: Profiles) -> Iterator[Finding]:
    """What pages paint is told with known operators, and not nested too deep."""
    for content in document.here(contents_of):
        page = content.page
        for intent in sorted(set(content.intents) - _INTENTS):
            yield Finding("U11.rendering-intent", page.number, values={"intent": intent})
        if content.depth > _DEEPEST:
            yield Finding("U11.nesting", page.number, values={"depth": content.depth, "limit": _DEEPEST})
        if content.unknown:
            yield Finding("U11.operator", page.number, values={"operator": content.unknown[0][:20]})


def check_page_sizes(document: Document, _: Profiles) -> Iterator[Finding]:
    """Pages are between 3 and 14,400 points each way."""
    for page in document.once(pages_of):
        for box in (page.media, page.crop, page.trim, page.bleed, page.art):
            sides = (box.right - box.left, box.top - box.bottom) if box else (_SMALLEST,)
            if not all(_SMALLEST <= side <= _LARGEST for side in sides):
                yield Finding("U11.page-size", page.number)
                break


def check_document(document: Document, _: Profiles) -> Iterator[Finding]:
    """No forms drawn by the viewer, no other presentations, no demands on the viewer, layers in order."""
    root = entry(document.pdf.trailer, "/Root")
    form = entry(root, "/AcroForm")
    if entry(form, "/XFA") is not None or entry(root, "/NeedsRendering") is True:
        yield Finding("U11.form-dynamic")
    if entry(form, "/NeedAppearances") is True:
        yield Finding("U11.form-undrawn")
    pages = document.once(pages_of)
    presented = any(entry(page.dictionary, "/PresSteps") is not None for page in pages)
    if presented or entry(root, "/Names", "/AlternatePresentations") is not None:
        yield Finding("U11.presentation")
    if entry(root, "/Requirements") is not None:
        yield Finding("U11.requirement")
    permissions = {key for key in ("/UR3", "/DocMDP") if entry(root, "/Perms", key) is not None}
    if isinstance(entry(root, "/Perms"), pikepdf.Dictionary) and len(entry(root, "/Perms").keys()) > len(permissions):
        yield Finding("U11.permission")
    yield from _check_layers(root)


def _check_layers(root: object) -> Iterator[Finding]:
    properties = entry(root, "/OCProperties")
    found = [entry(properties, "/D"), *items(entry(properties, "/Configs"))]
    names = [text(entry(each, "/Name")) for each in found if each is not None]
    for each in sorted({each for each in names if names.count(each) > 1}):
        yield Finding("U11.layer-name-twice", values={"name": each})


def check_font_widths(document: Document, _: Profiles) -> Iterator[Finding]:
    """Fonts tell the widths of all that they show (ISO 19005-2 6.2.11.2)."""
    for font in document.once(survey_of).fonts:
        if name(entry(font, "/Subtype")) not in {"Type1", "MMType1", "TrueType"}:
            continue
        first, last = number(entry(font, "/FirstChar")), number(entry(font, "/LastChar"))
        widths = len(items(entry(font, "/Widths")))
        if first is None or last is None or widths != last - first + 1:
            yield Finding("U11.font-widths", values={"font": name(entry(font, "/BaseFont"))})

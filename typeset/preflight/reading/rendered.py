"""The glyphs of pages, as pdfium reads them: for fonts that do not say by themselves what they show.

In: the bytes of a PDF of any engine. Out: `Sheet`s of `Glyph`s. Origins and advances are those of the content stream;
what the file says of its text besides (ActualText) is left out, as in `drawn`, which takes less time.
"""

from __future__ import annotations

import ctypes
import io
import math
import re
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pypdfium2
from msgspec import Struct
from pypdfium2 import raw

from typeset.preflight.reading.glyphs import INKED, UPRIGHT, Glyph, Ink, Sheet, columns_of, text_and_kind
from typeset.preflight.reading.view import View
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.finding import Box

_INVISIBLE = 3  # the text rendering mode of recognised text under a scan
_SUBSET = re.compile(r"^[A-Z]{6}\+")


def rendered_sheets(document: Document) -> list[Sheet]:
    """The pages of this part of `document`. Raises ContentError where they are not sound."""
    try:
        opened = pypdfium2.PdfDocument(_without_replacements(document.data))
        try:
            return [_sheet(opened, index) for index in document.pages]
        finally:
            opened.close()
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        raise document.unreadable(error) from None


def _without_replacements(data: bytes) -> bytes:
    """The PDF with the name ActualText made meaningless in its content streams, so that glyphs count as drawn."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        # Every stream and list is looked at: `any` would stop at the first.
        if not sum([*map(_disarm, _contents(pdf)), *map(_forget, _property_lists(pdf))]):
            return data
        out = io.BytesIO()
        # Nobody keeps this copy: metadata, sound or not, stay as they are.
        keep = pikepdf.StreamDecodeLevel.none
        pdf.save(out, compress_streams=False, stream_decode_level=keep, fix_metadata_version=False)
        return out.getvalue()


def _contents(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    """The content streams of the pages, and the forms that they draw."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        yield from (part for part in parts if isinstance(part, pikepdf.Stream))
    yield from (item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form")


def _disarm(stream: pikepdf.Stream) -> bool:
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:  # what cannot be unpacked is left to the reader
        return False
    if b"/ActualText" not in content:
        return False
    stream.write(content.replace(b"/ActualText", b"/ActualNone"))
    return True


def _property_lists(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """What marked content refers to by name."""
    for page in pdf.pages:
        resources = page.obj.get("/Resources")
        lists = resources.get("/Properties") if isinstance(resources, pikepdf.Dictionary) else None
        if isinstance(lists, pikepdf.Dictionary):
            yield from (entry for entry in lists.as_dict().values() if isinstance(entry, pikepdf.Dictionary))


def _forget(properties: pikepdf.Dictionary) -> bool:
    if "/ActualText" not in properties:
        return False
    del properties["/ActualText"]
    return True


class _Style(Struct, frozen=True):
    """What all glyphs of one piece of text share."""

    font: str
    size: float


def _sheet(document: pypdfium2.PdfDocument, index: int) -> Sheet:
    page = document[index]
    # Of the library's boxes this one alone follows references and inherits.
    left, bottom, right, top = page.get_bbox()
    view = View(left, bottom, right, top, page.get_rotation() // 90)
    # What stands outside of the trim (crop marks, a slug) is cut off.
    kept = view.seen_box(*page.get_trimbox())
    text = page.get_textpage()
    try:
        runs = groupby(_glyphs(text.raw, view, kept), key=attrgetter("y", "size"))
        return Sheet(index + 1, *view.size, tuple(columns_of(run) for _, run in runs))
    finally:
        text.close()
        page.close()


def _glyphs(text: Any, view: View, kept: Box) -> Iterator[Glyph]:  # noqa: ANN401 - a handle of the library
    styles: dict[int | None, _Style | None] = {}
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    held: Glyph | None = None
    last: tuple[float, float, int | None] = (math.nan, math.nan, None)
    for number in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, number) == 1:
            continue
        handle = ctypes.cast(raw.FPDFText_GetTextObject(text, number), ctypes.c_void_p).value
        if handle not in styles:
            styles[handle] = _style(text, number, view)
        style = styles[handle]
        if style is None or not raw.FPDFText_GetCharOrigin(text, number, x, y):
            continue
        character = chr(raw.FPDFText_GetUnicode(text, number))
        place = (x.value, y.value, handle)
        if place == last and held is not None:  # one glyph that stands for several characters
            held = held._replace(text=held.text + character)
            continue
        last = place
        if held is not None:
            yield held
        held = None
        left, baseline = view.seen(x.value, y.value)
        if kept.left - style.size < left < kept.right and kept.top < baseline < kept.bottom + style.size:
            raw.FPDFText_GetLooseCharBox(text, number, box)
            across = box.right - box.left if view.quarters % 2 == 0 else box.top - box.bottom
            ink = None
            if character in INKED and (ends := _tight(text, number)):
                ink = _from_origin(view.seen_box(*ends), left, baseline, style.size)
            width = across / style.size
            same, kind = text_and_kind(character, width)
            held = Glyph(same, kind, style.font, style.size, left, baseline, width, ink)
    if held is not None:
        yield held


def _style(text: Any, number: int, view: View) -> _Style | None:  # noqa: ANN401
    """The font and size of a piece of text; None for what is not seen upright."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, number, matrix):
        return None
    piece = raw.FPDFText_GetTextObject(text, number)
    if not piece or raw.FPDFTextObj_GetTextRenderMode(piece) == _INVISIBLE:
        return None
    along = view.turned(matrix.a, matrix.b)
    length = math.hypot(*along)
    size = raw.FPDFText_GetFontSize(text, number) * math.hypot(matrix.c, matrix.d)
    if not length or along[0] <= 0 or abs(along[1]) > UPRIGHT * length or size <= 0:
        return None
    return _Style(_font_name(text, number), round(size, 3))


def _font_name(text: Any, number: int) -> str:  # noqa: ANN401
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, number, None, 0, flags)
    name = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFText_GetFontInfo(text, number, name, length, flags)
    return "".join(filter(str.isprintable, _SUBSET.sub("", name.value.decode("utf-8", "replace"))))


def _from_origin(box: Box, x: float, y: float, size: float) -> Ink:
    return (box.left - x) / size, (y - box.bottom) / size, (box.right - x) / size, (y - box.top) / size


def _tight(text: Any, number: int) -> tuple[float, float, float, float] | None:  # noqa: ANN401
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(text, number, left, right, bottom, top):
        return None
    return left.value, bottom.value, right.value, top.value

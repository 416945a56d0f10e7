"""Every glyph that a PDF draws: its character, font, size, origin and advance.

In: the bytes of a PDF of any engine. Out: `Sheet`s of `Glyph`s. Origins and advances are those of the content stream,
which is all that a reader sees: what the file says of its text besides (ActualText) is left out.
"""

from __future__ import annotations

import ctypes
import io
import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
import pypdfium2
from pypdfium2 import raw

from typeset.cjk.classes import CharacterClass, classify
from typeset.preflight.finding import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE_EM = 0.75  # a mark that is narrower is drawn by a Western font, or cut to half its width
_UPRIGHT = 1e-3  # sine of the angle up to which a glyph counts as upright
_INVISIBLE = 3  # the text rendering mode of recognised text under a scan
_SUBSET = re.compile(r"^[A-Z]{6}\+")
# Fonts share these glyphs, so that their text comes back as another character.
_SAME = {
    "\u2e3a": "——",
    "\u22ef": "…",
    "\u2015": "—",
    "\u301c": "～",
    "\ufffe": "-",  # a hyphen at a line end, as the library tells it
    "\x02": "-",
    "\u00ad": "-",
}
_SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))
_INKED = frozenset("—…，。")  # marks of which the rules ask where their ink is


class Glyph(NamedTuple):
    """A drawn glyph.

    Attributes:
        text: Its character, or characters where one glyph stands for several.
        kind: What it is to the rules of Chinese composition; a mark narrower than its em is a Western one.
        font: The name of its font.
        size: The size, in points.
        x: Its origin, from the left of the page, in points.
        y: Its baseline, from the top of the page, in points.
        width: Its own advance, in em.
        ink: The box of its ink, in points from the top left, for marks of which a rule asks.
        raised: Whether it stands above its line, as the mark of a note does.
    """

    text: str
    kind: CharacterClass
    font: str
    size: float
    x: float
    y: float
    width: float
    ink: Box | None = None
    raised: bool = False

    @property
    def end(self) -> float:
        """Where its advance ends, in points."""
        return self.x + self.width * self.size


class Sheet(NamedTuple):
    """A page: its number from 1, its size in points, and its glyphs as they are drawn."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]


def read_sheets(data: bytes, pages: range | None = None) -> list[Sheet]:
    """The `pages` of the PDF `data`, from 0, or all. Raises pikepdf.PdfError or pypdfium2.PdfiumError if not sound."""
    document = pypdfium2.PdfDocument(_without_replacements(data))
    try:
        return [_sheet(document, index) for index in pages or range(len(document))]
    finally:
        document.close()


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


class _View(NamedTuple):
    """How a page is looked at: its visible box in its own coordinates, and how far it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in points."""
        across, down = self.right - self.left, self.top - self.bottom
        return (down, across) if self.turned in {90, 270} else (across, down)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, from the top left as it is looked at."""
        match self.turned:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y

    def seen_box(self, box: raw.FS_RECTF) -> Box:
        """A rectangle of the page as it is looked at."""
        one, other = self.seen(box.left, box.bottom), self.seen(box.right, box.top)
        return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


class _Style(NamedTuple):
    """What all glyphs of one piece of text share."""

    font: str
    size: float


def _sheet(document: pypdfium2.PdfDocument, index: int) -> Sheet:
    page = document[index]
    # Of the library's boxes this one alone follows references and inherits.
    left, bottom, right, top = page.get_bbox()
    view = _View(left, bottom, right, top, page.get_rotation())
    # What stands outside of the trim (crop marks, a slug) is cut off.
    kept = view.seen_box(raw.FS_RECTF(*(page.get_trimbox()[side] for side in (0, 3, 2, 1))))
    text = page.get_textpage()
    try:
        return Sheet(index + 1, *view.size, tuple(_glyphs(text.raw, view, kept)))
    finally:
        text.close()
        page.close()


def _glyphs(text: Any, view: _View, kept: Box) -> Iterator[Glyph]:  # noqa: ANN401 - a handle of the library
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
            across = box.right - box.left if view.turned in {0, 180} else box.top - box.bottom
            ink = None
            if character in _INKED and (ends := _tight(text, number)):
                ink = view.seen_box(ends)
            held = _glyph(character, style, left, baseline, across / style.size, ink)
    if held is not None:
        yield held


def _glyph(character: str, style: _Style, x: float, y: float, width: float, ink: Box | None) -> Glyph:
    same = _SAME.get(character, "\ufffd" if character in _SURROGATES else character)
    return Glyph(same, classify(same[0], wide=width >= _WIDE_EM), style.font, style.size, x, y, width, ink)


def _style(text: Any, number: int, view: _View) -> _Style | None:  # noqa: ANN401
    """The font and size of a piece of text; None for what is not seen upright."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, number, matrix):
        return None
    piece = raw.FPDFText_GetTextObject(text, number)
    if not piece or raw.FPDFTextObj_GetTextRenderMode(piece) == _INVISIBLE:
        return None
    along = _View(0, 0, 0, 0, view.turned).seen(matrix.a, matrix.b)
    length = math.hypot(*along)
    size = raw.FPDFText_GetFontSize(text, number) * math.hypot(matrix.c, matrix.d)
    if not length or along[0] <= 0 or abs(along[1]) > _UPRIGHT * length or size <= 0:
        return None
    return _Style(_font_name(text, number), round(size, 3))


def _font_name(text: Any, number: int) -> str:  # noqa: ANN401
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, number, None, 0, flags)
    name = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFText_GetFontInfo(text, number, name, length, flags)
    return "".join(filter(str.isprintable, _SUBSET.sub("", name.value.decode("utf-8", "replace"))))


def _tight(text: Any, number: int) -> raw.FS_RECTF | None:  # noqa: ANN401
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(text, number, left, right, bottom, top):
        return None
    return raw.FS_RECTF(left.value, top.value, right.value, bottom.value)

"""A PDF whose every glyph stands where a test says: the smallest press there is.

Rows are set by rules that are written out again here, so that what preflight takes for right is not its own opinion:
Han solid, a quarter of an em beside Western text, adjacent marks at one and a half em, marks cut at both edges, and the
rest of a full row spread evenly between its Han.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import uharfbuzz as hb

from tests.desk import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SONG = "NotoSerifSC-Regular"
HEI = "NotoSansSC-Bold"
KAI = "LXGWWenKai-Regular"
SIZE = 12.0
PITCH = 21.0
MEASURE = 20
LEFT, TOP = 80.0, 100.0
WIDTH, HEIGHT = 700.0, 700.0
_OPENING = frozenset("“‘（《【「")
_BLANK_AFTER = frozenset("”’）》】」，、；：。！？")
_MARKS = _OPENING | _BLANK_AFTER
_POOL = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
    "同工也能下过子说产种面而方后多定行学法所民得经"
)


@dataclass(frozen=True)
class Row:
    """One line.

    Attributes:
        text: What it says; `fill` adds Han at its "start" or "end" until it is `width` em long.
        indent: Where it begins, in em from the left edge.
        width: How far it reaches, in em from the left edge.
        gaps: What is added before a glyph, by its index in `text` (from the end where negative), in em.
        cut: Whether marks at the edges lose their blank.
        step: From the baseline above, in pitches; 0 for a row beside the one before.
        raise_by: How far it stands above its baseline, in points.
        column: How far its left edge is from that of the page, in em.
        top: Whether it begins at the head of the page again.
        autospace: The gap between Han and Western text, in em.
        pairs: What two adjacent marks lose, in em.
        seed: Which Han fill it.
    """

    text: str
    indent: float = 0.0
    width: float = MEASURE
    fill: str = ""
    gaps: Mapping[int, float] = field(default_factory=dict)
    cut: bool = True
    size: float = SIZE
    font: str = SONG
    step: float = 1.0
    raise_by: float = 0.0
    column: float = 0.0
    top: bool = False
    autospace: float = 0.25
    pairs: float = -0.5
    seed: int = 0


def han(count: int, seed: int = 0) -> str:
    """Some Han, no two rows alike."""
    return "".join(_POOL[(seed * 7 + place) % len(_POOL)] for place in range(count))


def paragraph(seed: int = 0, *middle: Row, indent: float = 2.0, end: int = 8) -> list[Row]:
    """A first row, `middle` or one row of Han, and a last row."""
    first = Row(han(MEASURE - int(indent), seed), indent=indent)
    return [first, *(middle or [Row(han(MEASURE, seed + 1))]), Row(han(end, seed + 2))]


@dataclass(frozen=True)
class _Glyph:
    text: str
    x: float  # em from the left edge


def _is_han(text: str) -> bool:
    return "\u2e80" <= text[0] <= "\u9fff" and text != "⸺"


def _is_western(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _set(row: Row) -> list[_Glyph]:
    """Where each glyph stands."""
    text = row.text
    while row.fill:
        pad = han(len(text) - len(row.text) + 1, row.seed)
        longer = pad + row.text if row.fill == "start" else row.text + pad
        if _natural(row, longer)[1] + sum(row.gaps.values()) > row.width - row.indent + 1e-6:
            break
        text = longer
    shift = len(text) - len(row.text) if row.fill == "start" else 0
    gaps = {(place % len(row.text)) + shift: wide for place, wide in row.gaps.items()}
    places, length = _natural(row, text)
    rest = row.width - row.indent - length - sum(row.gaps.values()) if row.fill else 0.0
    soft = [place for place, (a, b) in enumerate(pairwise(text), 1) if _is_han(a) and _is_han(b)]
    glyphs, added = [], 0.0
    for place, (character, x) in enumerate(zip(text, places, strict=True)):
        added += gaps.get(place, 0.0) + (rest / len(soft) if place in soft else 0.0)
        glyphs.append(_Glyph(character, row.indent + x + added))
    return glyphs


def _natural(row: Row, text: str) -> tuple[list[float], float]:
    """The places of glyphs in em, and the length of the row."""
    x = -0.5 if row.cut and text[0] in _OPENING else 0.0
    places = []
    for place, character in enumerate(text):
        if place:
            x += _between(row, text[place - 1], character)
        places.append(x)
        x += _face(row.font).advance(character)
    return places, x - (0.5 if row.cut and text[-1] in _BLANK_AFTER else 0.0)


def _between(row: Row, left: str, right: str) -> float:
    if left in _MARKS and right in _MARKS and (left in _BLANK_AFTER or right in _OPENING):
        return row.pairs
    if {_is_han(left), _is_han(right)} == {True, False} and (_is_western(left) or _is_western(right)):
        return row.autospace
    if "·" in (left, right):
        return (0.5 - _face(row.font).advance("·")) / 2
    return 0.0


class _Face:
    def __init__(self, name: str) -> None:
        self._face = hb.Face(hb.Blob.from_file_path(str(REPOSITORY / "fonts" / f"{name}.ttf")))
        self._font = hb.Font(self._face)

    def glyph(self, character: str) -> int:
        number = self._font.get_nominal_glyph(ord(character))
        assert number, f"no glyph for {character}"
        return int(number)

    def advance(self, character: str) -> float:
        """In em."""
        return float(self._font.get_glyph_h_advance(self.glyph(character)) / self._face.upem)

    def subset(self, characters: set[str]) -> bytes:
        wanted = hb.SubsetInput()
        wanted.unicode_set.set({ord(character) for character in characters})
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS
        return bytes(hb.subset(self._face, wanted).blob.data)


@cache
def _face(name: str) -> _Face:
    return _Face(name)


def press(
    pages: Sequence[Sequence[Row]], *, says: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None
) -> bytes:
    """The PDF; `says` gives characters another text in the file, `names` fonts another name."""
    pdf = pikepdf.new()
    used: dict[str, set[str]] = {}
    contents = []
    for rows in pages:
        y, out = HEIGHT - TOP + PITCH, []
        for row in rows:
            y = HEIGHT - TOP if row.top else y - row.step * PITCH
            characters = used.setdefault(row.font, set())
            for glyph in _set(row):
                characters.add(glyph.text)
                x = LEFT + row.column * SIZE + glyph.x * row.size
                code = _face(row.font).glyph(glyph.text)
                out.append(f"BT /{row.font} {row.size} Tf 1 0 0 1 {x:.3f} {y + row.raise_by:.3f} Tm <{code:04X}> Tj ET")
        contents.append("\n".join(out).encode())
    fonts = {
        f"/{name}": _font(pdf, name, characters, says or {}, names or {}) for name, characters in sorted(used.items())
    }
    for content in contents:
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
        page.obj.Contents = pdf.make_stream(content)
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def _font(
    pdf: pikepdf.Pdf, name: str, characters: set[str], says: Mapping[str, str], names: Mapping[str, str]
) -> pikepdf.Object:
    face = _face(name)
    codes = sorted((face.glyph(character), character) for character in characters)
    pairs = [f"<{code:04X}> <{says.get(text, text).encode('utf-16-be').hex()}>" for code, text in codes]
    blocks = "".join(
        f"{len(block)} beginbfchar\n{' '.join(block)}\nendbfchar\n"
        for block in (pairs[start : start + 100] for start in range(0, len(pairs), 100))
    )
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{blocks}endcmap end end"
    )
    base = pikepdf.Name(f"/{names.get(name, name)}")
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=[-100, -300, 2000, 1200],
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=700,
        StemV=80,
        FontFile2=pdf.make_stream(face.subset(characters)),
    )
    widths = pikepdf.Array()
    for code, text in codes:
        widths.append(code)
        widths.append(pikepdf.Array([round(1000 * face.advance(text))]))
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=base,
        CIDToGIDMap=pikepdf.Name.Identity,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        DW=1000,
        W=widths,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=base,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=pdf.make_stream(to_unicode.encode()),
        )
    )

"""The glyphs of pages, out of what their content streams paint.

That is all that a reader sees: what the file says of its text besides (ActualText) is not looked at. It takes fonts
that tell of every code which character and which glyph it is, and how wide; other fonts are left to `rendered`.
"""

from __future__ import annotations

import math
import unicodedata
from collections import deque
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from typeset.preflight.pdf.content import contents_of
from typeset.preflight.pdf.fonts import Font, Table
from typeset.preflight.pdf.painted import Content, Kind, Painted
from typeset.preflight.reading.glyphs import INKED, UPRIGHT, Glyph, Glyphs, Ink, Sheet, columns_of, text_and_kind
from typeset.preflight.reading.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typeset.cjk.classes import CharacterClass
    from typeset.preflight.document import Document
    from typeset.preflight.finding import Box

_INVISIBLE = 3  # the text rendering mode of recognised text under a scan
_TOLD = {"CIDFontType0", "CIDFontType2"}
_LIGATURES = frozenset(map(chr, range(0xFB00, 0xFB07)))
# Text that is struck again so near to one of the last few pieces makes it bold, or gives it a shadow.
_STRUCK = 5
_NEAR_WIDTH, _NEAR_HEIGHT = 0.5, 0.125  # of its width, of its size


class _Drawing(NamedTuple):
    """What a code draws: text and kind, its advance and the edges of its ink from its origin, in em."""

    text: str
    kind: CharacterClass
    width: float
    ink: Ink | None


class Unreadable(Exception):  # noqa: N818 - no fault of anybody
    """A font does not tell all that is asked of it."""


class Faces:
    """The fonts of a document as the reading needs them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._tables: dict[tuple[Font, float], Table[_Drawing]] = {}
        self._names: dict[Font, str] = {}

    def drawings(self, font: Font, stretch: float) -> Table[_Drawing]:
        """What the codes of `font` draw, `stretch` times as wide as high. Raises Unreadable where it does not say."""
        if (font, stretch) not in self._tables:
            if not _tells_all(font):
                raise Unreadable
            self._tables[font, stretch] = Table(lambda code: _drawing(font, code, stretch))
        return self._tables[font, stretch]

    def name(self, font: Font) -> str:
        """The name of `font`, as far as it can be printed."""
        if font not in self._names:
            self._names[font] = "".join(filter(str.isprintable, font.plain_name))
        return self._names[font]


def faces_of(_: Document) -> Faces:
    """The fonts of a document, as far as they were read."""
    return Faces()


def drawn_sheets(document: Document) -> list[Sheet] | None:
    """The pages of this part of `document`; None where a font does not say what it shows, or after damage."""
    faces = document.once(faces_of)
    contents = document.here(contents_of)
    # What has to be mended is a matter of opinion: there the one that draws counts.
    if document.warnings or not contents or not all(content.sound for content in contents):
        return None
    try:
        return [_sheet(content, faces) for content in contents]
    except Unreadable:
        return None


def _tells_all(font: Font) -> bool:
    return (
        font.inner_kind in _TOLD
        and font.knows_cids
        and not font.cmap.mode
        and font.to_unicode is not None
        and font.program.sound
    )


def _drawing(font: Font, code: int, stretch: float) -> _Drawing:
    read = font.unicode(code)
    if not read:
        raise Unreadable
    if read in _LIGATURES:
        read = unicodedata.normalize("NFKD", read)
    width = font.advances[code] * stretch
    text, kind = text_and_kind(read[0], width)
    ink = None
    if read[0] in INKED:
        edges = font.program.ink(font.glyph(code))
        ink = edges and (edges[0] * stretch, edges[1], edges[2] * stretch, edges[3])
    return _Drawing(text + read[1:], kind, width, ink)


def _sheet(content: Content, faces: Faces) -> Sheet:
    page = content.page
    view = View(*page.crop, page.turn)
    # What stands outside of the trim (crop marks, a slug) is cut off.
    kept = view.seen_box(*(page.trim or page.crop))
    runs: list[Glyphs] = []
    recent: deque[Painted] = deque(maxlen=_STRUCK)
    for thing in content.things:
        if thing.kind is Kind.TEXT and thing.font and thing.mode != _INVISIBLE and not thing.is_tile:
            if not any(_is_struck_again(thing, other) for other in recent if other.codes == thing.codes):
                runs += _runs(thing, thing.font, view, kept, faces)
            recent.append(thing)
    return Sheet(page.number, *view.size, tuple(runs))


def _is_struck_again(thing: Painted, other: Painted) -> bool:
    """Whether the same codes stand at nearly the same place, in the same font and size."""
    if thing.font is not other.font or thing.size != other.size:
        return False
    across, down = (abs(thing.matrix[axis] - other.matrix[axis]) for axis in (4, 5))
    width = (thing.font.advances[thing.codes[-1]] if thing.font else 0.0) * thing.size
    return across <= _NEAR_WIDTH * width and down <= _NEAR_HEIGHT * thing.size


def _runs(thing: Painted, font: Font, view: View, kept: Box, faces: Faces) -> Iterable[Glyphs]:
    """The glyphs of one piece of text, as far as they stand upright in what is `kept` of the page."""
    a, b, c, d, e, f = thing.matrix
    across, down = view.turned(a, b)
    length, size = math.hypot(a, b), round(math.hypot(c, d), 3)
    if across <= 0 or abs(down) > UPRIGHT * length or size <= 0:
        return ()
    left, baseline = view.seen(e, f)
    baseline = round(baseline, 3)
    drawings, name = faces.drawings(font, round(length / size, 5)), faces.name(font)
    texts, kinds, widths, inks = zip(*map(drawings.__getitem__, thing.codes), strict=True)
    xs = [left + across * start for start in thing.starts]
    count = len(xs)
    ys = [baseline + down * start for start in thing.starts] if down else (baseline,) * count
    run = Glyphs(texts, kinds, (name,) * count, (size,) * count, xs, ys, widths, inks, (False,) * count)
    first, last, lowest = kept.left - size, kept.right, kept.bottom + size
    stacked = len(set(thing.starts)) < count
    # Nearly all text goes on to the right: its ends tell where it stands, unless they are no numbers.
    forward = not down and not stacked and sorted(xs) == xs
    if forward and first < xs[0] and xs[-1] < last and kept.top < baseline < lowest:
        return [run]
    glyphs = [glyph for glyph in run.rows if first < glyph.x < last and kept.top < glyph.y < lowest]
    if stacked:
        glyphs = list(_stacked(glyphs))
    if down:
        return [columns_of([glyph]) for glyph in glyphs]
    return [columns_of(glyphs)] if glyphs else []


def _stacked(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The glyphs, of which those that are drawn over the one before are one character with it."""
    for _, group in groupby(glyphs, key=attrgetter("x")):
        first, *others = group
        yield first._replace(text=first.text + "".join(glyph.text for glyph in others))

"""The text of any PDF with the place of every character: lines as they stand, paragraphs as they can be told.

A line goes on with the next unless that is indented, of another size, or the line ends well before its column does.
What stands at the head and foot of a page is kept apart: running heads and folios belong to no paragraph.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from msgspec import Struct
from msgspec.structs import replace
from pypdfium2 import raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The bands at the head and the foot of a page in which no text stands, as parts of its height.
_HEAD, _FOOT = 0.085, 0.07
_INDENT_EM, _SHORT_EM = 1.2, 3.0
_SAME_SIZE, _NOTE, _TITLE = 0.05, 0.87, 1.25
_COLUMN_EM = 6.0
# UTF-16: high surrogates up to the middle, low ones up to the end.
_HIGH, _MIDDLE, _LOW = 0xD800, 0xDC00, 0xDFFF
_LEADER = "·"
_ENTRY = re.compile(rf"{_LEADER}\d*$")
_WESTERN = r"[!-~\u00a1-\u024f]"
_NO_SPACE = re.compile(rf"^\s+|\s+$|(?<!{_WESTERN})\s+|\s+(?!{_WESTERN}|\s)")
_LEADERS = re.compile(r"(?:\s*[·.…．]){4,}\s*")


class Place(NamedTuple):
    """Where a character stands: the page, from 1, and its edges as parts of the page, from the top left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class _Character(NamedTuple):
    text: str
    place: Place
    size_pt: float


class Line(Struct, frozen=True):
    """A line: its characters with their places, its size and edges in points, its top as a part of the page.

    What is `aside` belongs to no paragraph: running heads, folios, notes, the marks of lists.
    """

    text: str
    places: tuple[Place, ...]
    size_pt: float
    left_pt: float
    right_pt: float
    top: float
    aside: bool

    @property
    def page(self) -> int:
        """The page that it stands on."""
        return self.places[0].page


class PrintedPassage(Struct, frozen=True):
    """A paragraph as far as the lines tell; a place for every character."""

    text: str
    places: tuple[Place, ...]


class PrintedText(Struct, frozen=True):
    """All that a PDF says: its paragraphs, and for each page a key that tells it from others by its text."""

    passages: tuple[PrintedPassage, ...]
    page_keys: tuple[str, ...]


def read_text(document: pypdfium2.PdfDocument) -> PrintedText:
    """The text of `document`."""
    pages = [_in_flow(list(_lines(document[index], index + 1))) for index in range(len(document))]
    keys = ["".join(line.text for line in lines if not line.aside) for lines in pages]
    body = [line for lines in pages for line in lines if not line.aside]
    beside = [line for lines in pages for line in lines if line.aside]
    passages = [*_paragraphs(body), *(PrintedPassage(line.text, line.places) for line in beside)]
    return PrintedText(tuple(passages), tuple(keys))


def _in_flow(lines: list[Line]) -> list[Line]:
    """The lines of a page; those that the text does not run through are told to be aside.

    Those are notes at its end, set smaller than most, and what is drawn after the text that stands beside it: a line
    further up that is not further right begins no column.
    """
    sizes = Counter(line.size_pt for line in lines for _ in line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    told: list[Line] = []
    last: Line | None = None
    for line in lines:
        back = last is not None and line.top < last.top and line.left_pt < last.left_pt + _INDENT_EM * line.size_pt
        told.append(replace(line, aside=line.aside or back))
        last = last if told[-1].aside else line
    for index in range(len(told) - 1, -1, -1):
        if told[index].aside:
            continue
        if told[index].size_pt > _NOTE * usual:
            break
        told[index] = replace(told[index], aside=True)
    return told


def _lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    text_page = page.get_textpage()
    characters: list[_Character] = []
    box = pdfium.FS_RECTF()
    half = 0
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if _HIGH <= code <= _LOW:  # one half of a rare character; the other comes next
            half, code = (code, 0) if code < _MIDDLE else (0, _whole(half, code))
        character = chr(code) if code else ""
        if character in ("\r", "\n"):
            yield from _line(characters, width)
            characters = []
        elif character and not character.isspace():
            pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
            edges = ((box.left - left) / width, (top - box.top) / height)
            place = Place(number, *edges, (box.right - left) / width, (top - box.bottom) / height)
            characters.append(_Character(character, place, pdfium.FPDFText_GetFontSize(text_page, index)))
        elif character and characters:
            characters.append(_Character(" ", characters[-1].place, characters[-1].size_pt))
    yield from _line(characters, width)


def _whole(high: int, low: int) -> int:
    """The code point of a pair of UTF-16 surrogates; 0 where the first is missing."""
    return 0x10000 + ((high - _HIGH) << 10) + (low - _MIDDLE) if high else 0


def _line(characters: list[_Character], width: float) -> Iterator[Line]:
    characters = list(_spaced(characters))
    if not characters:
        return
    places = tuple(character.place for character in characters)
    top, bottom = min(place.top for place in places), max(place.bottom for place in places)
    yield Line(
        text="".join(character.text for character in characters),
        places=places,
        size_pt=max(character.size_pt for character in characters),
        left_pt=min(place.left for place in places) * width,
        right_pt=max(place.right for place in places) * width,
        top=top,
        aside=not _HEAD < (top + bottom) / 2 < 1 - _FOOT,
    )


def _spaced(characters: list[_Character]) -> Iterator[_Character]:
    """The characters of a line without the spaces that readers see in gaps: only Western words are parted by them.

    One dot stands for those that lead to a page number, which come and go with the length of a title.
    """
    text = "".join(character.text for character in characters)
    dropped = {index for match in _NO_SPACE.finditer(text) for index in range(*match.span())}
    for match in _LEADERS.finditer(text):
        dropped -= {match.start()}
        dropped |= set(range(match.start() + 1, match.end()))
        characters[match.start()] = characters[match.start()]._replace(text=_LEADER)
    yield from (character for index, character in enumerate(characters) if index not in dropped)


def _paragraphs(lines: Iterable[Line]) -> Iterator[PrintedPassage]:
    by_page: defaultdict[int, list[Line]] = defaultdict(list)
    lines = list(lines)
    for line in lines:
        by_page[line.page].append(line)
    open_lines: list[Line] = []
    for line in lines:
        if open_lines and not _goes_on(open_lines[-1], line, by_page):
            yield _passage(open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _passage(open_lines)


def _goes_on(line: Line, following: Line, pages: dict[int, list[Line]]) -> bool:
    em = line.size_pt
    if _ENTRY.search(line.text) or abs(line.size_pt - following.size_pt) > _SAME_SIZE * em:
        return False
    near = _COLUMN_EM * em
    if line.page == following.page and abs(following.left_pt - line.left_pt) < near and line.top < following.top:
        left = line.left_pt
    else:  # at the head of a column the others in it tell
        left = min(other.left_pt for other in pages[following.page] if 0 <= following.left_pt - other.left_pt < near)
    column = (
        other.right_pt
        for other in pages[line.page]
        if line.left_pt - near < other.left_pt < line.right_pt and other.size_pt < _TITLE * em
    )
    short = max(column) - line.right_pt > _SHORT_EM * em
    return following.left_pt - left < _INDENT_EM * em and not short


def _passage(lines: list[Line]) -> PrintedPassage:
    return PrintedPassage("".join(line.text for line in lines), tuple(p for line in lines for p in line.places))

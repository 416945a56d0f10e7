"""Glyphs on one baseline, gathered into lines.

In: the glyphs of a page. Out: its `Line`s from top to bottom, parted where columns or cells lie between them, the marks
of notes put into the lines they belong to.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec import Struct

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from typeset.preflight.reading.glyphs import Glyph, Sheet

_T = TypeVar("_T")

OPENING = frozenset({C.OPENING})
RIGHT_BLANK = frozenset({C.CLOSING, C.PAUSE, C.STOP})
FULL_MARKS = OPENING | RIGHT_BLANK
BLANKS = frozenset({C.SPACE, C.IDEOGRAPHIC_SPACE, C.LINE_FEED, C.ZERO_WIDTH})
_DOTS = "·.…"
_LEADERS = 6  # dots in a row
_LEADER_END = re.compile(r"([·.…]\s*){3,}\d+$")
_NOTES = frozenset({C.DIGIT, C.NOTE_MARK})
_NOTE_SIGNS = frozenset("*†‡[]()〔〕（）–,，")
_HALF_EM = 0.5
_SAME_BASELINE_EM = 0.04
_NEW_LINE_GAP_EM = 1.3  # a wider gap on one baseline parts columns or cells
_RAISED_EM = 0.55  # marks of notes stand at most this far above the line they belong to
_RAISED_SIZE = 0.75
_ASCENT_EM, _DESCENT_EM = 0.88, 0.12


def left_of(glyph: Glyph) -> float:
    """Where a glyph begins at the start of a line: an opening mark without its blank."""
    return glyph.x + (_HALF_EM * glyph.size if glyph.kind in OPENING else 0.0)


def right_of(glyph: Glyph) -> float:
    """Where a glyph ends at the end of a line: a closing mark without its blank."""
    return glyph.end - (_HALF_EM * glyph.size if glyph.kind in RIGHT_BLANK else 0.0)


def box_of(glyphs: Sequence[Glyph]) -> Box:
    """The rectangle that glyphs of one line take up."""
    top = min(glyph.y - _ASCENT_EM * glyph.size for glyph in glyphs)
    bottom = max(glyph.y + _DESCENT_EM * glyph.size for glyph in glyphs)
    left, right = min(glyph.x for glyph in glyphs), max(glyph.end for glyph in glyphs)
    return Box(*(round(value, 2) for value in (left, top, right, bottom)))


class Neighbours(NamedTuple):
    """Every two glyphs of a line that stand side by side, in one size and on the line.

    Attributes:
        gaps: What is added between two Han beyond the first one's advance, in em.
        others: The pairs that are not two Han.
    """

    gaps: tuple[float, ...]
    others: tuple[tuple[Glyph, Glyph], ...]


class Line(Struct, eq=False, dict=True):
    """Glyphs on one baseline, from left to right.

    Attributes:
        page: The number of its page.
        number: Which line of its page it is, from 1, from top to bottom and left to right.
        drawn: All its glyphs, blanks between them included, without blanks at either end.
        blank_after: Whether a blank is drawn after its end.
    """

    page: int
    number: int
    drawn: tuple[Glyph, ...]
    blank_after: bool = False

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Its glyphs without blanks."""
        return tuple([glyph for glyph in self.drawn if glyph.kind not in BLANKS])

    @cached_property
    def text(self) -> str:
        """Its characters without blanks."""
        return "".join([glyph.text for glyph in self.glyphs])

    @cached_property
    def han(self) -> tuple[Glyph, ...]:
        """Its Han."""
        return tuple([glyph for glyph in self.glyphs if glyph.kind is C.HAN])

    @cached_property
    def size(self) -> float:
        """The size of most of its Han, or of its largest glyph, in points."""
        return most_frequent([glyph.size for glyph in self.han]) or max(glyph.size for glyph in self.glyphs)

    @cached_property
    def font(self) -> str:
        """The font of most of its Han, or of its first glyph."""
        return most_frequent([glyph.font for glyph in self.han]) or self.glyphs[0].font

    @cached_property
    def baseline(self) -> float:
        """Its baseline, from the top of the page, in points."""
        return next(glyph.y for glyph in self.glyphs if not glyph.raised)

    @cached_property
    def left(self) -> float:
        """Where it begins, in points."""
        return left_of(self.glyphs[0])

    @cached_property
    def right(self) -> float:
        """Where it ends, in points."""
        return right_of(self.glyphs[-1])

    @cached_property
    def neighbours(self) -> Neighbours:
        """What stands side by side in it."""
        gaps, others = [], []
        for left, right in pairwise(self.glyphs):
            if left.size != right.size or left.raised or right.raised:
                continue
            if left.kind is C.HAN and right.kind is C.HAN:
                gaps.append((right.x - left.end) / left.size)
            else:
                others.append((left, right))
        return Neighbours(tuple(gaps), tuple(others))

    @cached_property
    def is_contents(self) -> bool:
        """Whether it has leaders, or is what is left of them beside a long title."""
        text = self.text
        if not any(dot in text for dot in _DOTS):
            return False
        return max(map(text.count, _DOTS)) >= _LEADERS or _LEADER_END.search(text) is not None

    @cached_property
    def box(self) -> Box:
        """The rectangle it takes up."""
        return box_of(self.glyphs)


def most_frequent(values: Iterable[_T]) -> _T | None:
    """The commonest of `values`, if there is any."""
    listed = list(values)
    if listed and listed.count(listed[0]) == len(listed):
        return listed[0]
    counted = Counter(listed).most_common(1)
    return counted[0][0] if counted else None


def lines_of(sheet: Sheet) -> tuple[Line, ...]:
    """The lines of a page, numbered as a reader counts them."""
    pieces = [piece for row in _rows(sheet.glyphs) for piece in _split(row)]
    lines = [_line(sheet.number, piece) for piece in pieces if any(glyph.kind not in BLANKS for glyph in piece)]
    small = [line for line in lines if all(map(_of_note, line.glyphs))]
    hosts = {id(line): host for line in small if (host := _host(line, lines)) is not None}
    guests: dict[int, list[Line]] = {}
    for line in small:
        if id(line) in hosts:
            guests.setdefault(id(hosts[id(line)]), []).append(line)
    whole = [_with(line, guests.get(id(line), ())) for line in lines if id(line) not in hosts]
    whole.sort(key=lambda line: (round(line.baseline, 1), line.left))
    for number, line in enumerate(whole, 1):
        line.number = number
    return tuple(whole)


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=attrgetter("y")):
        if row and glyph.y - row[0].y > _SAME_BASELINE_EM * glyph.size:
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _split(row: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Part the glyphs of a baseline where columns or cells lie between them."""
    piece: list[Glyph] = []
    end = before = 0.0
    for glyph in sorted(row, key=attrgetter("x")):
        kind, size, x = glyph.kind, glyph.size, glyph.x
        blank = kind in BLANKS
        gap = 0.0 if blank else x - end
        # Where a glyph follows closely, it need not be asked how much of it is blank.
        if piece and gap > _HALF_EM * size and left_of(glyph) - end > _NEW_LINE_GAP_EM * max(before, size):
            yield piece
            piece = []
        piece.append(glyph)
        before = size
        # A full-width space is a gap that was meant; blanks of other widths may be stretched between cells.
        if not blank or kind is C.IDEOGRAPHIC_SPACE:
            end = right_of(glyph)
    if piece:
        yield piece


def _line(page: int, piece: Sequence[Glyph]) -> Line:
    seen = [index for index, glyph in enumerate(piece) if glyph.kind not in BLANKS]
    return Line(page, 0, tuple(piece[seen[0] : seen[-1] + 1]), blank_after=seen[-1] + 1 < len(piece))


def _of_note(glyph: Glyph) -> bool:
    """Whether the mark of a note may hold it: a bullet, which may be small and raised as well, is none."""
    return glyph.kind in _NOTES or glyph.text in _NOTE_SIGNS


def _host(line: Line, lines: Iterable[Line]) -> Line | None:
    """The line that a mark of a note, raised above it, belongs to."""
    for host in lines:
        above = host.baseline - line.baseline
        if not 0 < above <= _RAISED_EM * host.size or line.glyphs[0].size > _RAISED_SIZE * host.size:
            continue
        if host.glyphs[0].x - host.size <= line.glyphs[0].x <= host.right + host.size:
            return host
    return None


def _with(line: Line, guests: Iterable[Line]) -> Line:
    raised = [glyph._replace(raised=True) for guest in guests for glyph in guest.drawn]
    if not raised:
        return line
    return Line(line.page, 0, tuple(sorted([*line.drawn, *raised], key=lambda glyph: glyph.x)), line.blank_after)


def gap(left: Glyph, right: Glyph) -> float:
    """What is added between two neighbours beyond the first one's advance, in em."""
    return (right.x - left.end) / left.size

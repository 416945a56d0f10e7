"""Glyphs on one baseline, gathered into lines.

In: the glyphs of a page. Out: its `Line`s from top to bottom, parted where columns or cells lie between them, the marks
of notes put into the lines they belong to.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import compress, pairwise
from operator import attrgetter, not_, sub
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
_CLOSE_EM = 0.29  # a gap narrower than this parts nothing, even between marks of which half an em each is blank
_RAISED_EM = 0.55  # marks of notes stand at most this far above the line they belong to
_RAISED_SIZE = 0.75
_ASCENT_EM, _DESCENT_EM = 0.88, 0.12
_STYLE = attrgetter("size", "font")


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


class _Columns(NamedTuple):
    """Glyphs, and what each of them is, column by column as in `Glyph`; `ends` is where their advances end."""

    glyphs: tuple[Glyph, ...]
    texts: tuple[str, ...]
    kinds: tuple[C, ...]
    fonts: tuple[str, ...]
    sizes: tuple[float, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    inks: tuple[Box | None, ...]
    raised: tuple[bool, ...]
    ends: list[float]


def _columns(glyphs: tuple[Glyph, ...]) -> _Columns:
    texts, kinds, fonts, sizes, xs, ys, widths, inks, raised = zip(*glyphs, strict=True)
    ends = [x + width * size for x, width, size in zip(xs, widths, sizes, strict=True)]
    return _Columns(glyphs, texts, kinds, fonts, sizes, xs, ys, inks, raised, ends)


class Line:
    """Glyphs on one baseline, from left to right.

    Attributes:
        page: The number of its page.
        number: Which line of its page it is, from 1, from top to bottom and left to right.
        drawn: All its glyphs, blanks between them included, without blanks at either end.
        blank_after: Whether a blank is drawn after its end.
        glyphs: Its glyphs without blanks.
        text: Their characters.
        han: Its Han.
        inked: Its marks of which it is known where their ink is.
        styles: How many of its Han have which size, in points, and font.
        size: The size of most of its Han, or of its largest glyph, in points.
        font: The font of most of its Han, or of its first glyph.
        baseline: Its baseline, from the top of the page, in points.
        left, right: Where it begins and ends, in points.
        neighbours: What stands side by side in it.
        is_contents: Whether it has leaders, or is what is left of them beside a long title.
    """

    __slots__ = (
        "baseline",
        "blank_after",
        "drawn",
        "font",
        "glyphs",
        "han",
        "inked",
        "is_contents",
        "left",
        "neighbours",
        "number",
        "page",
        "right",
        "size",
        "styles",
        "text",
    )

    def __init__(self, page: int, drawn: tuple[Glyph, ...], seen: _Columns, *, blank_after: bool = False) -> None:
        """Put down what every check asks of the glyphs `drawn`; `seen` are those that are no blanks."""
        self.page, self.number, self.drawn, self.blank_after = page, 0, drawn, blank_after
        glyphs, kinds, sizes, fonts = seen.glyphs, seen.kinds, seen.sizes, seen.fonts
        self.glyphs = glyphs
        self.text = "".join(seen.texts)
        self.han = glyphs if kinds.count(C.HAN) == len(kinds) else tuple([g for g in glyphs if g.kind is C.HAN])
        self.inked = tuple([glyph for glyph in glyphs if glyph.ink is not None]) if any(seen.inks) else ()
        self.left, self.right = left_of(glyphs[0]), right_of(glyphs[-1])
        self.baseline = seen.ys[seen.raised.index(False)]
        even = sizes.count(sizes[0]) == len(sizes) and True not in seen.raised
        self.styles: Mapping[tuple[float, str], int]
        if even and fonts.count(fonts[0]) == len(fonts):
            self.size, self.font = sizes[0], fonts[0]
            self.styles = {(self.size, self.font): len(self.han)} if self.han else {}
        else:
            self.size = most_frequent([glyph.size for glyph in self.han]) or max(sizes)
            self.font = most_frequent([glyph.font for glyph in self.han]) or fonts[0]
            self.styles = Counter(map(_STYLE, self.han))
        self.neighbours = _even_neighbours(seen) if even else _neighbours(glyphs)
        self.is_contents = _is_contents(self.text)

    @property
    def box(self) -> Box:
        """The rectangle it takes up."""
        return box_of(self.glyphs)


def _neighbours(glyphs: Sequence[Glyph]) -> Neighbours:
    beside = [
        (left, right)
        for left, right in pairwise(glyphs)
        if left.size == right.size and not left.raised and not right.raised
    ]
    gaps = [gap(left, right) for left, right in beside if left.kind is right.kind is C.HAN]
    others = [(left, right) for left, right in beside if left.kind is not C.HAN or right.kind is not C.HAN]
    return Neighbours(tuple(gaps), tuple(others))


def _even_neighbours(seen: _Columns) -> Neighbours:
    """What stands side by side where all glyphs are of one size, and on the line."""
    size = seen.sizes[0]
    two_han = [left is right is C.HAN for left, right in pairwise(seen.kinds)]
    gaps = [(x - end) / size for han, x, end in zip(two_han, seen.xs[1:], seen.ends, strict=False) if han]
    others = compress(pairwise(seen.glyphs), map(not_, two_han)) if len(gaps) < len(two_han) else ()
    return Neighbours(tuple(gaps), tuple(others))


def _is_contents(text: str) -> bool:
    if not any(dot in text for dot in _DOTS):
        return False
    return max(map(text.count, _DOTS)) >= _LEADERS or _LEADER_END.search(text) is not None


def most_frequent(values: Iterable[_T]) -> _T | None:
    """The commonest of `values`, if there is any."""
    listed = list(values)
    if listed and listed.count(listed[0]) == len(listed):
        return listed[0]
    counted = Counter(listed).most_common(1)
    return counted[0][0] if counted else None


def lines_of(sheet: Sheet) -> tuple[Line, ...]:
    """The lines of a page, numbered as a reader counts them."""
    lines = [line for row in _rows(sheet.runs) for line in _lines(sheet.number, row)]
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


def _rows(runs: Iterable[tuple[Glyph, ...]]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    for run in sorted(runs, key=lambda run: run[0].y):
        if row and run[0].y - row[0].y > _SAME_BASELINE_EM * run[0].size:
            yield row
            row = []
        row += run
    if row:
        yield row


def _lines(page: int, row: Iterable[Glyph]) -> Iterator[Line]:
    """The lines on one baseline."""
    glyphs = sorted(row, key=attrgetter("x"))
    seen = _columns(tuple(glyphs))
    if _is_close(seen):
        yield Line(page, seen.glyphs, seen)
        return
    for piece in _split(glyphs):
        shown = [index for index, glyph in enumerate(piece) if glyph.kind not in BLANKS]
        if shown:
            drawn = tuple(piece[shown[0] : shown[-1] + 1])
            yield _line(page, drawn, blank_after=shown[-1] + 1 < len(piece))


def _line(page: int, drawn: tuple[Glyph, ...], *, blank_after: bool) -> Line:
    seen = tuple([glyph for glyph in drawn if glyph.kind not in BLANKS])
    return Line(page, drawn, _columns(seen), blank_after=blank_after)


def _is_close(seen: _Columns) -> bool:
    """Whether the glyphs follow so closely that nothing can lie between them, whatever part of them is blank."""
    if not BLANKS.isdisjoint(seen.kinds):
        return False
    return max(map(sub, seen.xs[1:], seen.ends), default=0.0) < _CLOSE_EM * min(seen.sizes)


def _split(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Part the glyphs of a baseline, from left to right, where columns or cells lie between them."""
    piece: list[Glyph] = []
    end = before = 0.0
    for glyph in glyphs:
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
    drawn = sorted([*line.drawn, *raised], key=attrgetter("x"))
    return _line(line.page, tuple(drawn), blank_after=line.blank_after)


def gap(left: Glyph, right: Glyph) -> float:
    """What is added between two neighbours beyond the first one's advance, in em."""
    return (right.x - left.end) / left.size

"""Glyphs on one baseline, gathered into lines.

In: the glyphs of a page. Out: its `Line`s from top to bottom, parted where columns or cells lie between them, the marks
of notes put into the lines they belong to.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, pairwise
from operator import attrgetter, sub
from typing import TYPE_CHECKING, TypeVar

from typeset.cjk.classes import CharacterClass as C
from typeset.preflight.finding import Box
from typeset.preflight.reading.glyphs import columns_of, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from typeset.preflight.reading.glyphs import Glyph, Glyphs, Sheet

_T = TypeVar("_T")

_HAN = C.HAN  # which is looked up for every glyph
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


def box_of(glyphs: Sequence[Glyph]) -> Box:
    """The rectangle that glyphs of one line take up."""
    top = min(glyph.y - _ASCENT_EM * glyph.size for glyph in glyphs)
    bottom = max(glyph.y + _DESCENT_EM * glyph.size for glyph in glyphs)
    left, right = min(glyph.x for glyph in glyphs), max(glyph.end for glyph in glyphs)
    return Box(*(round(value, 2) for value in (left, top, right, bottom)))


class Line:
    """Glyphs on one baseline, from left to right.

    Attributes:
        page: The number of its page.
        number: Which line of its page it is, from 1, from top to bottom and left to right.
        drawn: All its glyphs, blanks between them included, without blanks at either end.
        blank_after: Whether a blank is drawn after its end.
        seen: Its glyphs without blanks, column by column.
        classes: Of which classes they are.
        ends: Where the advance of each of them ends, in points.
        text: Their characters.
        han: How many of them are Han.
        styles: How many of its Han have which size, in points, and font.
        size: The size of most of its Han, or of its largest glyph, in points.
        font: The font of most of its Han, or of its first glyph.
        baseline: Its baseline, from the top of the page, in points.
        left, right: Where it begins and ends, in points.
        is_even: Whether all of it is of one size, and on the line.
        is_contents: Whether it has leaders, or is what is left of them beside a long title.
    """

    __slots__ = (
        "_gaps",
        "_glyphs",
        "_joins",
        "_usual_gap",
        "baseline",
        "blank_after",
        "classes",
        "drawn",
        "ends",
        "font",
        "han",
        "is_contents",
        "is_even",
        "left",
        "number",
        "page",
        "right",
        "seen",
        "size",
        "styles",
        "text",
    )

    def __init__(self, page: int, drawn: Glyphs, seen: Glyphs, ends: list[float], *, blank_after: bool = False) -> None:
        """Put down what every check asks of the glyphs `drawn`; `seen` are those that are no blanks, and so `ends`."""
        self.page, self.number, self.drawn, self.blank_after, self.seen = page, 0, drawn, blank_after, seen
        kinds, sizes, fonts = seen.kinds, seen.sizes, seen.fonts
        self.ends = ends
        self.classes = frozenset(kinds)
        self.text = "".join(seen.texts)
        self.han = kinds.count(_HAN)
        self.left = seen.xs[0] + (_HALF_EM * sizes[0] if kinds[0] in OPENING else 0.0)
        self.right = ends[-1] - (_HALF_EM * sizes[-1] if kinds[-1] in RIGHT_BLANK else 0.0)
        self.baseline = seen.ys[seen.raised.index(False)]
        self.is_even = sizes.count(sizes[0]) == len(sizes) and True not in seen.raised
        self.styles: Mapping[tuple[float, str], int]
        if self.is_even and fonts.count(fonts[0]) == len(fonts):
            self.size, self.font = sizes[0], fonts[0]
            self.styles = {(self.size, self.font): self.han} if self.han else {}
        else:
            of_han = [style for style, kind in zip(zip(sizes, fonts, strict=True), kinds, strict=True) if kind is _HAN]
            self.size = most_frequent(size for size, _ in of_han) or max(sizes)
            self.font = most_frequent(font for _, font in of_han) or fonts[0]
            self.styles = Counter(of_han)
        self.is_contents = _is_contents(self.text)
        self._glyphs: tuple[Glyph, ...] | None = None
        self._joins: Sequence[int] | None = None
        self._gaps: Sequence[float] | None = None
        self._usual_gap: float | None = None

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Its glyphs without blanks, one by one."""
        if self._glyphs is None:
            self._glyphs = self.seen.rows
        return self._glyphs

    @property
    def joins(self) -> Sequence[int]:
        """Where two glyphs that are not both Han stand side by side, in one size and on the line: the first of them."""
        if self._joins is None:
            kinds = self.seen.kinds
            others = [place for place, kind in enumerate(kinds) if kind is not _HAN] if self.han < len(kinds) else ()
            beside = {first for place in others for first in (place - 1, place)} - {-1, len(kinds) - 1}
            self._joins = sorted(beside if self.is_even else filter(self._is_beside, beside))
        return self._joins

    def joins_of(self, kinds: frozenset[C]) -> Sequence[int]:
        """The joins of which one side at least is of one of `kinds`."""
        if kinds.isdisjoint(self.classes):
            return ()
        own = self.seen.kinds
        return [first for first in self.joins if own[first] in kinds or own[first + 1] in kinds]

    def gap(self, first: int) -> float:
        """What is added between a glyph and the next one beyond the advance of the first, in em."""
        return (self.seen.xs[first + 1] - self.ends[first]) / self.seen.sizes[first]

    def pair(self, first: int) -> tuple[Glyph, Glyph]:
        """A glyph and the next one."""
        return self.glyphs[first], self.glyphs[first + 1]

    @property
    def gaps(self) -> Sequence[float]:
        """What is added between two Han that stand so side by side beyond the first one's advance, in em."""
        if self._gaps is None:
            steps = list(map(sub, self.seen.xs[1:], self.ends))
            if self.is_even:
                for first in reversed(self.joins):
                    del steps[first]
                self._gaps = [step / self.size for step in steps]
            else:
                sizes, two_han = self.seen.sizes, [left is right is _HAN for left, right in pairwise(self.seen.kinds)]
                beside = [first for first, both in enumerate(two_han) if both and self._is_beside(first)]
                self._gaps = [steps[first] / sizes[first] for first in beside]
        return self._gaps

    @property
    def usual_gap(self) -> float:
        """The middle one of these gaps; 0 where there is none."""
        if self._usual_gap is None:
            self._usual_gap = median(self.gaps)
        return self._usual_gap

    @property
    def drawn_glyphs(self) -> tuple[Glyph, ...]:
        """Its glyphs one by one, and the blanks between them."""
        seen = iter(self.glyphs)
        return tuple(next(seen) if glyph.kind not in BLANKS else glyph for glyph in self.drawn.rows)

    def _is_beside(self, index: int) -> bool:
        """Whether the glyph at `index` and the next one are of one size, and on the line."""
        sizes, raised = self.seen.sizes, self.seen.raised
        return sizes[index] == sizes[index + 1] and not raised[index] and not raised[index + 1]

    @property
    def box(self) -> Box:
        """The rectangle it takes up."""
        return box_of(self.glyphs)


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


def median(values: Iterable[float]) -> float:
    """The middle one of `values`; 0 where there is none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0


def lines_of(sheet: Sheet) -> tuple[Line, ...]:
    """The lines of a page, numbered as a reader counts them."""
    lines = [line for row in _rows(sheet.runs) for line in _lines(sheet.number, row)]
    small = [line for line in lines if all(map(_of_note, line.seen.kinds, line.seen.texts))]
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


def _rows(runs: Iterable[Glyphs]) -> Iterator[list[Glyphs]]:
    """The runs of each baseline, from top to bottom."""
    row: list[Glyphs] = []
    for run in sorted(runs, key=lambda run: run.ys[0]):
        if row and run.ys[0] - row[0].ys[0] > _SAME_BASELINE_EM * run.sizes[0]:
            yield row
            row = []
        row.append(run)
    if row:
        yield row


def _lines(page: int, row: Sequence[Glyphs]) -> Iterator[Line]:
    """The lines on one baseline."""
    glyphs = _ordered(row)
    ends = glyphs.ends
    if _is_close(glyphs, ends):
        yield Line(page, glyphs, glyphs, ends)
        return
    for first, end in _pieces(glyphs, ends):
        shown = [index for index in range(first, end) if glyphs.kinds[index] not in BLANKS]
        if shown:
            yield _line(page, glyphs.part(shown[0], shown[-1] + 1), blank_after=shown[-1] + 1 < end)


def _ordered(row: Sequence[Glyphs]) -> Glyphs:
    """The glyphs of one baseline, from left to right."""
    if len(row) == 1 and sorted(row[0].xs) == row[0].xs:
        return row[0]
    runs = sorted(row, key=lambda run: run.xs[0])
    xs = list(chain.from_iterable(run.xs for run in runs))
    if sorted(set(xs)) == xs:
        return joined(runs)
    return columns_of(sorted(chain.from_iterable(run.rows for run in row), key=attrgetter("x")))


def _line(page: int, drawn: Glyphs, *, blank_after: bool) -> Line:
    seen = drawn if BLANKS.isdisjoint(drawn.kinds) else drawn.picked([kind not in BLANKS for kind in drawn.kinds])
    return Line(page, drawn, seen, seen.ends, blank_after=blank_after)


def _is_close(glyphs: Glyphs, ends: Sequence[float]) -> bool:
    """Whether the glyphs follow so closely that nothing can lie between them, whatever part of them is blank."""
    if not BLANKS.isdisjoint(glyphs.kinds):
        return False
    return max(map(sub, glyphs.xs[1:], ends), default=0.0) < _CLOSE_EM * min(glyphs.sizes)


def _pieces(glyphs: Glyphs, ends: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Part the glyphs of a baseline where columns or cells lie between them: where each part begins and ends."""
    first = 0
    end = before = 0.0
    for index, (kind, size, x) in enumerate(zip(glyphs.kinds, glyphs.sizes, glyphs.xs, strict=True)):
        blank = kind in BLANKS
        gap = 0.0 if blank else x - end
        # Where a glyph follows closely, it need not be asked how much of it is blank.
        if index > first and gap > _HALF_EM * size:
            left = x + _HALF_EM * size if kind in OPENING else x
            if left - end > _NEW_LINE_GAP_EM * max(before, size):
                yield first, index
                first = index
        before = size
        # A full-width space is a gap that was meant; blanks of other widths may be stretched between cells.
        if not blank or kind is C.IDEOGRAPHIC_SPACE:
            end = ends[index] - (_HALF_EM * size if kind in RIGHT_BLANK else 0.0)
    yield first, len(ends)


def _of_note(kind: C, text: str) -> bool:
    """Whether the mark of a note may hold it: a bullet, which may be small and raised as well, is none."""
    return kind in _NOTES or text in _NOTE_SIGNS


def _host(line: Line, lines: Iterable[Line]) -> Line | None:
    """The line that a mark of a note, raised above it, belongs to."""
    for host in lines:
        above = host.baseline - line.baseline
        if not 0 < above <= _RAISED_EM * host.size or line.seen.sizes[0] > _RAISED_SIZE * host.size:
            continue
        if host.seen.xs[0] - host.size <= line.seen.xs[0] <= host.right + host.size:
            return host
    return None


def _with(line: Line, guests: Iterable[Line]) -> Line:
    raised = [glyph._replace(raised=True) for guest in guests for glyph in guest.drawn.rows]
    if not raised:
        return line
    drawn = sorted([*line.drawn.rows, *raised], key=attrgetter("x"))
    return _line(line.page, columns_of(drawn), blank_after=line.blank_after)


def gap(left: Glyph, right: Glyph) -> float:
    """What is added between two neighbours beyond the first one's advance, in em."""
    return (right.x - left.end) / left.size

"""Reading a finished PDF: every drawn glyph with its font, size and origin, gathered into lines.

In: a PDF of any engine. Out: `Page`, each with its `Line`s. Origins come from the text matrices, never from boxes, and
nothing that a PDF says of its text besides (ActualText) is looked at.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFException
from pdfminer.utils import apply_matrix_pt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

HAN = re.compile(r"[\u3005\u3007\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
WESTERN = re.compile(r"[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff]")
OPENING = frozenset("“‘「『（《〈【〖〔［｛")
CLOSING = frozenset("”’」』）》〉】〗〕］｝")
STOPS = frozenset("。．，、：；！？‼⁇")
RIGHT_BLANK = CLOSING | STOPS
MARKS = OPENING | RIGHT_BLANK
BLANKS = frozenset(" \u00a0\u3000\t\n\u200b")

_T = TypeVar("_T")
_FULL_WIDTH_EM = 0.75  # a mark narrower than this comes from a Western font and has no blank
_SAME_BASELINE_PT = 0.4
_NEW_LINE_GAP_EM = 1.3  # a wider gap on one baseline parts columns or cells
_RAISED_EM = 0.55  # note marks stand at most this far above the line they belong to
_RAISED_SIZE = 0.75
# Fonts share or ligate these glyphs, so that their text comes back as another character.
_SAME = {"\u2e3a": "——", "\u22ef": "…", "\u22ef\u22ef": "……"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn glyph: its text, where its origin is (points from the top left of the page) and its own advance."""

    text: str
    font: str
    size_pt: float
    x_pt: float
    baseline_pt: float
    width_em: float
    raised: bool = False

    @property
    def full_mark(self) -> bool:
        """Whether this is a pause, stop, bracket or quotation mark in an em square."""
        return self.text in MARKS and self.width_em >= _FULL_WIDTH_EM

    @property
    def left_pt(self) -> float:
        """Where the glyph begins at the start of a line: an opening mark without its blank."""
        blank_em = 0.5 if self.text in OPENING and self.full_mark else 0.0
        return self.x_pt + blank_em * self.size_pt

    @property
    def right_pt(self) -> float:
        """Where the glyph ends at the end of a line: a closing mark counts at half its width."""
        blank_em = 0.5 if self.text in RIGHT_BLANK and self.full_mark else 0.0
        return self.x_pt + (self.width_em - blank_em) * self.size_pt


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs on one baseline, from left to right, without blanks at either end."""

    page: int
    baseline_pt: float
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def size_pt(self) -> float:
        """The size of most of the line's Han, or of its largest glyph where it has none."""
        return most_frequent(g.size_pt for g in self.glyphs if HAN.match(g.text)) or max(g.size_pt for g in self.glyphs)

    @property
    def font(self) -> str:
        """The font of most of the line's Han, or of its first glyph."""
        return most_frequent(g.font for g in self.glyphs if HAN.match(g.text)) or self.glyphs[0].font

    @property
    def left_pt(self) -> float:
        """Where the line begins."""
        return self.glyphs[0].left_pt

    @property
    def right_pt(self) -> float:
        """Where the line ends."""
        return self.glyphs[-1].right_pt


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule, an area or a picture: the box around it, in points from the top left of the page."""

    left_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size, what is written on it, from top to bottom, and what is drawn."""

    number: int
    width_pt: float
    height_pt: float
    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...] = ()


def most_frequent(values: Iterable[_T]) -> _T | None:
    """The commonest of `values`, if there is any."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def read_pages(path: Path) -> list[Page]:
    """The pages of the PDF at `path`."""
    manager = PDFResourceManager(caching=True)
    pages = []
    with path.open("rb") as file:
        for number, page in enumerate(PDFPage.get_pages(file), 1):
            left, bottom, right, top = page.mediabox
            device = _Device(manager, top - bottom)
            PDFPageInterpreter(manager, device).process_page(page)
            lines = tuple(_lines(number, device.glyphs))
            pages.append(Page(number, right - left, top - bottom, lines, tuple(device.shapes)))
    return pages


class _Device(PDFTextDevice):
    """Collects the glyphs that are drawn upright, and the boxes around all else."""

    def __init__(self, manager: PDFResourceManager, height_pt: float) -> None:
        super().__init__(manager)
        self.glyphs: list[Glyph] = []
        self.shapes: list[Shape] = []
        self._height_pt = height_pt

    def paint_path(
        self,
        _graphicstate: object,
        stroke: bool,  # noqa: FBT001 - pdfminer's signature
        fill: bool,  # noqa: FBT001
        _evenodd: bool,  # noqa: FBT001
        path: Sequence[Any],
    ) -> None:
        """Take the box around a path that shows."""
        points = [segment[at : at + 2] for segment in path for at in range(1, len(segment) - 1, 2)]
        if points and (stroke or fill):
            self._shape(points)

    def render_image(self, _name: str, _stream: object) -> None:
        """Take the box around a picture."""
        self._shape([(0, 0), (1, 0), (0, 1), (1, 1)])

    def _shape(self, points: Sequence[Sequence[float]]) -> None:
        assert self.ctm is not None  # noqa: S101 - the interpreter sets it first
        placed = [apply_matrix_pt(self.ctm, (float(x), float(y))) for x, y in points]
        xs, ys = [x for x, _ in placed], [self._height_pt - y for _, y in placed]
        self.shapes.append(Shape(min(xs), min(ys), max(xs), max(ys)))

    def render_char(
        self,
        matrix: tuple[float, float, float, float, float, float],
        font: Any,  # noqa: ANN401 - pdfminer's fonts have no common type
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        _ncs: object,
        _graphicstate: object,
    ) -> float:
        """Take one glyph, and tell how far it moves the pen."""
        a, b, c, d, x, y = matrix
        width_em = float(font.char_width(cid))
        try:
            text = str(font.to_unichr(cid))
        except PDFException:
            text = "\ufffd"
        if not b and not c:
            size = fontsize * math.sqrt(abs(a * d))
            name = str(font.fontname).rpartition("+")[2].strip("'")
            baseline = self._height_pt - y - rise * abs(d)
            self.glyphs.append(Glyph(_SAME.get(text, text), name, round(size, 3), x, baseline, width_em))
        return width_em * fontsize * scaling


def _lines(page: int, glyphs: Iterable[Glyph]) -> Iterator[Line]:
    """The lines of a page, note marks put into the lines they belong to."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline_pt):
        if not rows or glyph.baseline_pt - rows[-1][0].baseline_pt > _SAME_BASELINE_PT:
            rows.append([])
        rows[-1].append(glyph)
    lines = [line for row in rows for line in _split(page, row)]
    hosts = [line for line in lines if not any(_belongs(line, other) for other in lines)]
    for host in hosts:
        raised = [replace(glyph, raised=True) for line in lines if _belongs(line, host) for glyph in line.glyphs]
        glyphs = sorted([*host.glyphs, *raised], key=lambda glyph: glyph.x_pt)
        yield Line(page, host.baseline_pt, tuple(glyphs))


def _belongs(line: Line, host: Line) -> bool:
    """Whether `line` is a note mark raised above `host`."""
    above_pt = host.baseline_pt - line.baseline_pt
    size = host.size_pt
    if not 0 < above_pt <= _RAISED_EM * size or line.glyphs[0].size_pt > _RAISED_SIZE * size:
        return False
    return host.glyphs[0].x_pt <= line.glyphs[0].x_pt <= host.right_pt + size


def _split(page: int, row: Iterable[Glyph]) -> Iterator[Line]:
    """Part the glyphs of a baseline where columns or cells lie between them."""
    ordered = sorted(row, key=lambda glyph: glyph.x_pt)
    pieces = [[ordered[0]]]
    for before, after in pairwise(ordered):
        if after.left_pt - before.right_pt > _NEW_LINE_GAP_EM * max(before.size_pt, after.size_pt):
            pieces.append([])
        pieces[-1].append(after)
    for piece in pieces:
        seen = [index for index, glyph in enumerate(piece) if glyph.text not in BLANKS]
        if seen:
            yield Line(page, piece[0].baseline_pt, tuple(piece[seen[0] : seen[-1] + 1]))

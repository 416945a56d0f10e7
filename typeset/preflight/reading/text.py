"""What the pages of a PDF hold, as a reader of Chinese sees it: its body, and all other lines.

In: the bytes of a PDF. Out: `Text`, which every check of typography looks at.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.preflight.reading.columns import Columns, follows
from typeset.preflight.reading.drawn import drawn_sheets
from typeset.preflight.reading.lines import Line, lines_of, most_frequent
from typeset.preflight.reading.paragraphs import Paragraph, Placed, paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.preflight.document import Document

_SAME_SIZE_PT = 0.06
_FEWEST_HAN = 2
_FEWEST_LINES = 10  # fewer do not tell where a page ends
_NEXT = 1.4  # of the pitch
_FOOT = 2.5  # of the pitch: how far above the lowest line of the body a page may end
_PITCH_EM = (1.0, 2.6)
_USUAL_PITCH_EM = 1.6
_ROUNDED = 0.05
_AS_READ = attrgetter("page", "number")


class Page(Struct, frozen=True):
    """A page: its number, its size in points, and its lines."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


class Text:
    """The text of a document."""

    def __init__(self, pages: Sequence[Page]) -> None:
        """Keep `pages`, their lines numbered as one reads them; the rest is found when a check asks for it."""
        self.pages = tuple(pages)
        self._count()

    def page(self, number: int) -> Page:
        """Page `number` of the document, which is among those that were read."""
        return self.pages[number - self.pages[0].number]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line, page by page."""
        return tuple(line for page in self.pages for line in page.lines)

    @cached_property
    def han_fonts(self) -> frozenset[str]:
        """The fonts that set Han."""
        return frozenset(font for line in self.lines for _, font in line.styles)

    @cached_property
    def _body(self) -> tuple[float, str]:
        """The size, in points, and the font of the body: those of most of the Han."""
        styles: Counter[tuple[float, str]] = Counter()
        for line in self.lines:
            styles.update(line.styles)
        return max(styles, key=styles.__getitem__, default=(0.0, ""))

    @property
    def size(self) -> float:
        """The size of the body, in points; 0 where there is no Han."""
        return self._body[0]

    @property
    def font(self) -> str:
        """The font of the body."""
        return self._body[1]

    @cached_property
    def pitch(self) -> float:
        """From one baseline of the body to the next, in points."""
        steps = [
            after.baseline - before.baseline
            for before, after in pairwise(sorted(self._sized, key=_AS_READ))
            if before.page == after.page
            and _PITCH_EM[0] <= (after.baseline - before.baseline) / self.size <= _PITCH_EM[1]
        ]
        usual = most_frequent(round(step, 1) for step in steps)
        if usual is None:
            return _USUAL_PITCH_EM * self.size
        # Engines that round to pixels set steps that differ; only their mean keeps in step with a page.
        near = [step for step in steps if abs(step - usual) <= _ROUNDED * usual]
        return round(sum(near) / len(near), 3)

    @cached_property
    def _sized(self) -> tuple[Line, ...]:
        """The lines of the body, told by font and size alone."""
        return tuple(
            line
            for line in self.lines
            if abs(line.size - self.size) < _SAME_SIZE_PT
            and line.font == self.font
            and line.han >= _FEWEST_HAN
            and not line.is_contents
        )

    @cached_property
    def columns(self) -> Columns:
        """The columns of the body."""
        return Columns(self._sized, self.size)

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The lines of the body in reading order: those with any of its Han, and ends of paragraphs without Han."""
        alike = [line for line in self.lines if abs(line.size - self.size) < _SAME_SIZE_PT and not line.is_contents]
        han = [line for line in alike if any(font == self.font for _, font in line.styles)]
        ends = [line for line in alike if not line.han and self._is_under(line, han)]
        return tuple(sorted([*han, *ends], key=_AS_READ))

    def _is_under(self, line: Line, others: Sequence[Line]) -> bool:
        """Whether `line` stands right under one of `others`: a folio or a number in a margin does not."""
        return any(
            0 < line.baseline - other.baseline <= _NEXT * self.pitch
            and other.page == line.page
            and line.left < other.right
            and line.right > other.left
            for other in others
        )

    @cached_property
    def body_ids(self) -> frozenset[int]:
        """The identities of the lines of the body."""
        return frozenset(map(id, self.body))

    def _count(self) -> None:
        """Number the lines of each page as one reads them, column by column."""
        number_of = self.columns.number_of
        for page in self.pages:
            ordered = sorted(page.lines, key=lambda line: (number_of(line), line.baseline, line.left))
            for number, line in enumerate(ordered, 1):
                line.number = number

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the body, in reading order."""
        return tuple(paragraphs_of(self.body, self.columns, self.pitch, self._turns())) if self.size else ()

    def _turns(self) -> frozenset[int]:
        """The identities of lines after which the text turns over to another column or page.

        They stand at its foot, and nothing stands above what comes next on another page.
        """
        if len(self.body) < _FEWEST_LINES:
            return frozenset()
        foot = max(line.baseline for line in self.body) - _FOOT * self.pitch
        head = min(line.baseline for line in self.body) - self.pitch / 2
        turns = set()
        for last, first in pairwise(self.body):
            if (last.page, self.columns.number_of(last)) == (first.page, self.columns.number_of(first)):
                continue
            covered = first.page != last.page and any(
                head < line.baseline < first.baseline - 1 and line.left < first.right and line.right > first.left
                for line in self.page(first.page).lines
            )
            if last.baseline >= foot and not covered:
                turns.add(id(last))
        return frozenset(turns)

    @cached_property
    def joints(self) -> tuple[tuple[Line, Line], ...]:
        """Every two lines of which the second goes on with the first, in the body and elsewhere."""
        body = {id(placed.line) for paragraph in self.paragraphs for placed in paragraph.lines}
        found = [(before.line, after.line) for before, after in self.body_joints]
        for page in self.pages:
            others = [line for line in page.lines if id(line) not in body and not line.is_contents]
            found.extend((before, after) for before in others for after in others if follows(before, after))
        return tuple(found)

    @cached_property
    def body_joints(self) -> tuple[tuple[Placed, Placed], ...]:
        """Every two lines of one paragraph of the body, one after the other."""
        return tuple(pair for paragraph in self.paragraphs for pair in pairwise(paragraph.lines))


def read_text(document: Document) -> Text:
    """The text of this part of `document`. Raises ContentError where it is not sound."""
    sheets = drawn_sheets(document)
    if sheets is None:
        from typeset.preflight.reading.rendered import rendered_sheets  # noqa: PLC0415 - pdfium, which few PDFs need

        sheets = rendered_sheets(document)
    return Text([Page(sheet.number, sheet.width, sheet.height, lines_of(sheet)) for sheet in sheets])

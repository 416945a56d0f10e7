"""The figures that a setting is judged by, from glyph positions in a finished PDF of any engine.

In: a PDF. Out: `Figures`. Lengths are em of the body's size. Every figure keeps the places it comes from, so that a
miss can be looked at. The rules are written out again here: the composer's own tables must not judge themselves.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from bench.feet import column_feet, ends
from bench.pages import BLANKS, CLOSING, HAN, OPENING, RIGHT_BLANK, STOPS, WESTERN, Glyph, read_pages
from bench.paragraphs import is_bold, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bench.pages import Line
    from bench.paragraphs import BodyLine, Paragraph, Text

# clreq prohibition_rules (zh-hans), GB/T 15834 5.1; — counts where it stands alone, as a connector.
NOT_AT_START = STOPS | CLOSING | frozenset("～-–—·・‧/／%％‰‱°℃℉′″")
NOT_AT_END_BASIC = OPENING
NOT_AT_END_GB = OPENING | frozenset("/／")
# GB/T 15835; GB/T 15834 5.1.2, 5.1.4, 5.1.5, 5.1.7: numbers with sign and suffix, words, pairs, names.
WHOLE = re.compile(
    r"[+\-±￥$]?[0-9](?:[0-9]|[.,:：](?=[0-9]))*[%％‰‱°℃℉′″]?|——|……|[A-Za-z\u00c0-\u024f]+|[^\s]·[^\s]|[！？]{2,}"
)
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+")
FLUSH_EM = 0.02
PAIR_EM = 0.02
# E2: no gap beside marks; where a line is justified, marks may be widened, but by less than a Han–Western gap.
BESIDE_MARKS_EM = {False: 0.02, True: 0.1}
WESTERN_GAP_EM = (0.1, 0.35)
GRID_PT = 0.25
_WIDE = frozenset("“”‘’—…")


@dataclass(frozen=True, slots=True)
class Sample:
    """One value, and where it was found."""

    value: float
    page: int
    text: str

    def __str__(self) -> str:
        return f"p{self.page} {self.value:+.3f} {self.text}"


@dataclass(slots=True)
class Figures:
    """What was counted and measured; lists hold the places, empty ones are good.

    Attributes:
        pages: How many pages the document has.
        lines: Lines of body text.
        justified: Those that have to be flush: all but the last of each paragraph.
        forbidden_starts: Lines that begin with what must not begin a line (basic and gb are the same set).
        forbidden_ends_basic: Lines that end with an opening mark.
        forbidden_ends_gb: Those, and lines that end with a solidus.
        forbidden_others: The same for text in other sizes.
        splits: What must stay whole, and was parted by a line end.
        overfull: Lines beyond their right edge.
        not_flush: Justified lines off an edge; the value is the worse of both sides.
        untrimmed: Opening marks at line start, closing marks at line end that keep their blank.
        han_gaps: The extra gap between two Han, in justified lines.
        mark_widths: From a pause, stop or closing mark to the Han after it, in justified lines.
        run_in_gaps: From the mark that ends a run-in head to the text after it (H6); not in mark_widths.
        opening_widths: The width of opening marks between Han, in justified lines.
        pairs: The advance of the first of two adjacent marks; half an em makes 1.5 em together.
        western_gaps: Between Han and letter or digit, in all lines.
        western_gaps_justified: The same, in justified lines.
        beside_marks: Gaps between a mark and a letter or digit that are wider than the mark.
        single_last_lines: Last lines of a single Han.
        paragraphs: Paragraphs of body text.
        widows: Last lines alone on a page or column.
        orphans: First lines alone on a page or column.
        stranded_headings: Headings that nothing follows on their page or column.
        stranded_sources: Source lines first on a page or column.
        off_grid: Body baselines off the document's grid.
        pitch_pt: The grid's pitch.
        unused: Unused lines at the foot of columns whose article goes on after them.
        unused_all: The same, with those before the title of another article; only before a new section a foot is free.
        uneven: By how many lines the columns differ where a section ends (I4).
        marks: Font, natural width and size of each quotation mark, dash, ellipsis and interpunct beside Han or marks.
        wrong_marks: Those that are not from a font that sets Han, or of another width than they should have.
        drawn_spaces: Blanks between Han and Western that are drawn because they were typed.
    """

    pages: int = 0
    lines: int = 0
    justified: int = 0
    forbidden_starts: list[Sample] = field(default_factory=list)
    forbidden_ends_basic: list[Sample] = field(default_factory=list)
    forbidden_ends_gb: list[Sample] = field(default_factory=list)
    forbidden_others: list[Sample] = field(default_factory=list)
    splits: list[Sample] = field(default_factory=list)
    overfull: list[Sample] = field(default_factory=list)
    not_flush: list[Sample] = field(default_factory=list)
    untrimmed: list[Sample] = field(default_factory=list)
    han_gaps: list[Sample] = field(default_factory=list)
    mark_widths: list[Sample] = field(default_factory=list)
    run_in_gaps: list[Sample] = field(default_factory=list)
    opening_widths: list[Sample] = field(default_factory=list)
    pairs: list[Sample] = field(default_factory=list)
    western_gaps: list[Sample] = field(default_factory=list)
    western_gaps_justified: list[Sample] = field(default_factory=list)
    beside_marks: list[Sample] = field(default_factory=list)
    single_last_lines: list[Sample] = field(default_factory=list)
    paragraphs: int = 0
    widows: list[Sample] = field(default_factory=list)
    orphans: list[Sample] = field(default_factory=list)
    stranded_headings: list[Sample] = field(default_factory=list)
    stranded_sources: list[Sample] = field(default_factory=list)
    off_grid: list[Sample] = field(default_factory=list)
    pitch_pt: float = 0.0
    unused: list[Sample] = field(default_factory=list)
    unused_all: list[Sample] = field(default_factory=list)
    uneven: list[Sample] = field(default_factory=list)
    marks: Counter[tuple[str, str, float, float]] = field(default_factory=Counter)
    wrong_marks: list[Sample] = field(default_factory=list)
    drawn_spaces: int = 0

    @property
    def flush_share(self) -> float:
        """The share of justified lines that are flush at both sides."""
        return 1 - len(self.not_flush) / self.justified if self.justified else 1.0

    @property
    def han_p95(self) -> float:
        """The 95th percentile of the extra gaps between Han."""
        return percentile([abs(sample.value) for sample in self.han_gaps], 95)

    @property
    def han_max(self) -> float:
        """The largest of them."""
        return max((abs(sample.value) for sample in self.han_gaps), default=0.0)

    @property
    def mark_deviation(self) -> float:
        """The standard deviation of the width of marks inside a line."""
        return deviation(self.mark_widths)

    @property
    def squeezed_share(self) -> float:
        """The share of marks inside a line that are narrower than 0.9 em."""
        return share([sample.value < 0.9 for sample in self.mark_widths])  # noqa: PLR2004 - peers.md's bound

    @property
    def loose_pairs(self) -> list[Sample]:
        """Adjacent marks that do not take 1.5 em together."""
        return [sample for sample in self.pairs if abs(sample.value - 0.5) > PAIR_EM]

    @property
    def wild_western_gaps(self) -> list[Sample]:
        """Gaps between Han and Western out of bounds."""
        low, high = WESTERN_GAP_EM
        return [sample for sample in self.western_gaps if not low <= sample.value <= high]

    @property
    def grid_share(self) -> float:
        """The share of body baselines on the grid."""
        return 1 - len(self.off_grid) / self.lines if self.lines else 1.0


def mean(samples: Sequence[Sample]) -> float:
    """The mean of the samples' values."""
    return statistics.fmean(sample.value for sample in samples) if samples else 0.0


def percentile(values: Sequence[float], rank: int) -> float:
    """A percentile, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) * rank // 100, len(ordered) - 1)] if ordered else 0.0


def deviation(samples: Sequence[Sample]) -> float:
    """The standard deviation of the samples' values."""
    return statistics.pstdev([sample.value for sample in samples]) if samples else 0.0


def share(truths: Sequence[bool]) -> float:
    """The share of what is true."""
    return sum(truths) / len(truths) if truths else 0.0


def measure(path: Path, *, first_page: int = 1, measure_pt: float | None = None, source: str | None = None) -> Figures:
    """Measure the PDF at `path`.

    Args:
        path: The PDF.
        first_page: The page on which the body begins; a cover and contents before it are left out.
        measure_pt: The measure that was asked for; without it the right edge is where most lines end.
        source: The text that was set, to tell a word parted at a line end from two words.
    """
    return measure_text(read_text(read_pages(path), first_page=first_page, measure_pt=measure_pt), source)


def measure_text(text: Text, source: str | None = None) -> Figures:
    """The figures of a text that was read from a PDF."""
    figures = Figures(pages=len(text.pages), paragraphs=len(text.paragraphs))
    words = frozenset(_WORD.findall(source)) if source is not None else None
    for paragraph in text.paragraphs:
        figures.lines += len(paragraph.lines)
        for number, line in enumerate(paragraph.lines, 1):
            last = number == len(paragraph.lines)
            _take_edges(figures, line, text.size_pt, justified=not last)
            _take_gaps(figures, line.line, justified=not last, run_in=_run_in_end(line.line) if number == 1 else 0)
        _take_joints(figures, paragraph, words)
        _take_ends(figures, paragraph)
    _take_others(figures, text)
    _take_marks(figures, text)
    _take_pages(figures, text)
    return figures


def _take_edges(figures: Figures, line: BodyLine, size: float, *, justified: bool) -> None:
    """How a line stands between its edges."""
    left_em = (line.line.left_pt - line.left_pt) / size
    right_em = (line.line.right_pt - line.right_pt) / size
    sample = Sample(max(left_em, right_em, key=abs), line.line.page, line.line.text)
    last = line.line.glyphs[-1]
    # A closing mark that keeps its blank inside the measure is no overfull line.
    if right_em > FLUSH_EM:
        figures.overfull.append(Sample(right_em, line.line.page, line.line.text))
    if justified:
        figures.justified += 1
        if abs(sample.value) > FLUSH_EM:
            figures.not_flush.append(sample)
        if last.full_mark and last.text in RIGHT_BLANK and abs(right_em + 0.5) <= FLUSH_EM:
            figures.untrimmed.append(Sample(right_em, line.line.page, line.line.text))
    first = line.line.glyphs[0]
    if first.full_mark and first.text in OPENING and abs(left_em - 0.5) <= FLUSH_EM:
        figures.untrimmed.append(Sample(left_em, line.line.page, line.line.text))


def _run_in_end(line: Line) -> int:
    """How many glyphs of a paragraph's first line are its run-in head: what is bold before the rest."""
    seen = [is_bold(glyph.font) for glyph in line.glyphs if glyph.text not in BLANKS]
    return seen.index(False) if seen[0] and False in seen else 0


def _take_gaps(figures: Figures, line: Line, *, justified: bool, run_in: int) -> None:
    """The gaps inside a line, of which the first `run_in` glyphs are a run-in head."""
    seen = [glyph for glyph in line.glyphs if glyph.text not in BLANKS]
    figures.drawn_spaces += _drawn_spaces(line)
    for number, (left, right) in enumerate(pairwise(seen)):
        if left.raised or right.raised or left.size_pt != right.size_pt:
            continue
        step = (right.x_pt - left.x_pt) / left.size_pt
        gap = step - left.width_em
        around = "".join(glyph.text for glyph in seen[max(number - 6, 0) : number + 8])
        sample = Sample(gap, line.page, f"{left.text}|{right.text} in {around}")
        before = seen[number - 1] if number else None
        if run_in and number == run_in - 1:
            figures.run_in_gaps.append(Sample(step, line.page, sample.text))
        elif left.full_mark or right.full_mark:
            _take_mark(figures, (before, left, right), Sample(step, line.page, sample.text), justified=justified)
        elif HAN.match(left.text) and HAN.match(right.text):
            if justified:
                figures.han_gaps.append(sample)
        elif (HAN.match(left.text) and WESTERN.match(right.text)) or (
            HAN.match(right.text) and WESTERN.match(left.text)
        ):
            figures.western_gaps.append(sample)
            if justified:
                figures.western_gaps_justified.append(sample)


def _take_mark(figures: Figures, glyphs: tuple[Glyph | None, Glyph, Glyph], step: Sample, *, justified: bool) -> None:
    """The gap between two glyphs of which one at least is a mark; the value of `step` is from origin to origin."""
    before, left, right = glyphs
    gap = step.value - left.width_em
    if left.full_mark and right.full_mark:
        if left.text in RIGHT_BLANK or right.text in OPENING:
            figures.pairs.append(step)
    elif WESTERN.match(left.text) or WESTERN.match(right.text):
        if gap > BESIDE_MARKS_EM[justified]:
            figures.beside_marks.append(Sample(gap, step.page, step.text))
    elif not justified:
        return
    elif left.text in RIGHT_BLANK and HAN.match(right.text):
        if before is None or not before.full_mark:
            figures.mark_widths.append(step)
    elif right.text in OPENING and HAN.match(left.text):
        figures.opening_widths.append(Sample(1 + gap, step.page, step.text))


def _drawn_spaces(line: Line) -> int:
    return len(re.findall(rf"(?<={HAN.pattern})[ \u00a0](?={WESTERN.pattern})", line.text)) + len(
        re.findall(rf"(?<={WESTERN.pattern})[ \u00a0](?={HAN.pattern})", line.text)
    )


def _take_joints(figures: Figures, paragraph: Paragraph, words: frozenset[str] | None) -> None:
    """What stands at the line ends inside a paragraph, and what is parted by them."""
    text = paragraph.text
    offset = 0
    for before, after in pairwise(line.line for line in paragraph.lines):
        offset += len(before.text)
        around = f"{before.text[-5:]}/{after.text[:5]}"
        _take_forbidden(figures, before, after, around)
        for match in WHOLE.finditer(text, max(offset - 60, 0)):
            if match.start() >= offset:
                break
            if match.end() > offset and not _two_words(before.text, after.text, words):
                figures.splits.append(Sample(0, after.page, f"{match.group()} in {around}"))


def _two_words(before: str, after: str, words: frozenset[str] | None) -> bool:
    """Whether a blank was dropped between two lines: what would make one word is no word of the source."""
    left, right = re.search(rf"{_WORD.pattern}$", before), _WORD.match(after)
    return words is not None and bool(left and right) and (left or [""])[0] + (right or [""])[0] not in words


def _take_forbidden(figures: Figures, before: Line, after: Line, around: str) -> None:
    start, end = after.text, before.text
    # —— may start a line up to level gb: only a single — is a connector.
    if start[0] in NOT_AT_START and not start.startswith("——") and not after.glyphs[0].raised:
        figures.forbidden_starts.append(Sample(0, after.page, around))
    if after.glyphs[0].raised:
        figures.splits.append(Sample(0, after.page, f"note mark in {around}"))
    if end[-1] in NOT_AT_END_BASIC:
        figures.forbidden_ends_basic.append(Sample(0, before.page, around))
    if end[-1] in NOT_AT_END_GB:
        figures.forbidden_ends_gb.append(Sample(0, before.page, around))


def _take_ends(figures: Figures, paragraph: Paragraph) -> None:
    """The last line of a paragraph, and how pages part it."""
    lines = paragraph.lines
    last = lines[-1].line
    if len(lines) > 1 and len(HAN.findall(last.text)) <= 1 and not WESTERN.search(last.text):
        figures.single_last_lines.append(Sample(0, last.page, last.text))
    parts = Counter((line.line.page, line.column) for line in lines)
    if len(parts) > 1:
        counts = list(parts.values())
        if counts[0] == 1:
            figures.orphans.append(Sample(0, lines[0].line.page, lines[0].line.text))
        if counts[-1] == 1:
            figures.widows.append(Sample(0, last.page, last.text))


def _take_others(figures: Figures, text: Text) -> None:
    """Forbidden starts and ends in titles, captions, notes: lines one below the other in one font and size."""
    for before, after in pairwise(text.others):
        near = 0 < after.baseline_pt - before.baseline_pt < 2 * before.size_pt
        alike = before.page == after.page and before.size_pt == after.size_pt and before.font == after.font
        if near and alike and (after.text[0] in NOT_AT_START or before.text[-1] in NOT_AT_END_GB):
            if after.text.startswith("——"):
                continue
            figures.forbidden_others.append(Sample(0, after.page, f"{before.text[-5:]}/{after.text[:5]}"))


def _take_marks(figures: Figures, text: Text) -> None:
    """Fonts and widths of quotation marks, dashes, ellipses and interpuncts."""
    every = [line.line for paragraph in text.paragraphs for line in paragraph.lines] + list(text.others)
    han_fonts = {glyph.font for line in every for glyph in line.glyphs if HAN.match(glyph.text)}
    for line in every:
        seen = [glyph for glyph in line.glyphs if glyph.text not in BLANKS]
        for number, glyph in enumerate(seen):
            beside = [seen[place] for place in (number - 1, number + 1) if 0 <= place < len(seen)]
            if not any(HAN.match(other.text) or other.full_mark for other in beside):
                continue
            around = "".join(other.text for other in seen[max(number - 4, 0) : number + 5])
            if glyph.text[0] in _WIDE:
                figures.marks[glyph.text, glyph.font, round(glyph.width_em, 2), glyph.size_pt] += 1
                if glyph.font not in han_fonts or abs(glyph.width_em - len(glyph.text)) > FLUSH_EM:
                    figures.wrong_marks.append(Sample(glyph.width_em, line.page, around))
            elif glyph.text == "·" and 0 < number < len(seen) - 1:
                before, after = seen[number - 1], seen[number + 1]
                width = (after.x_pt - before.x_pt) / glyph.size_pt - before.width_em
                figures.marks["·", glyph.font, round(width, 2), glyph.size_pt] += 1
                if glyph.font not in han_fonts or abs(width - 0.5) > FLUSH_EM:
                    figures.wrong_marks.append(Sample(width, line.page, around))


def _take_pages(figures: Figures, text: Text) -> None:
    """The grid, and how columns end."""
    body = [line for paragraph in text.paragraphs for line in paragraph.lines]
    if not body:
        return
    steps = Counter(
        round(after.line.baseline_pt - before.line.baseline_pt, 2)
        for paragraph in text.paragraphs
        for before, after in pairwise(paragraph.lines)
        if after.line.page == before.line.page and after.line.baseline_pt > before.line.baseline_pt
    )
    figures.pitch_pt = pitch = steps.most_common(1)[0][0] if steps else 1.6 * text.size_pt
    phases = Counter(round(line.line.baseline_pt % pitch, 1) for line in body)
    phase = phases.most_common(1)[0][0]
    for line in body:
        off = (line.line.baseline_pt - phase + pitch / 2) % pitch - pitch / 2
        if abs(off) > GRID_PT:
            figures.off_grid.append(Sample(off, line.line.page, line.line.text))
    for foot in column_feet(text, pitch):
        if foot.stranded_source:
            figures.stranded_sources.append(Sample(0, foot.page, foot.first))
        if foot.stranded_heading:
            figures.stranded_headings.append(Sample(0, foot.page, foot.last))
        if foot.after is not None:
            sample = Sample(foot.unused, foot.page, f"{foot.last} → {foot.after}")
            figures.unused_all.append(sample)
            if not foot.before_heading:
                figures.unused.append(sample)
    figures.uneven = [Sample(lines, page, f"{lines:.0f} lines") for page, lines in ends(text, pitch)]

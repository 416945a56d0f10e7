"""Figures of set paragraphs, from the places of their clusters: what peers are compared by.

Run as a script, it prints them for the project's own bulletin: `python tests/composer/measure.py`.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.composer import Cluster, Paragraph, SetLine, Style
from typeset.composer.shaping import ShapedFont

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "issues" / "issue-293" / "articles"
SEED = ROOT.parent / "shared" / "seeds" / "issue-293.txt"
FONT = ROOT / "fonts" / "NotoSerifSC-Regular.ttf"
SIZE_PT = 12.0
MEASURES_EM = (37.0, 37.8, 24.0, 18.0, 14.0)

# Written out again, from the clauses: the composer's own tables must not judge themselves.
NOT_AT_START = frozenset("。．，、：；！？‼⁇”’」』）》〉】〗〕］｝～–·・‧/／%％‰‱°℃℉′″")
NOT_AT_END = frozenset("“‘「『（《〈【〖〔［｛/／")
CLOSING = frozenset("”’」』）》〉】〗〕］｝")
STOPS = frozenset("。．，、：；！？")
OPENING = frozenset("“‘「『（《〈【〖〔［｛")
RIGHT_BLANK = CLOSING | STOPS
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WESTERN = re.compile(r"[A-Za-z0-9]")
WHOLE = re.compile(
    r"[+\-±￥$]?[0-9](?:[0-9]|[.,:：](?=[0-9]))*[%％‰℃°]?|——|……|[A-Za-z\u00c0-\u024f]+|.·.|[！？]{2,}", re.DOTALL
)


@dataclass
class Figures:
    """What was counted and measured; lengths in em."""

    lines: int = 0
    justified: int = 0
    forbidden_starts: list[str] = field(default_factory=list)
    forbidden_ends: list[str] = field(default_factory=list)
    splits: list[str] = field(default_factory=list)
    overfull: int = 0
    not_flush: list[str] = field(default_factory=list)
    untrimmed: list[str] = field(default_factory=list)
    han_gaps: list[float] = field(default_factory=list)
    mark_widths: list[float] = field(default_factory=list)
    western_gaps: list[float] = field(default_factory=list)
    pairs: list[float] = field(default_factory=list)
    beside_marks: list[float] = field(default_factory=list)
    single_last_lines: list[str] = field(default_factory=list)

    @property
    def han_p95(self) -> float:
        return percentile(self.han_gaps, 95)

    @property
    def han_max(self) -> float:
        return max(self.han_gaps, default=0.0)

    @property
    def mark_deviation(self) -> float:
        return statistics.pstdev(self.mark_widths) if self.mark_widths else 0.0

    @property
    def western_deviation(self) -> float:
        return statistics.pstdev(self.western_gaps) if self.western_gaps else 0.0

    def __str__(self) -> str:
        squeezed = sum(width < 0.9 for width in self.mark_widths) / max(len(self.mark_widths), 1)
        return (
            f"lines {self.lines} (justified {self.justified}); forbidden starts {len(self.forbidden_starts)}"
            f" ends {len(self.forbidden_ends)}; splits {len(self.splits)}; overfull {self.overfull};"
            f" not flush {len(self.not_flush)}; untrimmed {len(self.untrimmed)}\n"
            f"  Han gap p95 {self.han_p95:.4f} max {self.han_max:.4f}; marks sd {self.mark_deviation:.4f}"
            f" min {min(self.mark_widths, default=1):.3f} max {max(self.mark_widths, default=1):.3f}"
            f" below .9 {squeezed:.1%}\n"
            f"  Han–Western sd {self.western_deviation:.4f} min {min(self.western_gaps, default=0):.3f}"
            f" max {max(self.western_gaps, default=0):.3f} (n {len(self.western_gaps)});"
            f" pairs {len(self.pairs)}, off 1.5 em {sum(abs(gap - 0.5) > 0.02 for gap in self.pairs)};"
            f" gaps beside marks {sum(abs(gap) > 0.04 for gap in self.beside_marks)};"
            f" single last lines {len(self.single_last_lines)}"
        )


def percentile(values: Sequence[float], share: int) -> float:
    """A percentile, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) * share // 100, len(ordered) - 1)] if ordered else 0.0


def paragraphs_of(texts: Iterable[str]) -> list[str]:
    """The paragraphs of Markdown texts, their marks taken off."""
    found = []
    for text in texts:
        body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        for block in re.split(r"\n\s*\n", body):
            plain = re.sub(r"^#+ *|^> *|^[-*] +|^\[\^\d+\]: *", "", block.strip(), flags=re.MULTILINE)
            plain = re.sub(r"!?\[([^\]^]*)\]\([^)]*\)|\[\^\d+\]|\{[^}]*\}|\*\*|\*", r"\1", plain)
            plain = re.sub(r"\n(?=.)", "", plain)
            if plain and not plain.startswith("|") and not plain.startswith("!"):
                found.append(plain)
    return found


@cache
def bulletin() -> tuple[str, ...]:
    """The paragraphs of the project's own articles."""
    return tuple(paragraphs_of(path.read_text("utf-8") for path in sorted(ARTICLES.glob("*.md"))))


@cache
def seed() -> tuple[str, ...]:
    """The paragraphs of the bulletin that the project grew from, if it is there."""
    return tuple(paragraphs_of([SEED.read_text("utf-8")])) if SEED.exists() else ()


@cache
def serif() -> ShapedFont:
    """The body font."""
    return ShapedFont(FONT)


def measure(texts: Iterable[str], measure_em: float, style: Style | None = None) -> Figures:
    """Compose paragraphs with an indent of 2 em and take their figures."""
    figures = Figures()
    for text in texts:
        paragraph = Paragraph(serif().shape(text, SIZE_PT), style)
        width = measure_em * SIZE_PT
        indent = 2 * SIZE_PT
        starts = set()
        spans = paragraph.break_lines(width, indent)
        for number, span in enumerate(spans):
            room = width - (0 if number else indent)
            line = paragraph.set_line(span, room, justify=not span.last)
            take_line(figures, paragraph.clusters, line, room, first=number == 0)
            starts.add(sum(len(cluster.text) for cluster in paragraph.clusters[: span.start]))
        take_joints(figures, text, starts - {0})
        last = "".join(cluster.text for cluster in paragraph.clusters[spans[-1].start :])
        if len(spans) > 1 and len(HAN.findall(last)) < 2 and not re.search(r"[A-Za-z]+|\d", last):
            figures.single_last_lines.append(last)
    return figures


def take_joints(figures: Figures, text: str, starts: set[int]) -> None:
    """What is divided between two lines."""
    for match in WHOLE.finditer(text):
        if any(match.start() < start < match.end() for start in starts):
            figures.splits.append(match.group())
    for start in starts:
        after, before = text[start], text[:start].rstrip(" \u3000")[-1:]
        lone_dash = after == "—" and text[start + 1 : start + 2] != "—"
        if after in NOT_AT_START or lone_dash:
            figures.forbidden_starts.append(text[start - 3 : start + 3])
        if before in NOT_AT_END:
            figures.forbidden_ends.append(text[start - 3 : start + 3])


def take_line(figures: Figures, clusters: Sequence[Cluster], line: SetLine, room: float, *, first: bool) -> None:
    """Places of clusters in a line, and what they tell."""
    del first
    shown = clusters[line.span.start : line.visible_end]
    origins, pen = [], -line.trim_start_pt
    for cluster, gap in zip(shown, line.gaps_pt, strict=False):
        origins.append(pen)
        pen += cluster.advance_pt + cluster.spacing_pt + gap
    text = "".join(cluster.text for cluster in shown)
    edge = origins[-1] + shown[-1].advance_pt + (line.hyphen.advance_pt if line.hyphen else 0.0)
    last, start = shown[-1].text, shown[0].text
    if last in RIGHT_BLANK:
        edge -= 0.5 * SIZE_PT
    figures.lines += 1
    figures.overfull += edge > room + 0.02 * SIZE_PT
    if not line.span.last:
        figures.justified += 1
        if abs(edge - room) > 0.02 * SIZE_PT:
            figures.not_flush.append(f"{(edge - room) / SIZE_PT:+.3f} {text}")
    if start in OPENING and abs(origins[0] + 0.5 * SIZE_PT) > 0.02 * SIZE_PT:
        figures.untrimmed.append(text)
    if last in RIGHT_BLANK and abs(line.trim_end_pt - 0.5 * SIZE_PT) > 0.02 * SIZE_PT:
        figures.untrimmed.append(text)
    take_gaps(figures, shown, origins, justified=not line.span.last)


def take_gaps(figures: Figures, shown: Sequence[Cluster], origins: Sequence[float], *, justified: bool) -> None:
    """The gaps inside a line."""
    visible = [place for place, cluster in enumerate(shown) if cluster.text.strip(" ")]
    for nth in range(len(visible) - 1):
        here, there = visible[nth], visible[nth + 1]
        left, right = shown[here].text[-1], shown[there].text[0]
        step = (origins[there] - origins[here]) / SIZE_PT
        gap = step - shown[here].advance_pt / SIZE_PT
        is_left_han, is_right_han = HAN.match(left), HAN.match(right)
        if is_left_han and is_right_han and justified and there == here + 1:
            figures.han_gaps.append(gap)
        elif (is_left_han and WESTERN.match(right)) or (is_right_han and WESTERN.match(left)):
            figures.western_gaps.append(gap)
        is_mark_left, is_mark_right = left in RIGHT_BLANK | OPENING, right in RIGHT_BLANK | OPENING
        if is_mark_left and is_mark_right:
            if not (left in OPENING and right in RIGHT_BLANK):
                figures.pairs.append(step)
        elif justified and left in RIGHT_BLANK:
            after_pair = nth and shown[visible[nth - 1]].text in RIGHT_BLANK | OPENING
            if not after_pair:
                figures.mark_widths.append(step)
        elif justified and right in OPENING:
            figures.mark_widths.append(1 + gap)
        elif (left in OPENING and WESTERN.match(right)) or (right in RIGHT_BLANK and WESTERN.match(left)):
            figures.beside_marks.append(gap)


def time_all(texts: Iterable[str], measure_em: float) -> tuple[float, float, float]:
    """Seconds for shaping, analysis and breaking, font caches cold."""
    font = ShapedFont(FONT)
    started = time.perf_counter()
    shaped = [font.shape(text, SIZE_PT) for text in texts]
    after_shaping = time.perf_counter()
    paragraphs = [Paragraph(clusters) for clusters in shaped]
    after_analysis = time.perf_counter()
    for paragraph in paragraphs:
        paragraph.break_lines(measure_em * SIZE_PT, 2 * SIZE_PT)
    return after_shaping - started, after_analysis - after_shaping, time.perf_counter() - after_analysis


def main() -> None:
    """Print the figures."""
    for name, texts in (("bulletin", bulletin()), ("seed", seed())):
        if not texts:
            continue
        print(f"{name}: {len(texts)} paragraphs, {sum(map(len, texts))} characters")  # noqa: T201
        for measure_em in MEASURES_EM:
            figures = measure(texts, measure_em)
            best = min((time_all(texts, measure_em) for _ in range(5)), key=sum)
            times = " + ".join(f"{1000 * part:.0f}" for part in best)
            print(f"{measure_em} em: {figures}\n  {times} = {1000 * sum(best):.0f} ms")  # noqa: T201
            for sample in [*figures.splits, *figures.not_flush, *figures.untrimmed][: int((sys.argv[1:] or ["3"])[0])]:
                print("    ", sample)  # noqa: T201


if __name__ == "__main__":
    main()

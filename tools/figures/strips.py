"""Lines of Chinese as the composer sees them: every box, every gap and every adjustment is what it computed.

The characters are drawn from the font file at the places that `composer` gives them; only the colours are ours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from tools.figures.desk import ROOT
from typeset.cjk.spacing import Stretch
from typeset.composer import Paragraph, Style
from typeset.composer.shaping import ShapedFont

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.composer import SetLine
    from typeset.composer.cluster import Cluster

SIZE_PT = 12.0
# Everything is drawn this much larger, then made smaller: edges become smooth.
FINE = 3
EM_PX = 46 * FINE
SONG, HEI = ROOT / "fonts" / "NotoSerifSC-Regular.ttf", ROOT / "fonts" / "NotoSansSC-Regular.ttf"
INK, PALE, PAPER, EDGE = "#1a1a1a", "#6e6e6e", "#ffffff", "#a8141c"
BOX, BOX_LINE = "#f3f1ec", "#cfc9bd"
TAKEN, ADDED, STRETCHED = "#7fb3d5", "#f2b84b", "#e8836b"
MARGIN_EM = 0.9
ROUNDING_EM = 0.0004

EXAMPLE = "8月8日发布的《通知》，要求App“先备案，后上架”。"
BREAKING = (
    "图书室的书按“常借、偶借、不借”分成三类，常借的放在门口，伸手就能拿到；不借的（多半是旧年鉴和工具书）"
    "放在最里面的架子上，来查的人少，但是2024年有位老师为核对一个数字，在那里坐了整整3天。"
)
ADJACENT = ("》，", "），", "”。", "》（", "：“", "“《")


@cache
def font() -> ShapedFont:
    """The text face."""
    return ShapedFont(SONG)


@cache
def face(path: object, px: int) -> ImageFont.FreeTypeFont:
    """A font of PIL."""
    return ImageFont.truetype(str(path), px)


@dataclass
class Canvas:
    """A picture that strips of text are drawn on, in em from its top left."""

    image: Image.Image
    draw: ImageDraw.ImageDraw

    @classmethod
    def of(cls, width_em: float, height_em: float) -> Canvas:
        """An empty one."""
        image = Image.new("RGB", (round(width_em * EM_PX), round(height_em * EM_PX)), PAPER)
        return cls(image, ImageDraw.Draw(image))

    def text(self, x: float, top: float, text: str, fill: str = INK) -> None:
        """A cluster at its pen; its em box begins at `top`."""
        self.draw.text((x * EM_PX, (top + 0.88) * EM_PX), text, font=face(SONG, EM_PX), fill=fill, anchor="ls")

    def label(
        self, x: float, top: float, text: str, *, size: float = 0.36, fill: str = PALE, anchor: str = "la"
    ) -> None:
        """Words about what is drawn."""
        self.draw.text((x * EM_PX, top * EM_PX), text, font=face(HEI, round(size * EM_PX)), fill=fill, anchor=anchor)

    def box(self, x: float, top: float, width: float, fill: str, outline: str | None = None, height: float = 1) -> None:
        """A box `width` wide."""
        edges = (x * EM_PX, top * EM_PX, (x + width) * EM_PX, (top + height) * EM_PX)
        self.draw.rectangle(edges, fill=fill, outline=outline, width=FINE if outline else 0)

    def rule(self, x: float, top: float, bottom: float) -> None:
        """An edge of the measure."""
        self.draw.line((x * EM_PX, top * EM_PX, x * EM_PX, bottom * EM_PX), fill=EDGE, width=2 * FINE)

    def finished(self) -> Image.Image:
        """The picture in its own size."""
        size = (self.image.width // FINE, self.image.height // FINE)
        return self.image.resize(size, Image.Resampling.LANCZOS)


def strips() -> Iterator[tuple[str, Image.Image]]:
    """Every figure with its name."""
    yield "line-boxes", boxes_and_glue()
    yield "line-marks", marks_side_by_side()
    yield "line-breaks", breaks()


def _shaped(text: str, style: Style | None = None) -> Paragraph:
    return Paragraph(font().shape(text, SIZE_PT), style)


def _em(points: float) -> float:
    return points / SIZE_PT


def _pens(clusters: Sequence[Cluster], line: SetLine) -> Iterator[tuple[Cluster, float, float]]:
    """Each cluster of a line with its pen and the gap after it, in em from the left edge of the line."""
    x = -_em(line.trim_start_pt)
    for cluster, gap in zip(clusters, line.gaps_pt, strict=True):
        yield cluster, x, _em(gap)
        x += _em(cluster.advance_pt + cluster.spacing_pt) + _em(gap)


def boxes_and_glue() -> Image.Image:
    """One line three times: boxes as they are; with the natural glue; and set to the measure."""
    paragraph = _shaped(EXAMPLE)
    clusters = paragraph.clusters
    span = paragraph.break_lines(1000 * SIZE_PT)[0]
    measure = math.ceil(_em(paragraph.set_line(span, 0, justify=False).natural_pt))
    line = paragraph.set_line(span, measure * SIZE_PT, justify=True)
    items = paragraph.items
    natural = [_em(gap) for gap in items.natural[: len(clusters) - 1]] + [0.0]
    canvas = Canvas.of(max(sum(_em(c.advance_pt) for c in clusters), measure) + 2 * MARGIN_EM, 9.2)
    rows = (
        ("① 盒子：每个字、每个标点、每个数字占多宽", 0.35),
        ("② 胶：标点的空白共用，汉字与西文之间空四分之一字，行末的标点只占半字", 3.3),
        (f"③ 排齐：还差的分到能伸的地方，正好{measure}字", 6.25),
    )
    for words, top in rows:
        canvas.label(MARGIN_EM, top, words, size=0.46, fill=INK)
    top, x = 1.15, MARGIN_EM
    for cluster in clusters:
        width = _em(cluster.advance_pt)
        canvas.box(x, top, width, BOX, BOX_LINE)
        canvas.text(x, top, cluster.text)
        x += width
    _glued(canvas, 4.1, clusters, natural, None)
    set_gaps = [_em(gap) for gap in line.gaps_pt]
    _glued(canvas, 7.05, clusters, set_gaps, natural)
    for row in (4.1, 7.05):
        for edge in (MARGIN_EM, MARGIN_EM + measure):
            canvas.rule(edge, row - 0.15, row + 1.15)
    return canvas.finished()


def _glued(
    canvas: Canvas, top: float, clusters: Sequence[Cluster], gaps: Sequence[float], before: Sequence[float] | None
) -> None:
    """Boxes with gaps between them; with `before`, what was added to that is coloured and told."""
    x = MARGIN_EM
    for index, (cluster, gap) in enumerate(zip(clusters, gaps, strict=True)):
        width = _em(cluster.advance_pt)
        natural = before[index] if before else gap
        last = index == len(clusters) - 1
        taken = min(0.0, natural) if not last else -0.5
        canvas.box(x, top, width + taken, BOX, BOX_LINE)
        if taken < 0:
            canvas.box(x + width + taken, top, -taken if last else min(-taken, 0.5), PAPER, TAKEN)
        if natural > 0:
            canvas.box(x + width, top, natural, ADDED)
            if before is None:
                canvas.label(x + width + natural / 2, top + 1.12, "¼", size=0.36, anchor="ma")
        more = gap - natural
        if before is not None and more > ROUNDING_EM and not last:
            canvas.box(x + width + natural, top, max(more, 0.02), STRETCHED)
        x += width + gap
    x = MARGIN_EM
    for index, (cluster, gap) in enumerate(zip(clusters, gaps, strict=True)):
        canvas.text(x, top, cluster.text)
        natural = before[index] if before else gap
        if before is None and natural < 0:
            canvas.label(x + _em(cluster.advance_pt) - 0.25, top + 1.12, "−½", size=0.36, anchor="ma")
        x += _em(cluster.advance_pt) + gap
    if before is not None:
        told = _told(gaps, before)
        canvas.label(MARGIN_EM, top + 1.3, told, size=0.4)


def _told(gaps: Sequence[float], before: Sequence[float]) -> str:
    added = [round(gap - natural, 4) for gap, natural in zip(gaps[:-1], before[:-1], strict=True)]
    moved = [each for each in added if each]
    return f"{len(moved)}处一共加了{sum(moved):.3f}字，最多的一处{max(moved):.3f}字"


def marks_side_by_side() -> Image.Image:
    """Pairs of marks, each its em and as they are set."""
    canvas = Canvas.of(2 * MARGIN_EM + 3.6 + 4.5 * len(ADJACENT) - 0.5, 5.3)
    for words, top in (("各占一字", 1.3), ("共占一个半字", 3.9)):
        canvas.label(MARGIN_EM, top, words, size=0.46, fill=INK)
    x = MARGIN_EM + 3.6
    for pair in ADJACENT:
        text = f"字{pair}字"
        for top, trimmed in ((1.0, False), (3.6, True)):
            paragraph = _shaped(text, Style(punctuation="quanjiao" if trimmed else "hangmobanjiao"))
            line = paragraph.set_line(paragraph.break_lines(1000 * SIZE_PT)[0], 1000 * SIZE_PT, justify=False)
            for cluster, pen, gap in _pens(paragraph.clusters, line):
                kept = _em(cluster.advance_pt) + min(gap, 0)
                fill = BOX if cluster.text in pair else PAPER
                canvas.box(x + pen, top, kept, fill, BOX_LINE)
            for cluster, pen, _ in _pens(paragraph.clusters, line):
                canvas.text(x + pen, top, cluster.text, PALE if cluster.text not in pair else INK)
        x += len(text) + 0.5
    return canvas.finished()


def breaks() -> Image.Image:
    """A paragraph broken line by line, and as a whole; between Han, what was added is coloured."""
    measure, indent, leading = 18, 2, 1.62
    columns = (("一行一行地断", "greedy"), ("看完整段再断", "optimal"))
    made = []
    for words, strategy in columns:
        paragraph = _shaped(BREAKING, Style(strategy=strategy))  # type: ignore[arg-type]
        spans = paragraph.break_lines(measure * SIZE_PT, indent * SIZE_PT)
        lines = []
        for number, span in enumerate(spans):
            width = (measure - (0 if number else indent)) * SIZE_PT
            lines.append(paragraph.set_line(span, width, justify=not span.last))
        made.append((words, paragraph, lines))
    rows = max(len(lines) for _, _, lines in made)
    canvas = Canvas.of(2 * MARGIN_EM + 2 * (measure + 3.2) - 1.2, rows * leading + 2.1)
    left = MARGIN_EM
    for words, paragraph, lines in made:
        worst = 0.0
        for number, line in enumerate(lines):
            top = 1.5 + number * leading
            x = left + (0 if number else indent)
            added = _draw_line(canvas, x, top, paragraph, line)
            worst = max(worst, added)
            canvas.label(left + measure + 0.35, top + 0.3, f"{added:+.3f}" if added else "", size=0.38)
        canvas.label(left, 0.35, f"{words}：汉字之间最多加{worst:.3f}字", size=0.5, fill=INK)
        for edge in (left, left + measure):
            canvas.rule(edge, 1.35, 1.5 + len(lines) * leading - leading + 1.15)
        left += measure + 3.2
    return canvas.finished()


def _draw_line(canvas: Canvas, left: float, top: float, paragraph: Paragraph, line: SetLine) -> float:
    """Draw a line with what was added coloured; how much that is between two Han at most."""
    start, end = line.span.start, line.span.end
    items, most = paragraph.items, 0.0
    placed = list(_pens(paragraph.clusters[start:end], line))
    for offset, (cluster, pen, gap) in enumerate(placed[:-1]):
        more = gap - _em(items.natural[start + offset])
        if more > ROUNDING_EM:
            if items.stretch[start + offset] == Stretch.HAN:
                most = max(most, more)
            canvas.box(left + pen + _em(cluster.advance_pt) + gap - more, top, more, _heat(more))
    for cluster, pen, _ in placed:
        canvas.text(left + pen, top, cluster.text)
    return most


def _heat(added_em: float) -> str:
    """Paler where less was added."""
    share = min(added_em / 0.12, 1)
    low, high = (253, 238, 205), (222, 92, 66)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(low, high, strict=True))

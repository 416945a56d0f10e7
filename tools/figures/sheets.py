"""Whole pages: what a page is made of, and the pages that the tutorial and the designers' guide speak of."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from tools.figures.desk import ISSUE, ROOT, Printed, desk, lay_out
from tools.sessions import run

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE_PX, PAIR_PX = 700, 620
FINE = 2
ROUNDING_PT = 0.01
EDGE, LABEL, AREA, GRID = "#c4c4c4", "#3d3d3d", (168, 20, 28), (58, 116, 184)
HEI = ROOT / "fonts" / "NotoSansSC-Regular.ttf"


def sheets() -> Iterator[tuple[str, Image.Image]]:
    """Every figure with its name."""
    yield from _tutorial()
    with desk() as workspace:
        yield "page-parts", _parts(lay_out(workspace, ISSUE, "bulletin"))
        yield "page-columns", _parts(lay_out(workspace, ISSUE, "magazine"))


def _tutorial() -> Iterator[tuple[str, Image.Image]]:
    """The pages that a reader of the tutorial makes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "desk"
        folder.mkdir()
        run((ROOT / "docs" / "tutorial.md").read_text("utf-8"), folder)
        (root,) = folder.iterdir()
        for layout in ("bulletin", "magazine", "house"):
            _build(root, "issue-2", "--layout", layout, "-o", f"dist/{layout}.pdf")
        _build(root, "issue-1", "-o", "dist/first.pdf")
        yield "tutorial-first", _pair(root / "dist" / "first.pdf", 1)
        with pypdfium2.PdfDocument(root / "dist" / "bulletin.pdf") as pdf:
            yield "tutorial-article", edged(_page(pdf, 2, PAGE_PX))
        yield "tutorial-magazine", _pair(root / "dist" / "magazine.pdf", 1)
        with pypdfium2.PdfDocument(root / "dist" / "house.pdf") as pdf:
            yield "tutorial-house", edged(_page(pdf, 1, PAGE_PX))


def _build(root: Path, *words: str) -> None:
    command = [sys.executable, "-m", "typeset", "build", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)  # noqa: S603 - words of our own


def _page(pdf: pypdfium2.PdfDocument, number: int, width_px: int) -> Image.Image:
    page = pdf[number - 1]
    picture: Image.Image = page.render(scale=width_px / page.get_width()).to_pil().convert("RGB")
    return picture


def _pair(path: Path, left: int) -> Image.Image:
    """Two pages side by side."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [edged(_page(pdf, number, PAIR_PX)) for number in (left, left + 1)]
    picture = Image.new("RGB", (2 * PAIR_PX + 24, pages[0].height), "white")
    picture.paste(pages[0], (0, 0))
    picture.paste(pages[1], (PAIR_PX + 24, 0))
    return picture


def edged(picture: Image.Image) -> Image.Image:
    """`picture` with a hairline around it."""
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=EDGE)
    return picture


def _parts(printed: Printed) -> Image.Image:
    """A page with its parts named: type area, grid of baselines, head and foot."""
    proof = printed.proof
    number = _fullest(printed)
    width_pt, height_pt = proof.page_size(number)
    size_pt, leading_pt = proof.body_type_pt
    body = [
        run for run in proof.runs() if run.page == number and abs(run.size_pt - size_pt) < ROUNDING_PT and run.source
    ]
    others = [run for run in proof.runs() if run.page == number and not run.source and run.text.strip()]
    scale = PAGE_PX * FINE / width_pt
    side_px = 190 * FINE
    page = _page(printed.pdf, number, PAGE_PX * FINE)
    picture = Image.new("RGB", (page.width + 2 * side_px, page.height), "white")
    picture.paste(page, (side_px, 0))
    overlay = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(overlay)
    left, right = min(run.x_pt for run in body), max(run.x_pt + run.width_pt for run in body)
    right = left + round((right - left) / size_pt * 2) / 2 * size_pt  # the end of a line may stick out by half a mark
    first = min(run.baseline_pt for run in body)
    area = proof.type_area(number)
    top, bottom = area.top_pt, area.bottom_pt

    def x(points: float) -> float:
        return side_px + points * scale

    baseline = first
    while baseline <= bottom:
        draw.line((x(left), baseline * scale, x(right), baseline * scale), fill=(*GRID, 90), width=FINE)
        baseline += leading_pt
    draw.rectangle((x(left), top * scale, x(right), bottom * scale), outline=(*AREA, 255), width=2 * FINE)
    labels = [
        ("版心", right, (top + bottom) / 2, "right"),
        (f"行距{leading_pt:.4g}磅：每行都在这些线上", left, first + 5 * leading_pt, "left"),
        ("天头", right, top * 0.2, "right"),
        ("地脚", right, (bottom + height_pt) / 2, "right"),
    ]
    labels += [
        (
            "书眉" if run.baseline_pt < top else "页码",
            run.x_pt + (run.width_pt if run.x_pt > width_pt / 2 else 0),
            run.baseline_pt - run.size_pt * 0.35,
            "right" if run.x_pt > width_pt / 2 else "left",
        )
        for run in others
        if run.baseline_pt < top or run.baseline_pt > bottom
    ]
    picture = Image.alpha_composite(picture.convert("RGBA"), overlay).convert("RGB")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((side_px, 0, side_px + page.width - 1, page.height - 1), outline=EDGE, width=FINE)
    type_face = ImageFont.truetype(str(HEI), 15 * FINE)
    for words, at, height, side in labels:
        edge = side_px - 10 * FINE if side == "left" else side_px + page.width + 10 * FINE
        pen.line((edge, height * scale, x(at), height * scale), fill=AREA, width=FINE)
        anchor = "rm" if side == "left" else "lm"
        gap = -8 * FINE if side == "left" else 8 * FINE
        text = words.replace("：", "：\n")
        pen.multiline_text(
            (edge + gap, height * scale), text, font=type_face, fill=LABEL, anchor=anchor, spacing=6 * FINE
        )
    return picture.resize((picture.width // FINE, picture.height // FINE), Image.Resampling.LANCZOS)


def _fullest(printed: Printed) -> int:
    """The even page with the most text."""
    counts: dict[int, int] = {}
    for piece in printed.proof.runs():
        counts[piece.page] = counts.get(piece.page, 0) + len(piece.text)
    return max((number for number in counts if number % 2 == 0), key=lambda number: counts[number])

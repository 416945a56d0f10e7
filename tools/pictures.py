"""Makes docs/pictures/ from issue-293 as it stands: what README.md shows is what the program prints today.

Pages are chosen by what stands on them, never by number, so that the pictures outlive a change of layout. For the
comparison the same HTML, style sheet and fonts are laid out once more by WeasyPrint alone, without the composer.
Web pages are drawn by Chromium; where it is not installed their pictures stay as they are. Run by `make pictures`.
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from typeset.diagnostics import Report
from typeset.pipeline import make, make_consignment
from typeset.preflight.document import Document
from typeset.preflight.inspection import Inspection, inspect
from typeset.preflight.report.page import write_page
from typeset.profile import Profile
from typeset.rounds.comparison import compare as compare_sides
from typeset.rounds.draft import Draft
from typeset.rounds.keep import keep_proof
from typeset.rounds.side import CURRENT, find_side
from typeset.rounds.webpage import webpage
from typeset.settings import Profiles
from typeset.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.leaves import TextRun
    from typeset.press.proof import Proof

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
ISSUE = "issue-293"

# The largest that a picture, and all of them together, may be: a README has to load on a slow line.
LARGEST_BYTES, LARGEST_TOTAL_BYTES = 300_000, 2_000_000
COLOURS = 96

PAGE_PX = 700
SPREAD_PAGE_PX = 640
LINES_DPI, LARGE_DPI = 220, 400
RULE = "#c4c4c4"
GUIDE = "#d9333f"
GAP_PX = 12

# The paragraph that is magnified: digits, a decimal, Latin, marks side by side; and the article with a chart.
SAMPLE = "russia-market"
SAMPLE_LINES = 3
MEASURE_EM = 37
LARGE_EM = 19
ABOVE_EM, BELOW_EM, BESIDE_EM = 1.3, 0.6, 0.5
CHART = "2023年上半年俄罗斯"

# The day on the proofs, so that the pictures do not change with the calendar; and what an editor changes in a round.
DAY = dt.date(2026, 11, 24)
CHANGED = (("受欢迎品类", "热销品类"), ("增长", "上升"))
# What is seen of a web page, in pixels; Chromium gets a font of ours, for the machine may have none for Chinese.
REPORT_PX, DIFF_PX = (1100, 900), (1100, 1000)
WEB_FONT = "@font-face {{ font-family: shown; src: url({font}) }} * {{ font-family: shown, sans-serif !important }}"


@dataclass(frozen=True)
class Print:
    """A laid-out issue and its PDF."""

    proof: Proof
    data: bytes
    pdf: pypdfium2.PdfDocument

    def page(self, number: int, width_px: int) -> Image.Image:
        """Page `number`, from 1, with a hairline around it."""
        page = self.pdf[number - 1]
        picture: Image.Image = page.render(scale=width_px / page.get_width()).to_pil().convert("RGB")
        ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=RULE)
        return picture

    def spread(self, left: int) -> Image.Image:
        """Page `left` and the one after it, as they lie open."""
        pair = [self.page(number, SPREAD_PAGE_PX) for number in (left, left + 1)]
        picture = Image.new("RGB", (2 * pair[0].width - 1, pair[0].height), "white")
        picture.paste(pair[0], (0, 0))
        picture.paste(pair[1], (pair[0].width - 1, 0))
        return picture

    def fullest_spread(self) -> int:
        """The even page that, with the one after it, holds most text."""
        characters = [0] * (self.proof.page_count + 2)
        for run in self.proof.runs():
            characters[run.page] += len(run.text.strip())
        evens = range(2, self.proof.page_count, 2)
        return max(evens, key=lambda even: min(characters[even], characters[even + 1]))

    def page_with(self, text: str) -> int:
        """The last page on which a line holds `text`. Raises LookupError where none does."""
        pages = [run.page for run in self.proof.runs() if text in run.text]
        if not pages:
            raise LookupError(text)
        return pages[-1]


@dataclass(frozen=True)
class Lines:
    """The first lines of the sample paragraph: where they stand, in points from the top left of their page."""

    page: int
    left_pt: float
    first_pt: float
    last_pt: float
    em_pt: float

    def cut(self, printed: Print, dpi: int, from_em: float, to_em: float) -> Image.Image:
        """The lines, from `from_em` to `to_em` of the measure."""
        page = printed.pdf[self.page - 1]
        width, height = page.get_size()
        em = self.em_pt
        crop = (
            self.left_pt + (from_em - BESIDE_EM) * em,
            height - self.last_pt - BELOW_EM * em,
            width - self.left_pt - (to_em + BESIDE_EM) * em,
            self.first_pt - ABOVE_EM * em,
        )
        picture: Image.Image = page.render(scale=dpi / 72, crop=crop).to_pil().convert("RGB")
        return picture


def lay_out(layout: str) -> Print:
    """Issue-293 in `layout`. Raises ContentError where it cannot be laid out."""
    workspace = find_workspace(ROOT)
    proof = make_consignment(workspace, workspace.issues / ISSUE, Report(), layout_name=layout).proof
    return printed(proof, proof.write("0" * 32, variant="pdf/ua-1"))


def printed(proof: Proof, data: bytes) -> Print:
    """`proof` with its PDF."""
    return Print(proof, data, pypdfium2.PdfDocument(data))


def hand_over(layout: str, *profiles: Profile) -> dict[Profile, Print]:
    """Issue-293 in `layout` for `profiles`, as `typeset build --for` writes it."""
    workspace = find_workspace(ROOT)
    slip = Draft(date=DAY).slip
    folder = workspace.issues / ISSUE
    made = make(
        workspace, folder, profiles, Report(), slip=lambda edition: slip(workspace, edition), layout_name=layout
    )
    return {profile: printed(made.consignment.proof, data) for profile, data in made.files.items()}


def screenshot(page: str, size: tuple[int, int]) -> Image.Image | None:
    """The top of the web page `page`, `size` pixels of it; None where Chromium is not installed."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        return None
    font = (ROOT / "fonts" / "NotoSansSC-Regular.ttf").as_uri()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        styled = page.replace("</style>", WEB_FONT.format(font=font) + "</style>", 1)
        (folder / "page.html").write_text(styled, "utf-8")
        words = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
        words = (*words, f"--user-data-dir={folder / 'home'}")
        shown = ("--window-size={},{}".format(*size), f"--screenshot={folder / 'shot.png'}")
        words = (browser, *words, *shown, (folder / "page.html").as_uri())
        subprocess.run(words, check=True, capture_output=True, timeout=120)  # noqa: S603 - words of our own
        with Image.open(folder / "shot.png") as shot:
            return shot.convert("RGB").crop((0, 0, *size))


def report_of(printed: Print) -> Image.Image | None:
    """What preflight writes of `printed`."""
    document = Document(printed.data, "weasyprint.pdf")
    found = inspect(document, Profile.WEB, Profiles())
    return screenshot(write_page(Inspection(document, Profile.WEB, found)), REPORT_PX)


def changes() -> Image.Image | None:
    """What `typeset diff --html` writes, after a round of corrections in a workspace that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        workspace = Workspace(Path(name))
        shutil.copytree(ROOT / "issues", workspace.issues)
        folder = workspace.issues / ISSUE
        keep_proof(workspace, folder, date=DAY)
        article = folder / "articles" / f"{SAMPLE}.md"
        text = article.read_text("utf-8")
        for before, after in CHANGED:
            if before not in text:
                raise LookupError(before)
            text = text.replace(before, after, 1)
        article.write_text(text, "utf-8")
        sides = find_side(workspace, folder, "1"), find_side(workspace, folder, CURRENT)
        return screenshot(webpage(compare_sides(*sides), sides), DIFF_PX)


def lay_out_plainly(layout: str) -> Print:
    """The same with WeasyPrint's own lines: nothing of it is replaced."""
    with patch("typeset.press.hooks.SUPPORTED", ()):
        return lay_out(layout)


def sample_of(proof: Proof) -> Lines:
    """The second paragraph of the sample article, in lines of text one under the other."""
    runs = [run for run in proof.runs() if f"{SAMPLE}.md#" in run.source and run.text.strip()]
    sources = sorted({run.source for run in runs}, key=lambda source: int(source.rpartition("#")[2]))
    lines: dict[float, TextRun] = {}
    for run in runs:
        if run.source == sources[2]:  # after the title and the first paragraph
            lines.setdefault(round(run.baseline_pt, 1), run)
    baselines = sorted(lines)[:SAMPLE_LINES]
    first, *others = (lines[baseline] for baseline in baselines)
    em = first.size_pt
    left = round(min(run.x_pt for run in others) / em, 1) * em
    return Lines(first.page, left, baselines[0], baselines[-1], em)


def compare(ours: Print, plain: Print) -> Image.Image:
    """The same lines twice, ours above, with a thin line where the measure ends."""
    strips = [
        (name, sample_of(printed.proof).cut(printed, LINES_DPI, 0, MEASURE_EM))
        for name, printed in (("typeset", ours), ("WeasyPrint 70", plain))
    ]
    em_px = round(sample_of(ours.proof).em_pt * LINES_DPI / 72)
    label_px = round(1.5 * em_px)
    font = ImageFont.truetype(str(ROOT / "fonts" / "NotoSansSC-Regular.ttf"), round(0.75 * em_px))
    width = strips[0][1].width
    picture = Image.new("RGB", (width, sum(strip.height + label_px for _, strip in strips) + GAP_PX), "white")
    draw = ImageDraw.Draw(picture)
    top = 0
    for name, strip in strips:
        draw.text((em_px // 2, top + label_px // 5), name, font=font, fill="#6e6e6e")
        picture.paste(strip, (0, top + label_px))
        for edge in (BESIDE_EM, BESIDE_EM + MEASURE_EM):
            x = round(edge * strip.width / (MEASURE_EM + 2 * BESIDE_EM))
            draw.line((x, top + label_px, x, top + label_px + strip.height), fill=GUIDE)
        top += label_px + strip.height
    return picture


def fade(picture: Image.Image, width_px: int) -> Image.Image:
    """`picture` with its left side coming out of the white, where characters are cut through."""
    veil = Image.linear_gradient("L").rotate(90).resize((width_px, picture.height))
    picture.paste(Image.new("RGB", veil.size, "white"), (0, 0), veil.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    return picture


def pictures() -> Iterator[tuple[str, Image.Image]]:
    """Every picture with its name."""
    plain = lay_out_plainly("bulletin")
    bulletin = lay_out("bulletin")
    yield "bulletin-cover", bulletin.page(1, PAGE_PX)
    yield "bulletin-spread", bulletin.spread(bulletin.fullest_spread())
    yield "bulletin-chart", bulletin.page(bulletin.page_with(CHART), PAGE_PX)
    yield "bulletin-last", bulletin.page(bulletin.proof.page_count, PAGE_PX)
    lines = sample_of(bulletin.proof)
    ends = lines.cut(bulletin, LARGE_DPI, MEASURE_EM - LARGE_EM, MEASURE_EM)
    yield "bulletin-lines", fade(ends, ends.width // LARGE_EM * 2)
    yield "compare", compare(bulletin, plain)
    magazine = lay_out("magazine")
    yield "magazine-cover", magazine.page(1, PAGE_PX)
    yield "magazine-opening", magazine.spread(2)
    yield "magazine-spread", magazine.spread(magazine.fullest_spread())
    yield "magazine-chart", magazine.page(magazine.page_with(CHART), PAGE_PX)
    yield "magazine-last", magazine.page(magazine.proof.page_count, PAGE_PX)
    yield "print-page", hand_over("magazine", Profile.PRINT)[Profile.PRINT].page(1, PAGE_PX)
    proof = hand_over("bulletin", Profile.PROOF)[Profile.PROOF]
    yield "proof-page", proof.page(proof.page_with(CHART), PAGE_PX)
    for name, picture in (("preflight", report_of(plain)), ("diff", changes())):
        if picture is not None:
            yield name, picture


def main() -> int:
    """Write the pictures; 1 if they are too large."""
    os.environ["LC_ALL"] = "zh_CN.UTF-8"  # what the pictures say
    OUT.mkdir(parents=True, exist_ok=True)
    total, fine = 0, True
    for name, picture in pictures():
        path = OUT / f"{name}.png"
        picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
        size = path.stat().st_size
        total += size
        fine = fine and size < LARGEST_BYTES
        sys.stdout.write(f"{path.relative_to(ROOT)}\t{picture.width}×{picture.height}\t{size // 1000} kB\n")
    sys.stdout.write(f"{total // 1000} kB\n")
    return 0 if fine and total < LARGEST_TOTAL_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())

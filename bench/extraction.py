"""What readers get when they copy: text extracted by poppler, pdfminer and pdfium, against the glyphs on the pages.

In: a PDF and the `Text` read from it. Out: one `Extraction` a program. pypdfium2 stands in for MuPDF, which is under
the AGPL and not used here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
from pdfminer.high_level import extract_text_to_fp
from pdfminer.layout import LAParams

from bench.pages import BLANKS, HAN, WESTERN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.paragraphs import Text

_SPACED = re.compile(rf"{HAN.pattern}[ \u00a0]+{WESTERN.pattern}|{WESTERN.pattern}[ \u00a0]+{HAN.pattern}")
_APART_EM = 0.6  # a wider gap parts two pieces of text


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one program extracted.

    Attributes:
        program: Its name.
        han: How many Han of body text there are.
        in_order: How many of them come in order, paragraph by paragraph and page by page.
        spaces: Spaces between Han and Western where the pages have neither a blank nor a wide gap.
    """

    program: str
    han: int
    in_order: int
    spaces: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of Han in order."""
        return self.in_order / self.han if self.han else 1.0


def extract(path: Path, text: Text) -> list[Extraction]:
    """Extract the text of the PDF at `path` with every program there is."""
    pieces = _pieces(text)
    first_page = min(pieces, default=1)
    meant = _meant_spaces(text, first_page)
    found = []
    for program, pages in _programs(path):
        body = {number: page for number, page in enumerate(pages, 1) if number >= first_page}
        han = in_order = 0
        for number, expected in pieces.items():
            han += sum(map(len, expected))
            in_order += _in_order(expected, "".join(HAN.findall(body.get(number, ""))))
        spaced = Counter(_seen(match.group()) for page in body.values() for match in _SPACED.finditer(page))
        found.append(Extraction(program, han, in_order, tuple((spaced - meant).elements())))
    return found


def _meant_spaces(text: Text, first_page: int) -> Counter[str]:
    """Where Han and Western stand apart on the pages: by a blank, or as pieces of their own."""
    found: Counter[str] = Counter()
    for page in text.pages[first_page - 1 :]:
        for line in page.lines:
            seen = [glyph for glyph in line.glyphs if glyph.text not in BLANKS]
            blanks = frozenset(glyph.x_pt for glyph in line.glyphs if glyph.text in BLANKS)
            for left, right in pairwise(seen):
                apart = right.x_pt - left.right_pt > _APART_EM * left.size_pt
                if apart or any(left.x_pt < x < right.x_pt for x in blanks):
                    found[f"{left.text} {right.text}"] += 1
    return found


def _seen(match: str) -> str:
    return f"{match[0]} {match[-1]}"


def _pieces(text: Text) -> dict[int, list[str]]:
    """The Han of each paragraph, by page."""
    pieces: dict[int, list[str]] = {}
    for paragraph in text.paragraphs:
        parts: dict[int, str] = {}
        for line in paragraph.lines:
            parts[line.line.page] = parts.get(line.line.page, "") + "".join(HAN.findall(line.line.text))
        for page, part in parts.items():
            pieces.setdefault(page, []).append(part)
    return pieces


def _in_order(pieces: list[str], got: str) -> int:
    """How many Han of `pieces` come in order in `got`: the most that any choice of places allows."""
    if got.find("".join(pieces)) >= 0:
        return sum(map(len, pieces))
    best: list[tuple[int, int]] = [(0, 0)]  # (end of the last piece that is taken, Han so far)
    for piece in pieces:
        places = [match.start() for match in re.finditer(re.escape(piece), got)] if piece else []
        taken = [(at + len(piece), max(count for end, count in best if end <= at) + len(piece)) for at in places]
        if not places and piece:
            taken = [(end, count + _matching(piece, got[end : end + 2 * len(piece)])) for end, count in best]
        best += taken
    return max(count for _, count in best)


def _matching(piece: str, got: str) -> int:
    return sum(block.size for block in SequenceMatcher(None, piece, got, autojunk=False).get_matching_blocks())


def _programs(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The text of each page, program by program."""
    if poppler := shutil.which("pdftotext"):
        done = subprocess.run([poppler, "-enc", "UTF-8", path, "-"], capture_output=True, check=True)  # noqa: S603
        yield "poppler", done.stdout.decode().split("\f")
    out = StringIO()
    with path.open("rb") as file:
        extract_text_to_fp(file, out, laparams=LAParams())
    yield "pdfminer", out.getvalue().split("\f")
    with pypdfium2.PdfDocument(path) as document:
        pages = []
        for page in document:
            text_page = page.get_textpage()
            pages.append(text_page.get_text_range())
            text_page.close()
            page.close()
    yield "pdfium", pages

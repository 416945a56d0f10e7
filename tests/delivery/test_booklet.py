"""The booklet: sheets for an office printer, read back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.delivery.painted import pdf_of, screen_colours
from tests.printed import Printed
from typeset.delivery.handover import deliver
from typeset.diagnostics import Report
from typeset.pipeline import make_consignment
from typeset.profile import Profile

if TYPE_CHECKING:
    from tests.desk import Call, Desk

PRINT = "rhythm: semi-monthly\n"
A3, A4 = (420, 297), (297, 210)
PT_PER_MM = 72 / 25.4


def settings(desk: Desk, **values: object) -> None:
    lines = "".join(f"    {key}: {value}\n" for key, value in values.items())
    desk.replace("issues/publication.yaml", PRINT, f"{PRINT}profiles:\n  booklet:\n{lines}")


def sheets(desk: Desk) -> bytes:
    return (desk.root / "dist" / "issue-293-booklet.pdf").read_bytes()


def matrices(pdf: pikepdf.Pdf) -> list[list[float]]:
    """How each page is placed, sheet side by sheet side, left before right."""
    text = "".join(page.obj.Contents.read_bytes().decode() for page in pdf.pages)
    return [[float(n) for n in found.split()] for found in re.findall(r"n ([-0-9. ]+) cm", text)]


@pytest.fixture
def long_desk(desk: Desk) -> Desk:
    """An issue of nine pages or more."""
    desk.article("first", "\n\n".join(["一段正文，说的是这一篇。" * 30] * 40))
    return desk


def test_pages_stand_in_the_order_of_saddle_stitching(long_desk: Desk, call: Call) -> None:
    assert call("build", "--for", "booklet").code == 0
    folios: dict[int, tuple[int, bool]] = {}
    printed = Printed(sheets(long_desk))
    count = 2 * len(printed.pages)
    assert count >= 12
    for side, lines in enumerate(printed.pages):
        for line in lines:
            for character in (line.characters[0], line.characters[-1]):
                if line.bottom > 780 and character["text"].isdigit():
                    is_left = character["x0"] < 210 * PT_PER_MM
                    digits = [c["text"] for c in line.characters if (c["x0"] < 210 * PT_PER_MM) == is_left]
                    folios[int("".join(digits))] = (side, is_left)
    assert len(folios) >= 8
    for page, place in folios.items():
        sheet, back = (page - 1) // 2, page % 2 == 0
        if page > count / 2:
            sheet, back = (count - page) // 2, page % 2 == 1
        # Left pages are even, and right pages are odd; a page and its neighbour share a side.
        assert place == (2 * sheet + back, page % 2 == 0), page


@pytest.mark.parametrize(("sheet", "size", "scale"), [("A3", A3, 1.0), ("A4", A4, 0.7071)])
def test_pages_fill_the_halves_of_the_sheet(
    desk: Desk, call: Call, sheet: str, size: tuple[int, int], scale: float
) -> None:
    settings(desk, sheet=sheet)
    assert call("build", "--for", "booklet").code == 0
    with pdf_of(sheets(desk)) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            assert [float(n) for n in page.mediabox] == pytest.approx([0, 0, *(n * PT_PER_MM for n in size)], abs=0.01)
        placed = matrices(pdf)
    assert [matrix[0] for matrix in placed] == pytest.approx([scale] * 4, abs=0.0001)
    fold = size[0] / 2 * PT_PER_MM
    assert [matrix[4] for matrix in placed] == pytest.approx([0, fold, 0, fold], abs=0.05)


def test_inner_sheets_move_to_the_fold(long_desk: Desk, call: Call) -> None:
    settings(long_desk, paper_mm=0.5)
    assert call("build", "--for", "booklet").code == 0
    with pdf_of(sheets(long_desk)) as pdf:
        placed = matrices(pdf)
    fold = 210 * PT_PER_MM
    for number, matrix in enumerate(placed):
        sheet, is_right = number // 4, number % 2
        creep = sheet * 0.5 * PT_PER_MM
        assert matrix[4] == pytest.approx(fold - creep if is_right else creep, abs=0.05)
    assert len(placed) >= 12


def test_thin_paper_does_not_creep(desk: Desk, call: Call) -> None:
    desk.article("first", "\n\n".join(["一段正文，说的是这一篇。" * 30] * 40))
    settings(desk, paper_mm=0)
    assert call("build", "--for", "booklet").code == 0
    with pdf_of(sheets(desk)) as pdf:
        assert len({round(matrix[4]) for matrix in matrices(pdf)}) == 2


def test_the_printer_is_asked_to_turn_over_the_short_edge(desk: Desk, call: Call) -> None:
    assert call("build", "--for", "booklet").code == 0
    with pdf_of(sheets(desk)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == pikepdf.Name.DuplexFlipShortEdge
        assert pdf.Root.ViewerPreferences.PrintScaling == pikepdf.Name("/None")
        assert "/PageLabels" not in pdf.Root
        assert screen_colours(pdf) == []
        assert not [o for o in pdf.objects if isinstance(o, pikepdf.Array) and "/All" in str(o.unparse())]


def test_blank_pages_are_told_once(call: Call) -> None:
    outcome = call("build", "--for", "print", "--for", "booklet", "--format", "json")
    assert (outcome.code, outcome.codes) == (0, ["print.blank-pages"])


def test_two_deliveries_give_the_same_bytes(desk: Desk) -> None:
    made = []
    for _ in range(2):
        consignment = make_consignment(desk.workspace, desk.issue, Report())
        made.append(deliver(Profile.BOOKLET, consignment, Report()))
    assert made[0] == made[1]

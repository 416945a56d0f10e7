"""Content streams are cut up as the library cuts them, whether in the usual way or not."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.preflight.made import archive_pdf, print_pdf, tagged_pdf
from typeset.preflight.pdf import instructions as cutting
from typeset.preflight.pdf.instructions import Instruction, instructions

USUAL = (
    "q 1 0 0 -1 .5 +2 cm Q",
    "/P <</MCID 12>>BDC BT /F1 12 Tf [<0102>-250<03>]TJ <0a0B> Tj ET EMC",
    "/Span<</ActualText<feff6df1>/Lang/zh>>BDC\nET/Span /P0 BDC",
    "0.1 -0. 1. rg /a1.0 gs [3 2]0 d W* n B* f*",
    "<0> Tj [<123>] TJ [] TJ []0 d",
    "q 1 0 0 1\n0 0 cm\nQ Q",
    "q\n" + "1 0 0 1 0 0 cm " * 100 + "\nQ",
    "",
    " \r\n\t\0",
)
UNUSUAL = (
    "(text) Tj",
    "[(a) 3 (b\\)c)] TJ",
    "/P /Q [1] <01> 2 TJ",
    "q % a comment\n Q",
    "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
    "/F#41 12 Tf",
    "true false null f",
    "1 0 0 1 0 0 /P1 scn",
    "/A <</B <</C 1>>>> BDC",
    "/A <</B (c)>> BDC",
    "q1 Q",
    "--5 w",
    "0 1\0rg",
)


KEPT = pikepdf.new()  # a stream dies with its document


def stream(content: str) -> pikepdf.Stream:
    return KEPT.make_stream(content.encode())


def shown(found: list[Instruction]) -> list[tuple[str, list[object]]]:
    return [
        (operator, [each.unparse() if isinstance(each, pikepdf.Object) else each for each in operands])
        for operator, operands in found
    ]


@pytest.mark.parametrize("content", [*USUAL, *UNUSUAL])
def test_both_ways_give_the_same(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = shown(list(instructions(stream(content))))
    monkeypatch.setattr(cutting, "_usual", lambda _: None)
    assert found == shown(list(instructions(stream(content))))


@pytest.mark.parametrize("content", USUAL)
def test_the_usual_does_not_trouble_the_library(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pikepdf, "parse_content_stream")
    list(instructions(stream(content)))


@pytest.mark.parametrize("make", [print_pdf, tagged_pdf, archive_pdf])
def test_pages_are_cut_alike(make: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(make)
    with pikepdf.open(io.BytesIO(make())) as pdf:
        found = [shown(list(instructions(page.obj))) for page in pdf.pages]
        monkeypatch.setattr(cutting, "_usual", lambda _: None)
        assert found == [shown(list(instructions(page.obj))) for page in pdf.pages]


def test_streams_of_a_page_are_read_as_one() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Contents = pikepdf.Array([pdf.make_stream(b"1 0 0 1 0"), pdf.make_stream(b"0 cm")])
    assert list(instructions(page.obj)) == [("cm", [1.0, 0.0, 0.0, 1.0, 0.0, 0.0])]

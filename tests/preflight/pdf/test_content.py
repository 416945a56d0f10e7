"""What a page paints, in numbers worked out by hand."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from tests.preflight import made
from tests.preflight.made import copied, print_pdf, saved
from typeset.preflight.document import Document
from typeset.preflight.finding import Box
from typeset.preflight.pdf.colour import CMYK, RGB
from typeset.preflight.pdf.content import contents_of
from typeset.preflight.pdf.objects import Rectangle
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.painted import Content, Kind, Paint

KEPT: list[Document] = []  # what was read dies with its document


def painting(content: str, **resources: made.Object) -> Content:
    """The first page of the print file with nothing on it but `content`."""
    pdf = copied(print_pdf())
    for key, value in resources.items():
        pdf.pages[0].Resources[f"/{key}"] = value(pdf) if callable(value) else value
    pdf.pages[0].Contents = pdf.make_stream(content.encode())
    document = Document(saved(pdf), "a.pdf")
    KEPT.append(document)
    return document.here(contents_of)[0]


def box(content: str, **resources: made.Object) -> Rectangle:
    (thing,) = painting(content, **resources).things
    return Rectangle(*(round(side, 3) for side in thing.box))


def test_matrices_multiply_and_are_restored() -> None:
    assert box("q 2 0 0 2 10 10 cm 1 0 0 1 5 0 cm 0 0 10 10 re f Q") == (20, 10, 40, 30)
    first, second = painting("q 2 0 0 2 0 0 cm 0 0 1 1 re f Q 0 0 1 1 re f").things
    assert (first.box.right, second.box.right) == (2, 1)


def test_a_clip_cuts_what_is_painted() -> None:
    assert box("q 0 0 50 50 re W n 20 20 100 100 re f Q") == (20, 20, 50, 50)
    assert not painting("q 0 0 10 10 re W n 20 20 9 9 re f Q").things[0].is_visible


def test_a_line_has_its_width() -> None:
    assert box("4 w 10 10 m 50 10 l S") == (8, 8, 52, 12)


def test_text_is_as_wide_as_its_glyphs() -> None:
    # Two Han of 1 em and a digit of half an em at 10 points; the frame reaches .12 em below and .88 em above.
    assert box(made.words("题目1", 100, 200, 10)) == (100, 198.8, 125, 208.8)


def test_spacing_and_adjustments_move_the_pen() -> None:
    codes = made.codes("题目")
    assert box(f"BT /F1 10 Tf 2 Tc 100 200 Td {codes} Tj ET").right == 122
    assert box(f"BT /F1 10 Tf 100 200 Td [{codes} -500 {codes}] TJ ET").right == 145
    assert box(f"BT /F1 10 Tf 50 Tz 100 200 Td {codes} Tj ET").right == 110
    first, second = painting(f"BT /F1 10 Tf 12 TL 100 200 Td {codes} Tj {codes} ' ET").things
    assert (first.box.left, second.box.left, round(first.box.top - second.box.top, 3)) == (100, 100, 12)


def test_the_size_is_that_on_the_page() -> None:
    (thing,) = painting("q 0.75 0 0 0.75 0 0 cm " + made.words("题", 100, 200, 16) + "Q").things
    assert (thing.size, thing.text, thing.kind) == (12, "题", Kind.TEXT)


def test_marks_nest_and_are_noted() -> None:
    content = painting("/P <</MCID 3>> BDC /Span BMC 0 0 1 1 re f EMC EMC 0 0 1 1 re f")
    first, second = content.things
    assert [mark.tag for mark in first.marks] == ["P", "Span"]
    assert second.marks == ()
    assert len(content.marks) == 2


def form(pdf: Pdf) -> Dictionary:
    stream = pdf.make_stream(b"0 0 100 100 re f")
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 10, 10])
    stream.Matrix = Array([2, 0, 0, 2, 0, 0])
    return Dictionary(Fm1=stream)


def test_a_form_has_its_matrix_and_its_edge() -> None:
    assert box("q 1 0 0 1 100 100 cm /Fm1 Do Q", XObject=form) == (100, 100, 120, 120)


def pattern(pdf: Pdf) -> Dictionary:
    stream = pdf.make_stream(b"1 0 0 rg 0 0 5 5 re f")
    for key, value in (("PatternType", 1), ("PaintType", 1), ("TilingType", 1), ("XStep", 5), ("YStep", 5)):
        stream[f"/{key}"] = value
    stream.BBox = Array([0, 0, 5, 5])
    return Dictionary(P1=stream)


def test_a_pattern_is_painted_where_it_is_used() -> None:
    area, cell = painting("/Pattern cs /P1 scn 50 50 100 100 re f", Pattern=pattern).things
    assert area.box == cell.box == Rectangle(50, 50, 150, 150)
    assert cell.fill == Paint(RGB, (1, 0, 0), None)


def test_an_image_covers_the_unit_square() -> None:
    (thing,) = painting("q 30 0 0 20 5 6 cm /Im1 Do Q").things
    assert tuple(thing.box) == (5, 6, 35, 26)
    assert thing.fill == Paint(CMYK, (), None)


def test_an_inline_image_is_one() -> None:
    (thing,) = painting("q 30 0 0 20 5 6 cm BI /W 1 /H 1 /BPC 8 /CS /RGB /F /AHx ID ff0000> EI Q").things
    assert thing.kind is Kind.IMAGE
    assert thing.fill == Paint(RGB, (), None)


def test_overprint_and_transparency_are_states() -> None:
    over, plain = painting("q /Over gs 0 0 1 1 re f Q 0 0 1 1 re f").things
    assert (over.fill_overprint, over.overprint_mode, plain.fill_overprint) == (True, 1, False)


@pytest.mark.parametrize(
    ("turn", "expected"),
    [(0, (10, 660, 30, 690)), (90, (10, 10, 40, 30)), (180, (470, 10, 490, 40)), (270, (660, 470, 690, 490))],
)
def test_a_place_is_as_seen_on_a_turned_page(turn: int, expected: tuple[float, ...]) -> None:
    pdf = copied(print_pdf())
    pdf.pages[0].obj.Rotate = turn
    page = Document(saved(pdf), "a.pdf").once(pages_of)[0]
    assert page.place(Rectangle(10, 10, 30, 40)) == Box(*expected)

"""Glyphs and lines come out of a PDF as they are seen, whatever it says besides and however its pages are turned."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.preflight.made import copied, print_pdf, saved, words
from tests.preflight.plate import HEIGHT, LEFT, MEASURE, PITCH, SIZE, TOP, WIDTH, Row, han, paragraph, press
from typeset.errors import ContentError
from typeset.preflight.document import Document
from typeset.preflight.purpose import guess_profile
from typeset.preflight.reading.drawn import drawn_sheets
from typeset.preflight.reading.rendered import rendered_sheets
from typeset.preflight.typography import check_typography
from typeset.profile import Profile
from typeset.settings import Profiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from typeset.preflight.reading.text import Text

ROWS = [row for seed in range(6) for row in paragraph(seed * 5)]


def read_text(data: bytes) -> Text:
    """The text of a PDF."""
    return Document(data, "a.pdf").text()


def changed(change: Callable[[pikepdf.Pdf, pikepdf.Page], None], rows: list[Row] | None = None) -> Text:
    """The text of a page after something was done to it."""
    with pikepdf.open(io.BytesIO(press([rows or ROWS]))) as pdf:
        change(pdf, pdf.pages[0])
        file = io.BytesIO()
        pdf.save(file)
    return read_text(file.getvalue())


def wrapped(before: bytes, after: bytes = b"") -> Callable[[pikepdf.Pdf, pikepdf.Page], None]:
    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Contents = pdf.make_stream(before + b"\n" + page.obj.Contents.read_bytes() + b"\n" + after)

    return change


def texts(text: Text) -> list[str]:
    return [line.text for line in text.lines]


def test_glyphs_stand_where_they_were_drawn() -> None:
    line = read_text(press([ROWS])).lines[1]
    assert line.text == ROWS[1].text
    assert line.size == SIZE
    assert line.baseline == pytest.approx(TOP + PITCH, abs=0.01)
    assert [glyph.x for glyph in line.glyphs] == pytest.approx([LEFT + n * SIZE for n in range(MEASURE)], abs=0.01)
    assert {round(glyph.width, 3) for glyph in line.glyphs} == {1.0}
    assert line.font == "NotoSerifSC-Regular"


def test_both_readings_agree() -> None:
    document = Document(press([ROWS]), "a.pdf")
    (drawn,), (rendered,) = drawn_sheets(document) or [], rendered_sheets(document)
    assert [glyph[:3] for glyph in drawn.glyphs] == [glyph[:3] for glyph in rendered.glyphs]
    for one, other in zip(drawn.glyphs, rendered.glyphs, strict=True):
        assert one[3:7] == pytest.approx(other[3:7], abs=0.001)
        assert (one.ink or ()) == pytest.approx(other.ink or (), abs=0.005)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_both_readings_agree_on_turned_pages(turn: int) -> None:
    with pikepdf.open(io.BytesIO(press([ROWS]))) as pdf:
        pdf.pages[0].obj.Contents = pdf.make_stream(
            {0: b"1 0 0 1 0 0", 90: b"0 1 -1 0 700 0", 180: b"-1 0 0 -1 700 700", 270: b"0 -1 1 0 0 700"}[turn]
            + b" cm "
            + pdf.pages[0].obj.Contents.read_bytes()
        )
        pdf.pages[0].obj.Rotate = turn
        file = io.BytesIO()
        pdf.save(file)
    document = Document(file.getvalue(), "a.pdf")
    (drawn,), (rendered,) = drawn_sheets(document) or [], rendered_sheets(document)
    assert len(drawn.glyphs) == len(rendered.glyphs) > 0
    for one, other in zip(drawn.glyphs, rendered.glyphs, strict=True):
        assert one.text == other.text
        assert (one.x, one.y) == pytest.approx((other.x, other.y), abs=0.01)


def test_text_that_is_struck_twice_is_read_once() -> None:
    pdf = copied(print_pdf())
    twice = words("题目", 100, 500) + words("题目", 100.3, 500) + words("题目", 130, 500)
    pdf.pages[0].Contents = pdf.make_stream(twice.encode())
    document = Document(saved(pdf), "a.pdf").part(range(1))
    assert [glyph.text for glyph in document.text().lines[0].glyphs] == list("题目题目")
    assert len(rendered_sheets(document)[0].glyphs) == 4


def test_the_body_is_found() -> None:
    text = read_text(press([ROWS]))
    assert text.size == SIZE
    assert text.pitch == pytest.approx(PITCH, abs=0.01)
    widest = max(text.columns.every, key=lambda one: one.right)
    assert widest[1:] == pytest.approx((LEFT, LEFT + MEASURE * SIZE), abs=0.05)
    assert [len(one.lines) for one in text.paragraphs] == [3] * 6
    assert {round(one.indent, 2) for one in text.paragraphs} == {2.0}


def test_what_the_file_says_instead_of_its_glyphs_is_left_out() -> None:
    said = wrapped(b"/Span <</ActualText (no)>> BDC", b"EMC")
    assert texts(changed(said)) == texts(read_text(press([ROWS])))


def test_nor_is_it_taken_from_a_property_list() -> None:
    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        wrapped(b"/Span /P0 BDC", b"EMC")(pdf, page)
        page.obj.Resources.Properties = pikepdf.Dictionary(P0=pikepdf.Dictionary(ActualText="no"))

    assert texts(changed(change)) == texts(read_text(press([ROWS])))


def test_text_in_a_form_is_read() -> None:
    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        content = b"/Span <</ActualText (no)>> BDC " + page.obj.Contents.read_bytes() + b" EMC"
        form = pdf.make_stream(content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = [0, 0, WIDTH, HEIGHT]
        form.Resources = page.obj.Resources
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X0=form))
        page.obj.Contents = pdf.make_stream(b"q 1 0 0 1 0 -10 cm /X0 Do Q")

    found = changed(change)
    assert texts(found) == texts(read_text(press([ROWS])))
    assert found.lines[0].baseline == pytest.approx(TOP + 10, abs=0.01)


@pytest.mark.parametrize(
    ("turned", "matrix"),
    [(90, f"0 1 -1 0 {WIDTH} 0"), (180, f"-1 0 0 -1 {WIDTH} {HEIGHT}"), (270, f"0 -1 1 0 0 {HEIGHT}")],
)
def test_a_turned_page_is_read_as_it_is_looked_at(turned: int, matrix: str) -> None:
    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        wrapped(f"q {matrix} cm".encode(), b"Q")(pdf, page)
        page.obj.Rotate = turned

    found = changed(change)
    assert texts(found) == texts(read_text(press([ROWS])))
    assert found.lines[0].baseline == pytest.approx(TOP, abs=0.01)
    assert found.lines[1].left == pytest.approx(LEFT, abs=0.01)


def test_places_count_from_the_visible_corner() -> None:
    def change(_: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.CropBox = [30, 0, WIDTH, HEIGHT - 40]

    line = changed(change).lines[1]
    assert (line.left, line.baseline) == pytest.approx((LEFT - 30, TOP + PITCH - 40), abs=0.01)


def test_a_page_may_inherit_its_size() -> None:
    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Parent.MediaBox = pdf.make_indirect(page.obj.MediaBox)
        del page.obj["/MediaBox"]

    assert changed(change).lines[0].baseline == pytest.approx(TOP, abs=0.01)


@pytest.mark.parametrize("hidden", [b"3 Tr", b"0.8 0.6 -0.6 0.8 0 0 cm"], ids=["invisible", "slanting"])
def test_what_is_not_seen_upright_is_left_out(hidden: bytes) -> None:
    assert not changed(wrapped(b"q " + hidden, b"Q")).lines


def test_the_mark_of_a_note_belongs_to_its_line() -> None:
    rows = [*ROWS[:4], Row(han(8)), Row("12", size=6.0, raise_by=5.0, step=0.0, indent=16.0), *ROWS[4:]]
    line = next(line for line in read_text(press([rows])).lines if line.text.endswith("12"))
    assert [glyph.raised for glyph in line.glyphs] == [False] * 8 + [True] * 2


def test_lines_are_counted_column_by_column() -> None:
    half = [Row(row.text, indent=row.indent, column=MEASURE + 2, top=not n) for n, row in enumerate(ROWS)]
    text = read_text(press([[*ROWS, *half]]))
    numbered = sorted(text.lines, key=lambda line: line.number)
    assert [line.left > LEFT + MEASURE * SIZE for line in numbered] == [False] * len(ROWS) + [True] * len(ROWS)


# Purposes and bad files.


def with_metadata(text: str) -> Document:
    with pikepdf.open(io.BytesIO(press([ROWS[:1]]))) as pdf:
        pdf.Root.Metadata = pdf.make_stream(text.encode())
        file = io.BytesIO()
        pdf.save(file, fix_metadata_version=False)
    return Document(file.getvalue(), "x.pdf")


@pytest.mark.parametrize(
    ("metadata", "profile"),
    [
        ("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", Profile.PRINT),
        ("<pdfaid:part>2</pdfaid:part><pdfuaid:part>1</pdfuaid:part>", Profile.ARCHIVE),
        ("<pdfuaid:part>1</pdfuaid:part>", Profile.WEB),
        ("", Profile.WEB),
    ],
)
def test_a_file_says_what_it_is_for(metadata: str, profile: Profile) -> None:
    assert guess_profile(with_metadata(metadata)) is profile


def test_broken_files_are_refused_or_read_and_nothing_else() -> None:
    sound = press([ROWS])
    dice = random.Random(20231)  # noqa: S311 - a repeatable one
    refusals = []
    for _ in range(150):
        data = bytearray(sound)
        for _ in range(dice.randrange(1, 40)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        if dice.random() < 0.4:
            del data[dice.randrange(len(data)) :]
        document = Document(bytes(data), "broken.pdf")
        try:
            guess_profile(document)
            tuple(check_typography(document, Profiles()))
        except ContentError as error:
            refusals.append(error)
    assert refusals
    assert {one.code for error in refusals for one in error.report} <= {"preflight.unreadable", "preflight.locked"}
    assert not [error for error in refusals if "0x" in str(error)]

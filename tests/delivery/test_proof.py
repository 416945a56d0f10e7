"""The pages of a proof: the page untouched on its sheet, the slug around it, every line numbered once."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import ImageChops

from tests.desk import REPOSITORY
from typeset.delivery.handover import deliver
from typeset.delivery.linecount import count_lines
from typeset.delivery.proof import bare_pages, paper_for
from typeset.delivery.slip import Slip, round_name
from typeset.diagnostics import Report
from typeset.pipeline import make_consignment
from typeset.profile import Profile
from typeset.settings import ProofSettings
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.desk import Call, Desk
    from typeset.delivery.consignment import Consignment

A4, A3 = (595.28, 841.89), (841.89, 1190.55)
LEFT, TOP = (A3[0] - A4[0]) / 2, (A3[1] - A4[1]) / 2
BLUE = (0.12, 0.37, 0.62)
MARKER = re.compile(r"\d\.\s*$")
DAY = dt.date(2023, 8, 21)


def slip(workspace: Workspace, **values: object) -> Slip:
    plain = Slip(2, DAY, "issue-293-proof.pdf", workspace.layout_folders)
    return replace(plain, **values)


@pytest.fixture(scope="module", params=["bulletin", "magazine"])
def consignment(request: pytest.FixtureRequest) -> Consignment:
    workspace = Workspace(REPOSITORY)
    made = make_consignment(workspace, workspace.issues / "issue-293", Report(), layout_name=request.param)
    return replace(made, slip=slip(workspace))


@pytest.fixture(scope="module")
def proof(consignment: Consignment) -> bytes:
    report = Report()
    data = deliver(Profile.PROOF, consignment, report)
    assert [str(diagnostic) for diagnostic in report] == []
    return data


@dataclass(frozen=True)
class Row:
    """Characters of one colour and one baseline in one half of the page; points from the bottom left of the trim."""

    blue: bool
    right_half: bool
    y: float
    x: float
    text: str
    sizes: frozenset[float]


def rows_of(page: pdfplumber.page.Page) -> list[Row]:
    found: defaultdict[tuple[bool, bool, float], list[dict[str, Any]]] = defaultdict(list)
    for character in page.chars:
        blue = tuple(round(float(part), 2) for part in character["non_stroking_color"] or ()) == BLUE
        y = round(character["matrix"][5] - TOP, 1)
        found[blue, character["x0"] > A4[0] / 2, y].append(character)
    return [
        Row(
            blue=key[0],
            right_half=key[1],
            y=key[2],
            x=min(character["x0"] for character in characters),
            text="".join(c["text"] for c in sorted(characters, key=lambda c: c["x0"])),
            sizes=frozenset(round(character["size"], 1) for character in characters),
        )
        for key, characters in sorted(found.items())
    ]


def test_every_line_of_text_has_its_number_and_every_number_its_line(proof: bytes, consignment: Consignment) -> None:
    body = {"bulletin": 12.0, "magazine": 10.5}[consignment.layout.name]
    first = {"bulletin": 2, "magazine": 3}[consignment.layout.name]
    counted = 0
    with pdfplumber.open(io.BytesIO(proof)) as document:
        for number, page in enumerate(document.pages, 1):
            rows = rows_of(page)
            numbers = {int(row.text): row for row in rows if row.blue}
            assert sorted(numbers) == list(range(1, len(numbers) + 1))
            if number < first:
                assert not numbers
                continue
            black = {(row.right_half, row.y) for row in rows if not row.blue}
            for row in numbers.values():
                assert (row.right_half, row.y) in black or (not row.right_half and (True, row.y) in black), row
            halves = 2 if consignment.layout.name == "magazine" else 1
            rows = [row for row in rows if not MARKER.match(row.text)]
            written = {(row.right_half and halves == 2, row.y) for row in rows if not row.blue and body in row.sizes}
            assert written <= {(row.right_half, row.y) for row in numbers.values()}
            counted += len(numbers)
    assert counted > 600


def test_numbers_run_down_each_column_in_turn(proof: bytes) -> None:
    with pdfplumber.open(io.BytesIO(proof)) as document:
        for page in document.pages:
            for half in (False, True):
                rows = [row for row in rows_of(page) if row.blue and row.right_half is half]
                numbers = [int(row.text) for row in sorted(rows, key=lambda row: -row.y)]
                assert numbers == sorted(numbers)


def test_line_numbers_can_be_left_out(consignment: Consignment) -> None:
    profiles = replace(consignment.profiles, proof=ProofSettings(line_numbers=False))
    publication = replace(consignment.manifest.publication, profiles=profiles)
    manifest = replace(consignment.manifest, publication=publication)
    data = deliver(Profile.PROOF, replace(consignment, manifest=manifest), Report())
    with pdfplumber.open(io.BytesIO(data)) as document:
        assert not [row for page in document.pages for row in rows_of(page) if row.blue]


def test_ruby_and_raised_marks_begin_no_line(desk: Desk) -> None:
    desk.article("first", "这里有{注音|zhù|yīn}，还有一条注[^1]。\n\n[^1]: 注文。")
    made = make_consignment(desk.workspace, desk.issue, Report())
    lines = count_lines(made.proof.runs())[2]
    # Titles, texts and source lines of two articles, the second with a subhead and two paragraphs; and the note
    assert [line.number for line in lines] == list(range(1, 9))
    assert len({line.baseline_pt for line in lines}) == len(lines)


# The sheet and the page on it.


def test_the_page_stands_untouched_in_the_middle_of_its_sheet(proof: bytes, consignment: Consignment) -> None:
    plain = consignment.proof.write(consignment.identifier, variant=None)
    with pikepdf.open(io.BytesIO(proof)) as sheets, pikepdf.open(io.BytesIO(plain)) as pages:
        assert len(sheets.pages) == len(pages.pages)
        for sheet, page in zip(sheets.pages, pages.pages, strict=True):
            media = [float(edge) for edge in sheet.mediabox]
            assert (media[2] - media[0], media[3] - media[1]) == pytest.approx(A3, abs=0.01)
            assert (media[0], media[1]) == pytest.approx((-LEFT, -TOP), abs=0.01)
            assert [float(edge) for edge in sheet.trimbox] == pytest.approx([0, 0, *A4], abs=0.01)
            contents = [part.read_bytes() for part in sheet.Contents]
            assert page.Contents.read_bytes() in contents
            assert contents[0].startswith(b"q 0 0 595.27")
            assert contents[0].rstrip().endswith(b"re W n")


def test_bare_pages_look_as_they_did(proof: bytes, consignment: Consignment) -> None:
    bare = bare_pages(proof)
    plain = bare_pages(consignment.proof.write(consignment.identifier, variant=None))
    with pypdfium2.PdfDocument(bare) as one, pypdfium2.PdfDocument(plain) as other:
        for page in (0, 2, 4):
            pictures = [document[page].render(scale=0.5).to_pil() for document in (one, other)]
            assert ImageChops.difference(*pictures).getbbox() is None
            assert "一校" not in one[page].get_textpage().get_text_bounded()


@pytest.mark.parametrize(
    ("page_mm", "paper"),
    [
        ((210, 297), "A3"),
        ((297, 210), "A3"),
        ((148, 210), "A4"),
        ((185, 260), "A3"),
        ((130, 184), "A4"),
        ((841, 1189), ""),
    ],
)
def test_the_paper_is_the_next_that_leaves_room_to_write(page_mm: tuple[int, int], paper: str) -> None:
    width, height = (side / 25.4 * 72 for side in page_mm)
    name, sheet_width, sheet_height = paper_for(width, height)
    assert name == paper
    assert sheet_width - width >= 2 * 20 / 25.4 * 72 - 0.01
    assert sheet_height - height >= 2 * 30 / 25.4 * 72 - 0.01
    assert (sheet_width <= sheet_height) == (width <= height)


def test_the_slug_and_the_numbers_of_a_page(desk: Desk, snapshot: SnapshotAssertion) -> None:
    made = make_consignment(desk.workspace, desk.issue, Report())
    data = deliver(Profile.PROOF, replace(made, slip=slip(desk.workspace, note="请核对数字")), Report())
    with pdfplumber.open(io.BytesIO(data)) as document:
        rows = rows_of(document.pages[1])
    outside = [row for row in rows if row.blue or not 0 <= row.y <= A4[1]]
    lines = [f"{row.x:8.2f} {row.y:8.1f}  {row.text}" for row in sorted(outside, key=lambda row: (-row.y, row.x))]
    assert "\n".join(lines) == snapshot


def test_the_same_input_and_date_give_the_same_bytes(desk: Desk, call: Call) -> None:
    made = []
    for name in ("one.pdf", "two.pdf"):
        assert call("build", "--for", "proof", "--date", "2023-08-21", "-o", name).code == 0
        made.append((desk.root / name).read_bytes())
    assert made[0] == made[1]
    assert call("build", "--for", "proof", "--date", "2023-08-22", "-o", "three.pdf").code == 0
    assert (desk.root / "three.pdf").read_bytes() != made[0]


def test_the_clock_may_be_set(desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1692576000")
    assert call("build", "--for", "proof", "-o", "clock.pdf").code == 0
    assert call("build", "--for", "proof", "--date", "2023-08-21", "-o", "said.pdf").code == 0
    assert (desk.root / "clock.pdf").read_bytes() == (desk.root / "said.pdf").read_bytes()


# A proof for one author.


def test_an_author_gets_the_pages_of_the_article_and_nothing_else(desk: Desk, call: Call) -> None:
    outcome = call("build", "--for", "proof", "--article", "third")
    assert (outcome.code, outcome.out) == (0, "dist/issue-293-proof-third.pdf（1 页）\n")
    data = (desk.root / "dist/issue-293-proof-third.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        assert "/Outlines" not in pdf.Root
        assert "/Annots" not in pdf.pages[0]
        assert pdf.Root.PageLabels.Nums[1].St == 3
    with pdfplumber.open(io.BytesIO(data)) as document:
        text = document.pages[0].extract_text()
    assert "第三篇" in text
    assert "头一篇" not in text


def test_what_others_wrote_on_the_page_is_faded(desk: Desk, call: Call) -> None:
    faded = []
    for article in ("first", "third"):
        assert call("build", "--for", "proof", "--article", article).code == 0
        with pdfplumber.open(desk.root / f"dist/issue-293-proof-{article}.pdf") as document:
            faded.append(len([rect for rect in document.pages[0].rects if rect["non_stroking_color"] == (1, 1, 1)]))
    # On the page of the first stand the title, three lines and the source line of the second; the third stands alone.
    assert faded == [5, 0]


@pytest.mark.parametrize("name", ["second", "second.md", "有两截的题目", "某作者"])
def test_an_article_is_found_by_file_title_and_author(name: str, desk: Desk, call: Call) -> None:
    desk.replace("issues/issue-293/articles/second.md", "source:", "author: 某作者\nsource:")
    outcome = call("build", "--for", "proof", "--article", name)
    assert outcome.out == "dist/issue-293-proof-second.pdf（1 页）\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--for", "proof", "--article", "secnd"], "rounds.unknown-article-guess"),
        (["--for", "proof", "--article", "没有"], "rounds.unknown-article"),
        (["--article", "second"], "rounds.article-alone"),
        (["--for", "proof", "--date", "8月21日"], "usage.wrong"),
    ],
)
def test_a_wrong_call(arguments: list[str], code: str, desk: Desk, call: Call) -> None:
    outcome = call("build", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"[{code}]" in outcome.err
    assert not (desk.root / "dist").exists()


def test_a_broken_slip_of_the_house_is_told_with_its_place(desk: Desk, call: Call) -> None:
    desk.write("layouts/proof-slip/layout.yaml", "titel: 签\n")
    outcome = call("build", "--for", "proof", "--format", "json")
    assert (outcome.code, outcome.codes) == (1, ["schema.missing-key", "schema.unknown-key-guess"])
    desk.write("layouts/proof-slip/layout.yaml", "title: 签\n")
    desk.write("layouts/proof-slip/templates/slip.html", "{{ nothing }}")
    outcome = call("build", "--for", "proof", "--format", "json")
    assert (outcome.code, outcome.codes) == (1, ["layout.template"])


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (1, "一校"),
        (2, "二校"),
        (3, "三校"),
        (4, "四校"),
        (10, "十校"),
        (11, "十一校"),
        (20, "二十校"),
        (21, "二十一校"),
        (100, "100校"),
    ],
)
def test_rounds_are_counted_as_proofreaders_do(number: int, name: str) -> None:
    assert round_name(number) == name

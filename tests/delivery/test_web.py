"""The PDF for readers: what it says of itself, its structure against the articles, its pictures and its size."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from tests.desk import PUBLICATION, REPOSITORY
from tests.tagged import Element, Tagged, faults_by_pdfua
from typeset.diagnostics import Report
from typeset.markup.text import plain_text
from typeset.markup.tree import Figure, Heading, List, Paragraph, Quote, Table
from typeset.pipeline import build, read_edition
from typeset.profile import Profile
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.desk import Call, Desk
    from typeset.article import Article
    from typeset.edition import Edition
    from typeset.markup.tree import Block

NAME = "issue-293"
LAYOUTS = ("bulletin", "magazine")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy, so that nobody else builds there."""
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(REPOSITORY / "issues", root / "issues")
    return Workspace(root)


@pytest.fixture(scope="module")
def edition(workspace: Workspace) -> Edition:
    edition, _ = read_edition(workspace, workspace.issues / NAME, Report())
    assert edition is not None
    return edition


@pytest.fixture(scope="module", params=LAYOUTS)
def tagged(workspace: Workspace, request: pytest.FixtureRequest) -> Tagged:
    made = build(workspace, workspace.issues / NAME, layout_name=request.param)
    return Tagged(made.files[Profile.WEB].read_bytes())


# What it says of itself.


def test_it_says_that_it_is_pdf_ua_and_whose(tagged: Tagged, edition: Edition) -> None:
    assert str(tagged.pdf.docinfo["/CreationDate"]) == "D:20230820000000Z"
    with tagged.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "pdfaid:part" not in metadata
        assert metadata["dc:title"] == edition.name
        assert metadata["dc:creator"] == [edition.sponsor]
        assert set(metadata["dc:language"]) == {"zh-CN"}
        assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"] == "2023-08-20T00:00:00Z"
    assert str(tagged.pdf.Root.Lang) == "zh-CN"
    assert bool(tagged.pdf.Root.MarkInfo.Marked)
    assert bool(tagged.pdf.Root.ViewerPreferences.DisplayDocTitle)


# The structure against the articles.


def test_all_content_is_tagged_or_an_artifact(tagged: Tagged) -> None:
    assert tagged.stray == []
    assert tagged.unclaimed() == set()


def test_the_tags_read_in_order_are_the_articles(tagged: Tagged, edition: Edition) -> None:
    """Headings, paragraphs, items, cells and captions: each one element, in the order of the text."""
    read = [squeezed(text) for text in _read(tagged.document)]
    start = 0
    for section in edition.sections:
        start = read.index(section.title, start)
        for placed in section.articles:
            for expected in map(squeezed, _written(placed.article)):
                assert expected in read[start:], expected
                start = read.index(expected, start) + 1


def test_nothing_else_stands_between_the_paragraphs(tagged: Tagged, edition: Edition) -> None:
    """From the first article on, blocks that are no part of an article are titles of sections and source lines."""
    articles = [placed.article for section in edition.sections for placed in section.articles]
    written = {squeezed(text) for article in articles for text in _written(article)}
    written |= {section.title for section in edition.sections}
    read = [squeezed(text) for text in _read(tagged.document.all("Part")[0])]
    others = [text for text in read if text not in written]
    sources = sum(bool(article.source or article.selected_by or article.author or article.date) for article in articles)
    credited = sum(isinstance(block, Table) and bool(block.credit) for article in articles for block in article.blocks)
    imprint = {
        squeezed(text) for text in (edition.imprint.address, edition.imprint.postcode, edition.imprint.phone) if text
    }
    imprinted = [text for text in others if any(value in text for value in (*imprint, edition.sponsor))]
    assert len(others) - len(imprinted) - imprinted.count(edition.title) <= sources + credited + 1


def test_the_notes_follow_their_paragraphs(tagged: Tagged) -> None:
    notes = tagged.document.all("Note")
    calls = [found for found in tagged.document.all("Reference") if found.parent and found.parent.tag == "P"]
    assert len(notes) == len(calls) >= 3
    for note, call in zip(notes, calls, strict=True):
        assert note.parent
        assert call.parent
        place = note.parent.kids.index(note)
        assert note.parent.kids[place - 1] is call.parent
        assert isinstance(note.kids[0], Element)
        assert note.kids[0].text.strip() == call.text


def test_each_entry_of_the_contents_has_one_link_with_its_title(tagged: Tagged, edition: Edition) -> None:
    entries = [entry for section in edition.sections for entry in section.entries]
    links = [link for toc in tagged.document.all("TOC") for link in toc.all("Link")]
    said = [squeezed(str(link.links[0].Contents)) for link in links]
    assert all(len(link.links) == 1 for link in links)
    assert said[-len(entries) :] == [squeezed(entry.title) for entry in entries]
    assert len(tagged.document.all("TOCI")) == len(links)


def test_no_link_speaks_of_anchors(tagged: Tagged) -> None:
    annotations = [found for page in tagged.pdf.pages for found in page.get("/Annots", [])]
    assert annotations
    for annotation in annotations:
        assert not str(annotation.Contents).startswith(("article-", "section-", "#"))


def test_figures_and_tables_are_whole(tagged: Tagged, edition: Edition) -> None:
    blocks = [b for section in edition.sections for placed in section.articles for b in placed.article.blocks]
    figures = [block for block in blocks if isinstance(block, Figure)]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [str(found.source.Alt) for found in tagged.document.all("Figure")] == [block.alt for block in figures]
    assert len(tagged.document.all("Table")) == len(tables) > 0
    for table in tagged.document.all("Table"):
        assert {str(head.source.A.Scope) for head in table.all("TH")} <= {"/Column", "/Row"}
        assert len({len(row.kids) for row in table.all("TR")}) == 1


def test_headings_leave_no_level_out(tagged: Tagged) -> None:
    before = 0
    for element in tagged.document.walk():
        if element.tag in {"H1", "H2", "H3", "H4", "H5", "H6"}:
            level = int(element.tag[1])
            assert level <= before + 1
            before = level
    assert before


def test_every_mark_of_the_parent_tree_is_an_element_and_no_element_is_empty(tagged: Tagged) -> None:
    for element in tagged.document.walk():
        assert element.kids or element.links or element.tag in ("TD", "TH"), element.tag


def _written(article: Article) -> Iterator[str]:
    yield article.title
    yield from _blocks(article.blocks)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield plain_text([block])
            case List():
                for item in block.items:
                    yield from _blocks(item)
            case Quote():
                yield from _blocks(block.children)
            case Table():
                yield plain_text(block.caption)
                for row in (block.head, *block.rows):
                    yield from (plain_text(cell) for cell in row)
            case Figure() if block.caption:
                yield plain_text(block.caption) + block.credit
            case _:
                pass


def _read(element: Element) -> Iterator[str]:
    """The text of each block: without the marks that call notes, and without the notes."""
    if element.tag in {"P", "LBody", "Caption", "TH", "TD"} or element.tag.startswith("H"):
        yield "".join(kid if isinstance(kid, str) else "".join(_plain(kid)) for kid in element.kids)
        return
    for kid in element.kids:
        if isinstance(kid, Element) and kid.tag not in ("Note", "Lbl"):
            yield from _read(kid)


def _plain(element: Element) -> Iterator[str]:
    if element.tag not in {"Reference", "RT", "Note"}:
        for kid in element.kids:
            yield from [kid] if isinstance(kid, str) else _plain(kid)


def squeezed(text: str) -> str:
    return "".join(text.split())


# What a screen reader says.

SCENE = """\
头一段，先说这件事的来由[^1]，再说它的经过。

第二段在图之前。

![图里是一条上升的线](images/line.png "图一")

第三段在图之后。

| 项目 | 数量 |
| --- | --: |
| 甲 | 12 |
| 乙 | 34 |

末段在表之后，这一篇到此为止。

[^1]: 注文说明来由。
"""
READ = [
    ("H3", "一篇什么都有的文章"),
    ("P", "头一段，先说这件事的来由①，再说它的经过。"),
    ("Note", "①注文说明来由。"),
    ("P", "第二段在图之前。"),
    ("Figure", "图里是一条上升的线"),
    ("Caption", "图一"),
    ("P", "第三段在图之后。"),
    ("TH", "项目"),
    ("TH", "数量"),
    ("TD", "甲"),
    ("TD", "12"),
    ("TD", "乙"),
    ("TD", "34"),
    ("P", "末段在表之后，这一篇到此为止。"),
]


def scene(desk: Desk, call: Call, size: tuple[int, int]) -> bytes:
    """The magazine with an article that has a picture of `size`, a table and a note, and another one after it."""
    picture = io.BytesIO()
    Image.new("RGB", size, "navy").save(picture, "PNG")
    desk.write("issues/issue-293/images/line.png", picture.getvalue())
    desk.article("first", SCENE, title="一篇什么都有的文章")
    desk.article(
        "second", "\n\n".join("别的一篇，只为把两栏都占住，读来并没有别的意思。" * 3 for _ in range(8)), title="邻居"
    )
    assert call("build", "--layout", "magazine").code == 0
    return desk.pdf.read_bytes()


def test_a_picture_that_leaves_a_column_no_room_is_not_lost(desk: Desk, call: Call) -> None:
    """The table that follows fits neither column beside it, and goes to the next page."""
    elements = list(Tagged(scene(desk, call, (60, 40))).document.walk())
    (figure,) = (element for element in elements if element.tag == "Figure")
    (caption,) = (element for element in elements if element.tag == "Caption")
    table = next(element for element in elements if element.tag == "TD")
    assert caption.pages == figure.pages
    assert squeezed(caption.text) == "图一"
    assert min(table.pages) > max(figure.pages)


def test_a_page_with_columns_figure_table_and_note_is_read_as_it_was_written(desk: Desk, call: Call) -> None:
    """The order of the tags is what a screen reader follows; on paper the note stands last, at the foot."""
    data = scene(desk, call, (60, 10))
    tagged = Tagged(data)
    tags = {tag for tag, _ in READ}
    elements = [element for element in tagged.document.walk() if element.tag in tags]
    start = next(n for n, element in enumerate(elements) if element.text == READ[0][1])
    read = elements[start : start + len(READ)]
    said = [(e.tag, str(e.source.Alt) if e.tag == "Figure" else squeezed(e.text)) for e in read]
    assert said == READ
    # All of it stands on one page, which has two columns.
    (page,) = {page for element in read for page in element.pages}
    lefts = Counter(round(word["x0"]) for word in _words(data, page))
    assert len([left for left, count in lefts.items() if count > 5]) >= 2


def _words(data: bytes, page: int) -> list[dict[str, float]]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return pdf.pages[page - 1].extract_text_lines(return_chars=False)


# An independent judge.


def test_pdfua_finds_no_fault(tagged: Tagged, tmp_path: Path) -> None:
    assert faults_by_pdfua(tagged, tmp_path / "a.pdf") == ()


# Pictures.


@dataclass(frozen=True)
class Stored:
    """A picture as a PDF has it."""

    width: int
    height: int
    filter: str
    colours: str
    mask: tuple[int, int] | None


def pictures(data: bytes) -> list[Stored]:
    """The pictures of a PDF, masks apart."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        masks = {picture.SMask.objgen for picture in found if "/SMask" in picture}
        return [
            Stored(
                int(picture.Width),
                int(picture.Height),
                str(picture.Filter),
                str(picture.ColorSpace),
                (int(picture.SMask.Width), int(picture.SMask.Height)) if "/SMask" in picture else None,
            )
            for picture in found
            if picture.objgen not in masks
        ]


def photograph(mode: str, size: tuple[int, int]) -> Image.Image:
    """A picture of many colours."""
    ramp = Image.linear_gradient("L").resize(size)
    turned = ramp.transpose(Image.Transpose.ROTATE_90).resize(size)
    noise = Image.effect_mandelbrot(size, (-2.0, -1.5, 1.0, 1.5), 60).resize(size)
    return Image.merge("RGB", (ramp, turned, noise)).convert(mode)


def build_with(desk: Desk, call: Call, image: Image.Image, name: str, **options: object) -> Stored:
    """Build an issue with `image` as a figure of the layout's full measure, and find it in the PDF."""
    data = io.BytesIO()
    image.save(data, Image.registered_extensions()[f".{name.partition('.')[2]}"], **options)
    desk.write(f"issues/issue-293/images/{name}", data.getvalue())
    desk.article("first", f"字。\n\n![图里有什么](images/{name})")
    assert call("build").code == 0
    (found,) = pictures(desk.pdf.read_bytes())
    return found


# The measure of the bulletin, 444 pt, at 200 ppi.
MEASURE = 1234


def test_a_photograph_is_no_finer_than_200_ppi(desk: Desk, call: Call) -> None:
    found = build_with(desk, call, photograph("RGB", (3000, 1500)), "a.jpg", quality=95)
    assert (found.width, found.filter) == (MEASURE, "/DCTDecode")
    assert found.height == pytest.approx(MEASURE / 2, abs=1)


def test_the_limit_is_that_of_the_publication(desk: Desk, call: Call) -> None:
    desk.write("issues/publication.yaml", f"{PUBLICATION}profiles:\n  web:\n    image_ppi: 100\n")
    assert build_with(desk, call, photograph("RGB", (3000, 1500)), "a.jpg").width == pytest.approx(MEASURE / 2, abs=1)


def test_no_picture_is_made_finer(desk: Desk, call: Call) -> None:
    assert build_with(desk, call, photograph("RGB", (600, 300)), "a.jpg").width == 600


def test_a_drawing_keeps_its_edges_and_a_photograph_does_not_stay_large(desk: Desk, call: Call) -> None:
    drawing = Image.new("RGB", (3000, 1500), "white")
    drawing.paste("red", (0, 0, 1500, 1500))
    found = build_with(desk, call, drawing, "a.png")
    assert (found.width, found.filter) == (MEASURE, "/FlateDecode")
    found = build_with(desk, call, photograph("RGB", (3000, 1500)), "a.png")
    assert (found.width, found.filter) == (MEASURE, "/DCTDecode")


def test_a_mask_is_as_large_as_its_picture(desk: Desk, call: Call) -> None:
    image = photograph("RGB", (3000, 1500))
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    found = build_with(desk, call, image, "a.png")
    assert found.mask == (found.width, found.height)
    assert found.width == MEASURE


def test_inks_become_colours_of_a_screen(desk: Desk, call: Call) -> None:
    found = build_with(desk, call, photograph("CMYK", (300, 150)), "a.jpg")
    assert (found.width, found.colours) == (300, "/DeviceRGB")


def test_pictures_give_the_same_bytes_twice(desk: Desk, call: Call) -> None:
    build_with(desk, call, photograph("RGB", (3000, 1500)), "a.jpg")
    first = desk.pdf.read_bytes()
    assert call("build").code == 0
    assert desk.pdf.read_bytes() == first


def test_tags_outlive_smaller_pictures(desk: Desk, call: Call) -> None:
    build_with(desk, call, photograph("RGB", (3000, 1500)), "a.jpg")
    tagged = Tagged(desk.pdf.read_bytes())
    assert tagged.stray == []
    assert [str(found.source.Alt) for found in tagged.document.all("Figure")] == ["图里有什么"]


def test_a_large_file_is_told(desk: Desk, call: Call) -> None:
    desk.write("issues/publication.yaml", f"{PUBLICATION}profiles:\n  web:\n    size_limit_mb: 1\n    image_ppi: 600\n")
    noise = Image.effect_noise((1500, 1500), 90)
    data = io.BytesIO()
    noise.save(data, "PNG")
    desk.write("issues/issue-293/images/a.png", data.getvalue())
    desk.article("first", "字。\n\n![图里有什么](images/a.png)")
    outcome = call("build", "--format", "json")
    assert (outcome.code, outcome.codes) == (0, ["delivery.too-large"])
    assert outcome.found("delivery.too-large")["severity"] == "warning"
    desk.write("issues/publication.yaml", PUBLICATION)
    assert call("build", "--format", "json").codes == []


# English in Chinese.


def test_english_from_three_words_on_is_told_apart(desk: Desk, call: Call) -> None:
    desk.article("first", "公司说“we are ready to go”，又提到Stable Diffusion和App。")
    assert call("build").code == 0
    tagged = Tagged(desk.pdf.read_bytes())
    said = [element.text for element in tagged.document.walk() if str(element.source.get("/Lang", "")) == "en"]
    assert said == ["we are ready to go"]

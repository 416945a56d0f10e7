"""The finished issue 293, read back with pikepdf and pdfplumber."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from tests.desk import COMMAND, REPOSITORY, environment
from tests.printed import Printed, squeezed
from typeset.diagnostics import Report
from typeset.fonts import read_catalogue
from typeset.pipeline import build, read_edition
from typeset.profile import Profile
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desk import Call, Desk, Run
    from typeset.edition import Edition

NAME = "issue-293"

# The geometry of layouts/bulletin (variables.css), in points.
LEFT, RIGHT, TOP, BOTTOM = 75.6, 595.28 - 75.6, 76, 841.89 - 61.8
TITLE_SIZE, SECTION_SIZE, HEAD_SIZE = 16, 20, 9


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy, so that nobody else builds there."""
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(REPOSITORY / "issues", root / "issues")
    return Workspace(root)


@pytest.fixture(scope="module")
def edition(workspace: Workspace) -> Edition:
    report = Report()
    edition, _ = read_edition(workspace, workspace.issues / NAME, report)
    assert edition is not None, [str(diagnostic) for diagnostic in report]
    return edition


@pytest.fixture(scope="module")
def printed(workspace: Workspace) -> Printed:
    made = build(workspace, workspace.issues / NAME, strict=True)
    return Printed(made.files[Profile.WEB].read_bytes())


@pytest.fixture(scope="module")
def page_of(printed: Printed, edition: Edition) -> dict[str, int]:
    """The page on which each title stands, by its anchor, found by size and words."""
    titles = printed.titles(TITLE_SIZE)
    return {
        placed.anchor: _only(n for n, text in enumerate(titles, 1) if squeezed(placed.article.title) in text)
        for section in edition.sections
        for placed in section.articles
    }


def _only(numbers: Iterator[int]) -> int:
    (number,) = numbers
    return number


# What the PDF says of itself.


def test_language_title_and_author(printed: Printed, edition: Edition) -> None:
    information = printed.pdf.docinfo
    assert str(printed.pdf.Root.Lang) == "zh-CN"
    assert str(information["/Title"]) == "电子商务动态 2023年第16期"
    assert str(information["/Author"]) == edition.sponsor
    assert bool(printed.pdf.Root.ViewerPreferences.DisplayDocTitle)
    with printed.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "电子商务动态 2023年第16期"
        assert metadata["dc:creator"] == [edition.sponsor]


def test_it_has_the_pages_that_the_design_promises(printed: Printed) -> None:
    assert 22 <= len(printed.pdf.pages) <= 26
    assert {tuple(round(float(n)) for n in page.mediabox) for page in printed.pdf.pages} == {(0, 0, 595, 842)}


def test_bookmarks_are_sections_with_their_articles(printed: Printed, edition: Edition) -> None:
    with printed.pdf.open_outline() as outline:
        marked = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert marked == [
        (section.title, [placed.article.title for placed in section.articles]) for section in edition.sections
    ]


def test_bookmarks_go_where_the_titles_stand(printed: Printed, edition: Edition, page_of: dict[str, int]) -> None:
    numbers = {page.objgen: number for number, page in enumerate(printed.pdf.pages, 1)}
    with printed.pdf.open_outline() as outline:
        found = [numbers[child.destination[0].objgen] for item in outline.root for child in item.children]  # type: ignore[index]
    assert found == [page_of[placed.anchor] for section in edition.sections for placed in section.articles]


def test_page_labels_are_the_folios(printed: Printed) -> None:
    assert [page.label for page in printed.pdf.pages] == [str(n + 1) for n in range(len(printed.pdf.pages))]


def test_it_is_tagged(printed: Printed) -> None:
    assert bool(printed.pdf.Root.MarkInfo.Marked)
    assert printed.pdf.Root.StructTreeRoot.Type == "/StructTreeRoot"
    with printed.pdf.open_metadata() as metadata:
        assert str(metadata["pdfuaid:part"]) == "1"
    assert {page.get("/Tabs") for page in printed.pdf.pages if "/Annots" in page} <= {pikepdf.Name.S}


def test_the_tags_hold_a_heading_for_each_title(printed: Printed, edition: Edition) -> None:
    kinds = [str(node.S) for node in _tags(printed.pdf.Root.StructTreeRoot)]
    articles = sum(len(section.articles) for section in edition.sections)
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= len(edition.sections)
    assert kinds.count("/H3") >= articles
    assert kinds.count("/Figure") >= 2


def test_every_figure_has_alternative_text(printed: Printed) -> None:
    figures = [node for node in _tags(printed.pdf.Root.StructTreeRoot) if node.S == "/Figure"]
    assert all(str(figure.get("/Alt", "")) for figure in figures)


def _tags(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    children = node.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _tags(child)


# Fonts.


def test_all_fonts_are_embedded_subset_and_catalogued(printed: Printed, workspace: Workspace) -> None:
    catalogue = read_catalogue(workspace.font_folders, Report())
    assert catalogue is not None
    fonts = {font.objgen: font for page in printed.pdf.pages for font in page.Resources.get("/Font", {}).values()}
    descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts.values()]
    assert len(descriptors) >= 4
    for descriptor in descriptors:
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert str(descriptor.FontName)[7] == "+"
        assert str(descriptor.FontFamily) in {face.family for face in catalogue.faces}


def test_every_font_maps_back_to_text(printed: Printed) -> None:
    fonts = [font for page in printed.pdf.pages for font in page.Resources.get("/Font", {}).values()]
    assert all("/ToUnicode" in font for font in fonts)


# The contents.


def test_the_cover_lists_each_entry_with_the_page_of_its_title(
    printed: Printed, edition: Edition, page_of: dict[str, int]
) -> None:
    printed_numbers = {entry.text: entry.number for entry in printed.entries(1)}
    for section in edition.sections:
        for entry in section.entries:
            found = [number for text, number in printed_numbers.items() if text.endswith(squeezed(entry.title))]
            assert found == [page_of[entry.anchor]], entry.title
    assert len(printed_numbers) == sum(len(section.entries) for section in edition.sections)


def test_each_entry_links_to_its_page(printed: Printed) -> None:
    entries = list(printed.entries(1))
    assert entries
    for entry in entries:
        targets = {link.target for link in printed.links if link.page == 1 and abs(link.y - entry.line.bottom) < 11}
        # The section's title, at the left of its first entry, links to the section.
        assert entry.number in targets
        assert len(targets) <= 2


def test_highlights_are_marked(printed: Printed, edition: Edition) -> None:
    marked = [entry.text for entry in printed.entries(1) if "◆" in entry.text]
    assert len(marked) == len(edition.highlights)


# Running heads and folios.


def test_sections_open_on_a_new_page(printed: Printed, edition: Edition) -> None:
    openings = [lines for lines, text in zip(printed.pages, printed.titles(SECTION_SIZE), strict=True) if text]
    assert len(openings) == len(edition.sections)
    for lines, section in zip(openings, edition.sections, strict=True):
        body = [line for line in lines if TOP < line.bottom < BOTTOM]
        assert body[0].text == section.title


def test_running_heads_are_mirrored(printed: Printed, edition: Edition) -> None:
    sections = {section.title for section in edition.sections}
    openings = [bool(text) for text in printed.titles(SECTION_SIZE)]
    for number, lines in list(enumerate(printed.pages, 1))[1:]:
        heads = [line for line in lines if line.bottom < TOP]
        if number % 2 == 0:
            assert [line.text for line in heads] == [edition.name]
            assert heads[0].left == pytest.approx(LEFT, abs=0.5)
        elif openings[number - 1]:
            assert heads == []
        else:
            assert len(heads) == 1
            assert heads[0].text in sections
            assert heads[0].right == pytest.approx(RIGHT, abs=0.5)


def test_folios_stand_outside_on_every_page_but_the_cover(printed: Printed) -> None:
    assert not [line for line in printed.pages[0] if line.bottom > BOTTOM]
    for number, lines in list(enumerate(printed.pages, 1))[1:]:
        (folio,) = [line for line in lines if line.bottom > BOTTOM]
        assert folio.text.strip() == str(number)
        if number % 2:
            assert folio.right == pytest.approx(RIGHT, abs=0.5)
        else:
            assert folio.left == pytest.approx(LEFT, abs=0.5)


def test_the_imprint_stands_at_the_foot_of_the_last_page(printed: Printed, edition: Edition) -> None:
    body = [line for line in printed.pages[-1] if line.bottom < BOTTOM]
    imprint = squeezed("".join(line.text for line in body[-2:]))
    for value in (edition.imprint.address, edition.imprint.postcode, edition.imprint.phone):
        assert squeezed(value or "?") in imprint
    assert BOTTOM - body[-1].bottom < 22
    others = "".join(line.text for lines in printed.pages[:-1] for line in lines)
    assert squeezed(edition.imprint.address or "?") not in squeezed(others)


def test_a_source_line_ends_at_the_right_and_not_on_a_page_of_its_own(printed: Printed) -> None:
    sources = 0
    for lines in printed.pages[1:]:
        body = [line for line in lines if TOP < line.bottom < BOTTOM]
        for index, line in enumerate(body):
            if line.text.startswith(("来源：", "作者：")):
                sources += 1
                assert line.right == pytest.approx(RIGHT, abs=1)
                assert index > 0
    assert sources >= 44


def test_all_the_text_is_there(printed: Printed, edition: Edition) -> None:
    """Every Han of every article is on a page: counted, since pages cut the text anywhere."""
    on_pages = "".join(line.text for lines in printed.pages for line in lines)
    assert len([c for c in on_pages if "一" <= c <= "鿿"]) >= 14_000
    assert {c for c in edition.characters() if "一" <= c <= "鿿"} <= set(on_pages)


# The same bytes, whoever builds them.


def test_two_builds_give_the_same_bytes(printed: Printed, workspace: Workspace, tmp_path: Path) -> None:
    again = build(workspace, workspace.issues / NAME, output=tmp_path / "again.pdf")
    assert again.files[Profile.WEB].read_bytes() == printed.data


def test_another_folder_and_process_give_the_same_bytes(printed: Printed, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "issues", tmp_path / "别处 2" / "issues")
    done = subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, "build", "issue-293", "-o", str(tmp_path / "other.pdf")],
        cwd=tmp_path / "别处 2",
        env=environment({"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LANG": "en_US.UTF-8"}),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "other.pdf").read_bytes() == printed.data


def test_photographs_give_the_same_bytes_in_another_folder(desk: Desk, call: Call, tmp_path: Path) -> None:
    photograph = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(photograph, "PNG")
    desk.write("issues/issue-293/images/a.png", photograph.getvalue())
    desk.article("first", "字。\n\n![图里有什么](images/a.png)")
    assert call("build").code == 0
    shutil.copytree(desk.root / "issues", tmp_path / "elsewhere" / "issues")
    assert call("build", "--workspace", str(tmp_path / "elsewhere")).code == 0
    assert (tmp_path / "elsewhere" / "dist" / "issue-293.pdf").read_bytes() == desk.pdf.read_bytes()


def test_another_locale_gives_the_same_bytes(desk: Desk, run: Run) -> None:
    files = []
    for locale in ("C.UTF-8", "zh_CN.UTF-8"):
        assert run("build", env={"LC_ALL": locale}).code == 0
        files.append(desk.pdf.read_bytes())
    assert files[0] == files[1]


# Where the contents stand.


def test_contents_that_fit_stand_on_the_cover(desk: Desk, call: Call) -> None:
    assert call("build", "--format", "json").codes == []
    assert {entry.text for entry in Printed(desk.pdf.read_bytes()).entries(1)} == {"要闻头一篇", "◆短题"}


@pytest.fixture
def long_desk(desk: Desk) -> Desk:
    """An issue of 400 articles in eight sections, every fortieth a highlight."""
    lines = ["year: 2023", "number: 16", "total: 293", "date: 2023-08-20", "sections:"]
    for s in range(8):
        lines += [f"  - title: 栏目{s + 1}", "    articles:"]
        for a in range(s * 50 + 1, s * 50 + 51):
            desk.article(f"a{a:03}", "一段正文，说的是这一篇。" * 8, f"文章第{a:03}号的标题")
            lines += [f"      - file: a{a:03}", *(["        highlight: true"] if a % 40 == 0 else [])]
    desk.write("issues/issue-293/issue.yaml", "\n".join(lines) + "\n")
    desk.replace("issues/publication.yaml", "sections: [要闻, 数据]\n", "")
    for name in ("first", "second", "third"):
        (desk.issue / "articles" / f"{name}.md").unlink()
    return desk


def test_a_long_section_name_keeps_its_room_beside_its_entries(desk: Desk, call: Call) -> None:
    """Its three lines touch neither the mark of an entry nor what stands below its two entries."""
    name = "行业资讯与海外动态周览"
    desk.replace("issues/issue-293/issue.yaml", "title: 要闻", f"title: {name}")
    desk.replace("issues/issue-293/issue.yaml", "\n        contents: false", "")
    assert call("build").code == 0
    with pdfplumber.open(desk.pdf) as document:
        red = [char for char in document.pages[0].chars if char["size"] == pytest.approx(12) and char["x0"] < LEFT + 72]
    of_name, below = red[: len(name)], red[len(name) : len(name) + 2]
    assert ["".join(char["text"] for char in found) for found in (of_name, below)] == [name, "数据"]
    assert len({round(char["top"]) for char in of_name}) == 3
    assert max(char["x1"] for char in of_name) <= LEFT + 68
    assert below[0]["top"] - of_name[-1]["top"] == pytest.approx(22 + 18.5, abs=0.1)


def test_400_articles_have_a_contents_page_with_right_numbers(long_desk: Desk, call: Call) -> None:
    outcome = call("build", "--strict", "--format", "json")
    assert (outcome.code, outcome.codes) == (0, ["layout.contents-moved"])
    printed = Printed(long_desk.pdf.read_bytes())
    titles = printed.titles(TITLE_SIZE)
    names = [f"文章第{a:03}号的标题" for a in range(1, 401)]
    page_of = {name: next(n for n, text in enumerate(titles, 1) if name in text) for name in names}
    first = min(page_of.values())
    highlights = {entry.text.lstrip("◆"): entry.number for entry in printed.entries(1)}
    assert highlights == {title: page for title, page in page_of.items() if int(title[3:6]) % 40 == 0}
    contents = [entry for page in range(2, first) for entry in printed.entries(page)]
    assert {entry.text[-10:]: entry.number for entry in contents} == page_of
    for entry in contents:
        targets = {k.target for k in printed.links if k.page == entry.page and abs(k.y - entry.line.bottom) < 11}
        assert entry.number in targets

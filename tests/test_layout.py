"""Layouts that extend one another; what is wrong with one is in test_bad_input.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import REPOSITORY
from tests.printed import Printed
from typeset.diagnostics import Report
from typeset.layout import Layout, Placement, layout_names, read_layout

if TYPE_CHECKING:
    from tests.desk import Call, Desk

BULLETIN = REPOSITORY / "layouts" / "bulletin"


def read(desk: Desk, name: str) -> Layout:
    report = Report()
    layout = read_layout(name, desk.workspace.layout_folders, None, report)
    assert layout, [str(diagnostic) for diagnostic in report]
    return layout


@pytest.fixture
def house(desk: Desk) -> Desk:
    """A layout of the workspace's own, with another in between."""
    desk.write("layouts/between/layout.yaml", "title: 中间\nextends: bulletin\nstyles: [a.css, b.css]\n")
    desk.write("layouts/between/a.css", "/* a */")
    desk.write("layouts/between/b.css", "/* b */")
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: between\nstyles: [c.css]\ncontents: [page]\n")
    desk.write("layouts/house/c.css", "/* c */")
    return desk


def test_style_sheets_are_applied_from_the_oldest_to_the_own(house: Desk) -> None:
    layout = read(house, "house")
    names = [style.path.name for style in layout.styles]
    assert names[-3:] == ["a.css", "b.css", "c.css"]
    assert names[:-3] == [style.path.name for style in read(house, "bulletin").styles]
    assert names[0] == "variables.css"


def test_templates_are_looked_for_in_the_own_folder_first(house: Desk) -> None:
    assert [folder.name for folder in read(house, "house").folders] == ["house", "between", "bulletin"]


def test_a_layout_may_extend_the_shipped_one_of_its_own_name(desk: Desk) -> None:
    desk.write("layouts/bulletin/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [own.css]\n")
    desk.write("layouts/bulletin/own.css", ":root { --red: #000 }")
    layout = read(desk, "bulletin")
    assert layout.folders == (desk.root / "layouts" / "bulletin", BULLETIN)
    assert [style.path.name for style in layout.styles][-1] == "own.css"


def test_placements_are_inherited_or_replaced(house: Desk) -> None:
    assert read(house, "bulletin").placements == tuple(Placement)
    assert read(house, "between").placements == tuple(Placement)
    assert read(house, "house").placements == (Placement.PAGE,)


def test_inks_are_inherited_one_by_one(house: Desk) -> None:
    assert read(house, "bulletin").inks == {"#a8141c": (0, 1, 1, 0.3)}
    inks = 'inks: { "#A8141C": C10 M90 Y80 K0, "#00ff00": C60 M0 Y100 K0 }\n'
    house.write("layouts/house/layout.yaml", f"title: 自家\nextends: between\n{inks}")
    assert read(house, "house").inks == {"#a8141c": (0.1, 0.9, 0.8, 0), "#00ff00": (0.6, 0, 1, 0)}


@pytest.mark.parametrize(
    "inks", ['"red": C0 M0 Y0 K0', '"#a8141c": C0 M0 Y0', '"#a8141c": C0 M101 Y0 K0', '"#a8141c": 0 0 0 100']
)
def test_inks_have_one_form(desk: Desk, inks: str) -> None:
    desk.write("layouts/house/layout.yaml", f"title: 自家\ninks:\n  {inks}\n")
    report = Report()
    assert read_layout("house", desk.workspace.layout_folders, None, report) is None
    (found,) = report
    assert (found.code, found.place.line if found.place else 0) == ("schema.bad-form", 3)


def test_the_workspace_wins_over_what_ships(desk: Desk) -> None:
    assert read(desk, "bulletin").folders == (BULLETIN,)
    desk.write("layouts/bulletin/layout.yaml", "title: 自家的简报\n")
    assert read(desk, "bulletin").title == "自家的简报"
    assert read(desk, "bulletin").placements == (Placement.COVER,)


def test_the_names_of_layouts(house: Desk) -> None:
    assert set(layout_names(house.workspace.layout_folders)) >= {"between", "bulletin", "house"}


def test_a_variable_and_a_template_can_be_replaced_without_python(desk: Desk, call: Call) -> None:
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [variables.css]\n")
    desk.write("layouts/house/variables.css", ":root { --title-size: 17pt; --red: #00f }\n")
    template = (BULLETIN / "templates" / "article.html").read_text("utf-8")
    desk.write("layouts/house/templates/article.html", template.replace("来源：", "摘自："))
    desk.replace("issues/publication.yaml", "rhythm", "layout: house\nrhythm")
    outcome = call("build", "--strict", "--format", "json")
    assert (outcome.code, outcome.codes) == (0, [])
    printed = Printed(desk.pdf.read_bytes())
    assert not any(printed.titles(16))
    assert printed.titles(17)[1] == "头一篇第二篇有两截的题目"
    text = "".join(line.text for lines in printed.pages for line in lines)
    assert "摘自：" in text
    assert "来源：" not in text


@pytest.mark.parametrize(
    ("contents", "on_cover", "on_page_two"),
    [
        ("[cover]", 2, 0),
        ("[highlights]", 1, 2),
        ("[page]", 0, 2),
        ("[page, cover]", 2, 0),
    ],
)
def test_the_contents_stand_where_the_layout_wants_them(
    contents: str, on_cover: int, on_page_two: int, desk: Desk, call: Call
) -> None:
    desk.write("layouts/house/layout.yaml", f"title: 自家\nextends: bulletin\ncontents: {contents}\n")
    outcome = call("build", "--layout", "house", "--format", "json")
    assert outcome.code == 0, outcome
    printed = Printed(desk.pdf.read_bytes())
    # `page` fits every cover, so it is the first choice even before `cover`.
    if contents == "[page, cover]":
        on_cover, on_page_two = 0, 2
    assert len(list(printed.entries(1))) == on_cover
    assert len(list(printed.entries(2))) == on_page_two


def test_what_the_engine_does_not_know_is_told_with_its_place(desk: Desk, call: Call) -> None:
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [a.css]\n")
    desk.write("layouts/house/a.css", "p { color: black }\np { colour: red }\n")
    found = call("build", "--layout", "house", "--format", "json").found("press.notice")
    assert (found["file"], found["line"], found["severity"]) == ("layouts/house/a.css", 2, "warning")
    assert found["hint"]

"""An issue in fewer and in more pages than it would have: what changes, what is told, and what stays."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import REPOSITORY
from tests.printed import Printed
from typeset.copyfit.fit import loose_lines
from typeset.copyfit.setting import Setting, settings_within
from typeset.diagnostics import Report
from typeset.layout import FitBounds
from typeset.pipeline import make_consignment
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Call, Desk

NATURAL = Setting(32, 37, 1)
BOUNDS = FitBounds(lines=(29, 35), characters=(36, 39), gap=(1, 2))


@pytest.fixture
def long_desk(desk: Desk) -> Desk:
    """Two sections of some pages each."""
    for name in ("first", "second", "third"):
        desk.article(name, "\n\n".join("这一段文字只为占满一行又一行，读来并没有别的意思。" * 4 for _ in range(19)))
    return desk


@pytest.mark.parametrize("tighter", [True, False])
def test_settings_stay_inside_the_bounds_and_go_one_way(*, tighter: bool) -> None:
    settings = list(settings_within(BOUNDS, NATURAL, 22 / 12, tighter=tighter))
    assert settings
    assert NATURAL not in settings
    for setting in settings:
        numbers = (setting.lines, setting.characters, setting.gap)
        assert all(low <= number <= high for number, (low, high) in zip(numbers, BOUNDS.ranges(), strict=True))
        assert 1.5 <= setting.leading_em(NATURAL, 22 / 12) <= 2.0
        directions = (setting.lines - 32, setting.characters - 37, 1 - setting.gap)
        assert all(step >= 0 if tighter else step <= 0 for step in directions)
    costs = [setting.cost(NATURAL) for setting in settings]
    assert all(a <= b for a, b in pairwise(costs))


def test_leading_gives_way_before_space_and_space_before_size() -> None:
    assert [(s.lines, s.characters, s.gap) for s in settings_within(BOUNDS, NATURAL, 22 / 12, tighter=False)][:3] == [
        (31, 37, 1),
        (30, 37, 1),
        (32, 37, 2),
    ]


@given(st.integers(20, 40), st.integers(20, 40), st.integers(0, 3))
def test_a_setting_is_the_further_the_more_it_changes(lines: int, characters: int, gap: int) -> None:
    setting = Setting(lines, characters, gap)
    assert (setting.cost(NATURAL) == 0) == (setting == NATURAL)


def test_fewer_pages(long_desk: Desk, call: Call) -> None:
    natural = json.loads(call("build", "--format", "json").out)["pages"]
    outcome = call("build", "--fit", str(natural - 1), "--format", "json")
    assert outcome.code == 0, outcome.out + outcome.err
    assert outcome.found("fit.done")["severity"] == "note"
    printed = Printed(long_desk.pdf.read_bytes())
    assert len(printed.pages) == natural - 1
    assert any("这一段文字只为占满" in line.text for line in printed.pages[1])


def test_more_pages(long_desk: Desk, call: Call) -> None:
    natural = json.loads(call("build", "--format", "json").out)["pages"]
    assert call("build", "--fit", str(natural + 1), "--format", "json").code == 0
    assert len(Printed(long_desk.pdf.read_bytes()).pages) == natural + 1


def test_the_page_count_it_has_changes_nothing(long_desk: Desk, call: Call) -> None:
    natural = json.loads(call("build", "--format", "json").out)["pages"]
    before = long_desk.pdf.read_bytes()
    outcome = call("build", "--fit", str(natural), "--format", "json")
    assert not outcome.findings
    assert long_desk.pdf.read_bytes() == before


def test_what_is_out_of_reach_is_said_and_the_old_file_stays(long_desk: Desk, call: Call) -> None:
    call("build")
    before = long_desk.pdf.read_bytes()
    natural = len(Printed(before).pages)
    for pages, code in ((40, "fit.too-short"), (natural - 3, "fit.too-long"), (1, "fit.out-of-reach")):
        outcome = call("build", "--fit", str(pages), "--format", "json")
        assert outcome.code == 1
        message = outcome.found(code)["message"]
        assert str(pages) in message
        assert str(natural) in message
    assert long_desk.pdf.read_bytes() == before


@pytest.mark.usefixtures("long_desk")
def test_what_is_left_to_cut_makes_the_page_count(call: Call) -> None:
    natural = json.loads(call("build", "--format", "json").out)["pages"]
    message = call("build", "--fit", str(natural - 3), "--format", "json").found("fit.too-long")["message"]
    nearest, lines = map(int, re.findall(r"最近的是 (\d+) 页，那样还要删 (\d+) 行", message)[0])
    assert natural - 3 < nearest < natural
    # Whole pages, but for what stands on the last pages of two sections.
    assert 0 < lines < 36 * (nearest - (natural - 3))


def test_a_layout_without_bounds_cannot_be_fitted(desk: Desk, call: Call) -> None:
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [own.css]\n")
    desk.write("layouts/house/own.css", ":root { --lines: auto }")
    outcome = call("build", "--layout", "house", "--fit", "9", "--format", "json")
    assert outcome.code == 1
    assert outcome.found("fit.no-bounds")["file"] == "layouts/house/layout.yaml"


@pytest.mark.parametrize("bounds", ["[35, 29]", "[29]", "[29, 35, 40]", "29", "[29, many]", "[29.5, 35]"])
def test_bounds_are_two_numbers_in_order(bounds: str, desk: Desk, call: Call) -> None:
    desk.write(
        "layouts/house/layout.yaml",
        f"title: 自家\nextends: bulletin\nfit:\n  lines: {bounds}\n  characters: [36, 39]\n  gap: [1, 2]\n",
    )
    outcome = call("build", "--layout", "house", "--format", "json")
    assert outcome.code == 1
    found = outcome.found("schema.not-bounds")
    assert (found["file"], found["line"]) == ("layouts/house/layout.yaml", 4)


@pytest.mark.parametrize("pages", [24, 28])
def test_issue_293_fits_without_a_looser_line(pages: int, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "issues", tmp_path / "issues")
    workspace = Workspace(tmp_path)
    folder = workspace.issues / "issue-293"
    natural = make_consignment(workspace, folder, Report(), layout_name="bulletin").proof
    report = Report()
    fitted = make_consignment(workspace, folder, report, layout_name="bulletin", pages=pages).proof
    assert fitted.page_count == pages
    assert loose_lines(fitted) <= loose_lines(natural)
    assert [diagnostic.code for diagnostic in report] == ["fit.done"]


def test_a_loose_line_is_counted(desk: Desk) -> None:
    tight = "这一段文字只为占满一行又一行，读来并没有别的意思。" * 4
    desk.article("first", tight)
    workspace = desk.workspace
    assert loose_lines(make_consignment(workspace, desk.issue, Report()).proof) == 0
    unbroken = (
        "汉字" * 12
        + "Donaudampfschifffahrtsgesellschaft"
        + "汉字" * 12
        + "Donaudampfschifffahrtsgesellschaft"
        + "汉字" * 9
    )
    desk.article("first", unbroken)
    assert loose_lines(make_consignment(workspace, desk.issue, Report()).proof) > 0

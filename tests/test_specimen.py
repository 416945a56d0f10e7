"""The specimen: every rule has an example, and the pages are those of the golden dump.

TYPESET_UPDATE_GOLDEN=1 writes tests/golden/specimen.txt anew; look at the pages before you keep it.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from typeset.diagnostics import Report
from typeset.errors import ContentError
from typeset.layout import read_layout
from typeset.press.dump import dump_pages
from typeset.specimen import LAYOUT, Specimen, build_specimen, make_specimen, read_specimen
from typeset.workspace import Workspace, shipped

if TYPE_CHECKING:
    from tests.desk import Call, Desk
    from typeset.press.proof import Proof

GOLDEN = Path(__file__).parent / "golden" / "specimen.txt"
RULES = {
    *(f"B{number}" for number in range(1, 12)),
    *(f"C{number}" for number in range(1, 11)),
    *(f"D{number}" for number in range(1, 8)),
    *(f"E{number}" for number in range(1, 5)),
    "F1",
    *(f"G{number}" for number in range(1, 7)),
    *("H1", "H4", "H6"),
    *(f"I{number}" for number in range(1, 4)),
    *(f"L{number}" for number in range(1, 5)),
}


@pytest.fixture(scope="module")
def proof() -> Proof:
    report = Report()
    made = make_specimen(shipped(), report)
    assert [str(diagnostic) for diagnostic in report] == []
    return made


def read() -> Specimen:
    report = Report()
    layout = read_layout(LAYOUT, shipped().layout_folders, None, report)
    specimen = read_specimen(layout, report) if layout else None
    assert specimen, list(report)
    return specimen


def test_every_rule_has_one_example() -> None:
    found = Counter(rule.id for chapter in read().chapters for rule in chapter.rules)
    assert set(found) == RULES
    assert set(found.values()) == {1}


def test_every_rule_stands_in_its_chapter() -> None:
    # F, numerals, has one rule and stands with E.
    for chapter in read().chapters:
        assert {rule.id[0] for rule in chapter.rules} - {"F"} == {chapter.letter}


def test_every_rule_is_on_a_page(proof: Proof) -> None:
    assert {run.text for run in proof.runs()} >= RULES


def test_the_pages_are_the_golden_ones(proof: Proof) -> None:
    dump = "\n".join(dump_pages(proof)) + "\n"
    if os.environ.get("TYPESET_UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(dump, "utf-8")
    assert dump.splitlines() == GOLDEN.read_text("utf-8").splitlines()


def test_every_example_is_set_by_the_composer(proof: Proof) -> None:
    assert [run.text for run in proof.runs() if run.text.strip() and not run.faces] == []


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    assert build_specimen(shipped(), first).page_count == build_specimen(shipped(), second).page_count
    assert first.read_bytes() == second.read_bytes()


def test_it_goes_to_dist(call: Call, desk: Desk) -> None:
    assert call("specimen").code == 0
    assert (desk.root / "dist" / "specimen.pdf").read_bytes().startswith(b"%PDF")


def test_outside_of_a_workspace_it_needs_a_file(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("specimen", "--format", "json").codes == ["workspace.none"]
    assert call("specimen", "-o", "here.pdf").code == 0
    assert (tmp_path / "here.pdf").is_file()


def test_the_dump_is_printed_and_nothing_is_written(call: Call, desk: Desk) -> None:
    made = call("specimen", "--dump")
    assert made.out.startswith("== 1\n")
    assert not (desk.root / "dist").exists()


def test_it_is_not_offered_for_an_issue(call: Call) -> None:
    assert LAYOUT not in call("layouts").out


def test_a_house_specimen_may_say_less(tmp_path: Path) -> None:
    folder = tmp_path / "layouts" / LAYOUT
    folder.mkdir(parents=True)
    (folder / "layout.yaml").write_text("title: 自家样张\n", "utf-8")
    (folder / "specimen.yaml").write_text("title: 样\nmark: 样张\nstandfirst: 说明\n", "utf-8")
    report = Report()
    with pytest.raises(ContentError):
        make_specimen(Workspace(tmp_path), report)
    assert [(d.code, d.place.line if d.place else 0) for d in report] == [
        ("schema.too-long", 2),
        ("schema.missing-key", 1),
    ]

"""`typeset preflight`, and what every build does of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import typeset.preflight.pages
from tests.preflight.plate import Row, paragraph, press
from typeset.preflight.finding import Box, Finding
from typeset.preflight.room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.desk import Call, Desk

COMMA = Row("，后面的话", fill="end")
CLEAN = [row for seed in range(6) for row in paragraph(seed * 5)]


@pytest.fixture
def faulty(desk: Desk) -> Path:
    """Two pages with an error, a policy, and many of a kind."""
    middle = [Row("有12个", fill="end", autospace=0.0, seed=seed) for seed in range(12)]
    pages = [[*paragraph(), *paragraph(5, COMMA), *paragraph(9, *middle)], [*paragraph(), *paragraph(5, *middle)]]
    return desk.write("faulty.pdf", press(pages))


@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_it_tells_what_it_finds(
    locale: str, faulty: Path, call: Call, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    outcome = call("preflight", faulty.name, "--for", "booklet")
    assert outcome.code == 1  # neither title nor language
    typographic = call("preflight", faulty.name)
    assert (typographic.code, typographic.err) == (1, "")
    assert "\n".join(line for line in typographic.out.splitlines() if "B1" in line or "E1" in line) == snapshot


def test_json_is_one_object(faulty: Path, call: Call) -> None:
    outcome = call("preflight", faulty.name, "--json")
    assert outcome.code == 1
    data = json.loads(outcome.out)
    assert (data["file"], data["profile"], data["pages"]) == ("faulty.pdf", "web", 2)
    error = next(finding for finding in data["findings"] if finding["code"] == "B1.mark-at-start")
    assert (error["rule"], error["severity"]) == ("B1", "error")
    assert error["places"] == [{"page": 1, "line": 5, "box": [80.0, 173.44, 92.0, 185.44]}]
    assert call("preflight", faulty.name, "--format", "json").out == outcome.out


def test_a_clean_file_ends_well(desk: Desk, call: Call) -> None:
    desk.write("clean.pdf", press([CLEAN]))
    outcome = call("preflight", "clean.pdf", "--json")
    assert not [one for one in json.loads(outcome.out)["findings"] if one["rule"][0] in "ABCDEGHI"]


def test_html_is_written_whole(desk: Desk, faulty: Path, call: Call) -> None:
    outcome = call("preflight", faulty.name, "--html", "out/report.html")
    assert outcome.code == 1
    assert outcome.out.endswith("报告：out/report.html\n")
    assert (desk.root / "out" / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("a.pdf", b"%PDF-1.7\nnothing", "preflight.unreadable"), ("b.pdf", b"", "preflight.unreadable")],
)
def test_a_bad_file_is_a_diagnostic(name: str, data: bytes, code: str, desk: Desk, call: Call) -> None:
    desk.write(name, data)
    outcome = call("preflight", name, "--format", "json")
    assert (outcome.code, outcome.codes) == (1, [code])


def test_a_missing_file_is_a_diagnostic(call: Call) -> None:
    outcome = call("preflight", "no.pdf", "--format", "json")
    assert (outcome.code, outcome.codes) == (1, ["source.missing"])


def test_a_folder_is_a_diagnostic(call: Call) -> None:
    outcome = call("preflight", "issues", "--format", "json")
    assert (outcome.code, outcome.codes) == (1, ["source.unreadable"])


# In every build.


def finding(code: str) -> Finding:
    return Finding(code, 2, 3, Box(1, 2, 3, 4), {"text": "，", "around": "前｜，后", "gap": "0.00"})


def pretend(monkeypatch: pytest.MonkeyPatch, *codes: str) -> None:
    def check(*_: object) -> Iterator[Finding]:
        yield from map(finding, codes)

    monkeypatch.setattr(typeset.preflight.pages, "ROOM", Room(by_object=(check,)))


def test_an_error_stops_the_build(desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("build").code == 0
    before = desk.pdf.read_bytes()
    pretend(monkeypatch, "U3.no-title")
    outcome = call("build")
    assert outcome.code == 1
    assert "错误[preflight.found-error] 第 2 页第 3 行：元数据里没有标题（dc:title）（U3）" in outcome.err
    assert desk.pdf.read_bytes() == before


def test_a_fault_of_our_own_lines_is_told_and_stops_nothing(
    desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, "B1.mark-at-start")
    outcome = call("build")
    assert outcome.code == 0
    assert "警告[preflight.found-warning] 第 2 页第 3 行：“，”在行首：前｜，后（B1）" in outcome.err
    assert desk.pdf.is_file()


def test_a_warning_is_told(desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, "E1.no-gap", "B7.date-parted")
    outcome = call("build", "--format", "json")
    assert outcome.code == 0
    assert outcome.codes == ["preflight.found-warning"]
    assert desk.pdf.exists()
    assert call("build", "--strict").code == 1


def test_what_the_layout_breaks_is_seen_in_its_pages(desk: Desk, call: Call) -> None:
    desk.write("layouts/house/layout.yaml", "title: 自家\nextends: bulletin\nstyles: [house.css]\n")
    desk.write("layouts/house/house.css", "p { text-autospace: no-autospace }")
    outcome = call("build", "--layout", "house", "--format", "json")
    assert "preflight.found-warning" in outcome.codes
    assert "E1" in outcome.found("preflight.found-warning")["message"]

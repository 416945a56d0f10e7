"""An article is read again where its file, or something it leans on, has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.diagnostics import Report
from typeset.reading import _MANY, Reading

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "---\ntitle: 题目\n---\n一段。\n"


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    path, reading = tmp_path / "a.md", Reading()
    path.write_text(TEXT, "utf-8")
    first = reading.article(path, tmp_path, Report())
    assert first
    assert reading.article(path, tmp_path, Report()) is first
    path.write_text(TEXT.replace("题目", "别的"), "utf-8")
    second = reading.article(path, tmp_path, Report())
    assert second
    assert second.title == "别的"


def test_what_is_wrong_is_said_each_time(tmp_path: Path) -> None:
    path, reading = tmp_path / "a.md", Reading()
    path.write_text("没有题目\n", "utf-8")
    told = []
    for _ in range(2):
        report = Report()
        assert reading.article(path, tmp_path, report) is None
        told.append([str(diagnostic) for diagnostic in report])
    assert told[0] == told[1] != []


def test_a_picture_that_goes_is_missed(tmp_path: Path) -> None:
    path, picture, reading = tmp_path / "a.md", tmp_path / "p.svg", Reading()
    path.write_text(f"{TEXT}\n![图](p.svg)\n", "utf-8")
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "utf-8")
    reading.article(path, tmp_path, Report())
    picture.unlink()
    report = Report()
    reading.article(path, tmp_path, report)
    assert report.errors


def test_several_processes_read_what_one_reads(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.md" for number in range(_MANY + 7)]
    for number, path in enumerate(paths):
        path.write_text(TEXT if number % 9 else "没有题目\n", "utf-8")
    read = []
    for jobs in (1, 2):
        report = Report()
        found = Reading().articles(paths, tmp_path, report, jobs)
        read.append((list(found.items()), list(report)))
    assert read[0] == read[1]
    assert len(read[0][0]) == len([number for number in range(len(paths)) if number % 9])
    assert len(read[0][1]) == len(paths) - len(read[0][0])

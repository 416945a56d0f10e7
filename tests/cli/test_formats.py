"""The four forms of a diagnostic; the mark of the human one stands under what it means."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest

from typeset.cli.formats import Format, lines
from typeset.diagnostics import Diagnostic, Place, Report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def framed(tmp_path: Path, text: str, line: int, column: int, length: int = 1) -> list[str]:
    path = tmp_path / "a.md"
    path.write_bytes(text.encode())
    report = Report([Diagnostic("article.empty", Place(path, line, column, length))])
    (shown,) = lines(report, Format.HUMAN, tmp_path)
    return shown.split("\n")


@pytest.mark.parametrize(
    ("text", "column", "length", "marked"),
    [
        ("abc<b>def", 4, 3, "<b>"),
        ("中文<b>字", 3, 3, "<b>"),
        ("中文，全角标记", 3, 1, "，"),
        ("ａｂ全角字母", 3, 2, "全角"),
        ("\t缩进<b>", 4, 3, "<b>"),
        ("一\t二\t三", 5, 1, "三"),
        ("  - 篇目", 5, 2, "篇目"),
        ("字" * 60 + "<b>" + "字" * 60, 61, 3, "<b>"),
        ("x" * 500 + "<b>", 501, 3, "<b>"),
        ("甲\u202e乙", 3, 1, "乙"),
        ("甲\0乙", 2, 1, "�"),
    ],
)
def test_the_mark_stands_under_the_place(tmp_path: Path, text: str, column: int, length: int, marked: str) -> None:
    _, _, shown, mark, _ = framed(tmp_path, f"\n{text}\n", 2, column, length)
    number, bar, source = shown.partition("│ ")
    _, _, carets = mark.partition("│ ")
    before = len(carets) - len(carets.lstrip(" "))
    assert (number.strip(), bar) == ("2", "│ ")
    at = next(i for i in range(len(source) + 1) if columns(source[:i]) == before)
    assert source[at:].startswith(marked)
    assert carets.strip() == "^" * columns(marked)
    assert columns(shown) <= 110


def test_the_human_form_has_code_place_frame_and_hint(tmp_path: Path) -> None:
    assert framed(tmp_path, "---\ntitle: 题\n---\n", 2, 8) == [
        "错误[article.empty] 文章没有正文",
        "  --> a.md:2:8",
        "  2 │ title: 题",
        "    │        ^^",
        "  办法：在第二个 --- 之后写正文，或从期次单里删掉这篇文章",
    ]


def test_a_place_without_column_has_a_line_and_no_mark(tmp_path: Path) -> None:
    assert framed(tmp_path, "甲\n乙\n", 2, 0)[1:3] == ["  --> a.md:2", "  2 │ 乙"]
    assert "│" not in "".join(framed(tmp_path, "甲\n", 0, 0))


@pytest.mark.parametrize("line", [3, 4, 99])
def test_a_place_after_the_end_has_no_mark_under_nothing(tmp_path: Path, line: int) -> None:
    shown = framed(tmp_path, "甲\n乙", line, 1)
    assert shown[1] == f"  --> a.md:{line}:1"
    assert len(shown) == 3


@pytest.mark.parametrize("text", ["甲\r\n乙\r\n", "甲\r乙\r", "\ufeff甲\n乙", "甲\x0b\x85\u2028丙\n乙"])
def test_lines_count_as_they_do_for_the_reader(tmp_path: Path, text: str) -> None:
    assert framed(tmp_path, text, 2, 1)[2] == "  2 │ 乙"


def test_a_file_that_is_no_text_is_framed_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("甲\n中文".encode("gb18030"))
    report = Report([Diagnostic("source.gb18030", Place(path, 2, 1))])
    assert "--> a.md:2:1" in lines(report, Format.HUMAN, tmp_path)[0]
    report = Report([Diagnostic("source.missing", Place(tmp_path / "no.md", 2, 1), {"name": "no.md"})])
    assert "│" not in lines(report, Format.HUMAN, tmp_path)[0]


REPORT = [
    ("article.empty", 3, 5, {}),
    ("source.byte-order-mark", 1, 1, {}),
    ("manifest.article-unplanned", 0, 0, {"file": "articles/a.md", "stem": "a"}),
]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    placed = [Diagnostic(code, Place(tmp_path / "a.md", line, column), values) for code, line, column, values in REPORT]
    return Report([*placed, Diagnostic("environment.memory")])


def test_the_short_form_is_one_line_each(report: Report, tmp_path: Path) -> None:
    assert lines(report, Format.SHORT, tmp_path) == [
        "a.md:3:5: error[article.empty] 文章没有正文",
        "a.md:1:1: note[source.byte-order-mark] 文件开头有字节顺序标记（BOM），已忽略",
        "a.md: warning[manifest.article-unplanned] articles/a.md 没有排进期次单，不会出现在这一期里",
        "error[environment.memory] 内存不够",
    ]


def test_the_json_form_is_an_object_each(report: Report, tmp_path: Path) -> None:
    objects = [json.loads(line) for line in lines(report, Format.JSON, tmp_path)]
    assert [set(o) for o in objects] == [{"code", "severity", "message", "hint", "file", "line", "column"}] * 4
    assert [(o["file"], o["line"], o["column"]) for o in objects] == [
        ("a.md", 3, 5),
        ("a.md", 1, 1),
        ("a.md", None, None),
        (None, None, None),
    ]


def test_the_github_form_is_an_annotation_each(report: Report, tmp_path: Path) -> None:
    assert [line.partition("::")[2].split("::")[0] for line in lines(report, Format.GITHUB, tmp_path)] == [
        "error file=a.md,title=article.empty,line=3,col=5",
        "notice file=a.md,title=source.byte-order-mark,line=1,col=1",
        "warning file=a.md,title=manifest.article-unplanned",
        "error title=environment.memory",
    ]


def test_the_github_form_escapes_what_would_end_it(tmp_path: Path) -> None:
    path = tmp_path / "a,b:50%.md"
    report = Report([Diagnostic("press.notice", Place(path, 1), {"message": "50%\n::error::x\r"})])
    (line,) = lines(report, Format.GITHUB, tmp_path)
    assert "\n" not in line
    assert line.startswith("::warning file=a%2Cb%3A50%25.md,title=press.notice,line=1::")
    assert "50%25%0A::error::x%0D" in line


def test_a_path_elsewhere_is_shown_whole(tmp_path: Path) -> None:
    report = Report([Diagnostic("article.empty", Place(tmp_path / "a.md", 1))])
    (line,) = lines(report, Format.SHORT, tmp_path / "elsewhere")
    assert line.startswith(f"{tmp_path / 'a.md'}:1: ")

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.diagnostics import Report
from typeset.readers.extracted.doubts import PATTERNS, REASONS, doubt_end, doubt_lines
from typeset.readers.extracted.ledger import Doubt, Ledger
from typeset.readers.extracted.lines import Line

FILE = Path("issue.txt")


@pytest.mark.parametrize(
    ("text", "name", "column", "reading", "suggestion"),
    [
        ("拓展 020 书柜", "o2o", 4, "020", "O2O"),
        ("围绕56、云书架", "generation", 3, "56、", "5G、"),
        ("三个特点———是", "dash-one", 5, "———是", "——一是"),
        ("探索 MO 用地", "m0", 4, "MO 用地", "M0用地"),
        ("国家档案据显示", "bureau", 1, "国家档案据", "国家档案局"),
        ("读书的工作的工作", "repeated", 3, "的工作的工作", "的工作"),
        ("一方面好:另一方面贵", "colon-clause", 3, "面好:另一方面", "面好；另一方面"),
        ("老馆员要教,新人:新馆员要学", "colon-parallel", 7, "新人:新馆员要", "新人；新馆员要"),
        ("全球电销售额", "e-commerce", 3, "电销售额", "电商销售额"),
        ("欧治云商", "ouyeel", 1, "欧治云商", "欧冶云商"),
        ("满 9 元减 1 元、8 元减 1 元", "discount", 11, "、8 元减", "、满8 元减"),
        ("预计为增幅为一成", "twice-is", 1, "预计为增幅为", "预计增幅为"),
    ],
)
def test_doubts(text: str, name: str, column: int, reading: str, suggestion: str) -> None:
    report = Report()
    ledger = Ledger(FILE, report)
    doubt_lines([Line(7, text)], ledger)
    assert ledger.doubts == [Doubt(name, 7, column, reading, suggestion)]
    (diagnostic,) = report
    assert diagnostic.code == "import.doubtful"
    assert str(diagnostic).startswith(f"issue.txt:7:{column}: ")


@pytest.mark.parametrize(
    "text", ["电话 020-1234567", "家电销售额", "共 56、57 两页", "国家数据", "比如:三本书", "——是"]
)
def test_no_doubts(text: str) -> None:
    ledger = Ledger(FILE, Report())
    doubt_lines([Line(1, text)], ledger)
    assert ledger.doubts == []


@pytest.mark.parametrize(("text", "reading"), [("占 23.4%、12.0%", "23.4%、12.0%"), ("说完了。", None), ("", "")])
def test_an_end_without_a_closing_mark(text: str, reading: str | None) -> None:
    ledger = Ledger(FILE, Report())
    doubt_end(Line(1, text), ledger)
    assert [doubt.reading for doubt in ledger.doubts] == ([] if reading is None else [reading[-10:]])


def test_every_doubt_has_its_reason_in_both_languages() -> None:
    assert len({pattern.name for pattern in PATTERNS}) == len(PATTERNS)
    assert all(reason["zh"] and reason["en"] for reason in REASONS.values())

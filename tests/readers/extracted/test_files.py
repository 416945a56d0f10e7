from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from typeset.diagnostics import Report
from typeset.readers.extracted.files import yaml_line
from typeset.source import SourceText
from typeset.yamltext import read_yaml

PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"))


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("夜读开放　家长旁听", "title: 夜读开放　家长旁听"),
        ("“夜读”开放：首批8个", "title: “夜读”开放：首批8个"),
        ("2022", "title: '2022'"),
        ("Shelf: 2", "title: 'Shelf: 2'"),
        ("- 一", "title: '- 一'"),
        ("null", "title: 'null'"),
        ("长" * 200, f"title: {'长' * 200}"),
    ],
)
def test_yaml_reads_well(value: str, line: str) -> None:
    assert yaml_line("title", value) == line


@given(PRINTABLE)
def test_yaml_reads_back(value: str) -> None:
    line = yaml_line("title", value)
    assert yaml.safe_load(line) == {"title": value}
    tree = read_yaml(SourceText(Path("a.yaml"), line), Report())
    assert tree is not None
    assert tree.plain() == {"title": value}

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from typeset.diagnostics import Report
from typeset.readers.extracted import read_extracted, to_markdown
from typeset.readers.extracted import report as module

if TYPE_CHECKING:
    from typeset.diagnostics import Language

SAMPLE = Path(__file__).with_name("sample.txt")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_names_all_there_is(language: Language) -> None:
    found = read_extracted(SAMPLE.read_text("utf-8"), SAMPLE, Report()).report
    text = to_markdown(found, language)
    assert all(f"“{doubt.reading}”" in text for doubt in found.doubts)
    assert all(line.text in text for line in found.unplaced)
    assert str(found.counted) in text
    assert not re.search(r"\{[a-z]+\}", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_says_what_is_lost(language: Language) -> None:
    found = read_extracted(SAMPLE.read_text("utf-8"), SAMPLE, Report()).report
    assert "鑫" in to_markdown(replace(found, lost={"鑫": 1}), language)


def test_both_languages_have_the_same_words() -> None:
    for table in (module._WORDS, module._CHANGES, module._ACCOUNTS):
        for words in table.values():
            assert set(re.findall(r"\{\w+\}", words["zh"])) == set(re.findall(r"\{\w+\}", words["en"]))

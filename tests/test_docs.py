"""The documentation: links lead somewhere, pages say what the program says, and the checks of this can fail."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from tools import links, sessions
from tools.reference.examples import Examples, is_current, is_told, unseen
from tools.reference.pages import DOCS, pages
from tools.reference.tables import filled
from typeset.diagnostics import messages

if TYPE_CHECKING:
    from pathlib import Path

HEADS = "# 一 行\n\n## `schema.not-date`、两次\n\n## `schema.not-date`、两次\n\n"


def test_the_links_of_the_pages_lead_somewhere() -> None:
    pages = links.source_pages()
    assert list(links.faults(links.ROOT, pages)) == []
    assert {path.name for path in pages} >= {"README.md", "architecture.md"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[甲](#一-行)", ""),
        ("[甲](#schemanot-date两次-1)", ""),
        ("[甲](#schemanot-date两次-2)", "has no such anchor"),
        ("[甲](b.md#二)", ""),
        ("[甲](b.md#三)", "has no such anchor"),
        ("[甲](c.md)", "does not exist"),
        ("![甲](c.png)", "does not exist"),
        ("![甲](https://example.org/c.png)", "would be fetched from elsewhere"),
        ("[甲](../c.md)", "lies outside"),
        ("[甲](https://example.org/x)", ""),
        ("[甲](http://nowhere/x)", "is no address"),
        ("[甲](ftp://example.org/x)", "is no address"),
        ("[甲](mailto:a)", "is no address"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(text: str, problem: str, tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    first.touch()
    second.touch()
    pages = {first: links.read_markdown(HEADS + text), second: links.read_markdown("# 二")}
    found = list(links.faults(tmp_path, pages))
    assert [line.rpartition(": ")[2] for line in found] == ([problem] if problem else [])


def test_a_page_of_the_site_must_not_fetch_from_elsewhere(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text('<p id="x"><a href="#x">a</a><a href="#y">b</a><script src="//cdn.example.org/c.js"></script>')
    assert list(links.faults(tmp_path, links.site_pages(tmp_path))) == [
        "a.html: #y: has no such anchor",
        "a.html: //cdn.example.org/c.js: would be fetched from elsewhere",
    ]


def test_a_phrase_is_found_by_pairs_of_its_characters() -> None:
    path = DOCS / "_site" / "chinese_search.py"
    spec = importlib.util.spec_from_file_location("chinese_search", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    language = module.Chinese({})
    assert language.split("避头尾，GB/T 15834") == [*"避头尾", "避头", "头尾", "GB", "T", "15834"]
    assert language.word_filter("15834")


# What the program says of itself


def test_the_reference_says_what_the_program_says() -> None:
    stale = [path.relative_to(DOCS).as_posix() for path, text in pages().items() if path.read_text("utf-8") != text]
    assert stale == [], "run `make pages`"


@pytest.mark.parametrize("code", sorted(code for code in messages() if is_told(code)))
def test_every_diagnostic_has_an_example_that_is_current(code: str) -> None:
    advice = (
        "run the tests that report it with `-p tools.reference.harvest`, or name it in unseen.txt; then `make pages`"
    )
    assert Examples.read().has(code) or code in unseen(), advice


def test_an_example_that_says_something_else_is_not_current() -> None:
    text = Examples.read().texts["article.empty"]
    assert is_current("article.empty", text)
    assert not is_current("article.empty", text.replace("正文", "文字"))
    assert not is_current("article.empty", text.splitlines()[0])


def test_parts_of_a_page_are_made_anew_and_the_rest_is_left_alone() -> None:
    page = "甲\n\n<!-- 表 -->\n旧\n<!-- /表 -->\n\n乙\n"
    assert filled(page, {"表": "新\n"}) == "甲\n\n<!-- 表 -->\n\n新\n\n<!-- /表 -->\n\n乙\n"
    with pytest.raises(ValueError, match="图"):
        filled(page, {"图": "新"})


# Commands on the pages


def test_the_tutorial_prints_what_it_shows() -> None:
    page = (DOCS / "tutorial.md").read_text("utf-8")
    assert sessions.run(page) == page, "run `make pages`"


def test_what_is_printed_takes_the_place_of_what_was() -> None:
    page = (
        "<!-- sessions: nothing -->\n\n<!-- file: a/b -->\n```text\n甲\n```\n\n"
        "```console\n$ cat a/b\n乙\n$ cd a\n$ ls\n```\n"
    )
    assert sessions.run(page) == page.replace("乙\n", "甲\n").replace("$ ls\n", "$ ls\nb\n")


def test_a_page_without_the_mark_is_not_run() -> None:
    with pytest.raises(ValueError, match="甲"):
        sessions.run("甲\n\n```console\n$ false\n```\n")

"""The documentation: links lead somewhere, and the checks of them can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import links

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

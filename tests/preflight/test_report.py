"""The report is one sound web page that needs nothing beside it, and both its ways of pointing lead somewhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.preflight.plate import Row, paragraph, press
from typeset.preflight.inspection import Inspection, inspect_file
from typeset.preflight.report.page import write_page

if TYPE_CHECKING:
    from pathlib import Path

VOID = {"meta", "img", "br", "rect", "circle"}
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Reader(HTMLParser):
    """Collects elements, and sees to it that every one is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.seen if name in attributes]


@pytest.fixture
def inspection(tmp_path: Path) -> Inspection:
    """Of two pages, with an error on the first and warnings on both."""
    first = [
        *paragraph(),
        *paragraph(5, Row("，后面的话", fill="end")),
        *paragraph(9, Row("有12个", fill="end", autospace=0.0)),
    ]
    second = [*paragraph(3), *paragraph(12, Row("前面１", fill="start")), *paragraph(20)]
    path = tmp_path / "试 <b>&.pdf"
    path.write_bytes(press([first, second]))
    return inspect_file(path)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert not reader.open
    return reader


@pytest.mark.parametrize(
    ("locale", "language", "word"), [("zh_CN.UTF-8", "zh-Hans", "错误"), ("en_US.UTF-8", "en", "error")]
)
def test_it_is_sound(
    locale: str, language: str, word: str, inspection: Inspection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    page = write_page(inspection)
    reader = read(page)
    ids = reader.values("id")
    assert len(ids) == len(set(ids))
    assert reader.seen[0] == ("html", {"lang": language})
    assert {"header", "main", "h1", "h2", "table", "svg", "ol"} <= {tag for tag, _ in reader.seen}
    assert word in page
    assert "<b>&" not in page
    assert "试 &lt;b&gt;&amp;.pdf" in page
    for reference in reader.values("href") + reader.values("aria-labelledby"):
        assert reference.removeprefix("#") in ids
    assert all(source.startswith("data:image/jpeg;base64,") for source in reader.values("src"))
    assert all(attributes["alt"] for tag, attributes in reader.seen if tag == "img")
    assert not re.search(r"https?:|<script|@import|url\(", page)


def test_marks_and_entries_point_at_each_other(inspection: Inspection) -> None:
    page = write_page(inspection)
    marks = set(re.findall(r'<a id="m([0-9]+-[0-9]+)"[^>]* href="#f\1"', page))
    entries = set(re.findall(r'<li id="f([0-9]+-[0-9]+)"[^>]*><a class="number" href="#m\1"', page))
    assert marks == entries
    assert {name.partition("-")[0] for name in marks} == {"1", "2"}


def test_only_pages_with_findings_are_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    clean = [*paragraph(3), *paragraph(12), *paragraph(20)]
    path.write_bytes(press([clean, [*paragraph(), *paragraph(5, Row("，后面", fill="end"))]]))
    inspection = inspect_file(path)
    set_lines = tuple(finding for finding in inspection.findings if finding.rule == "B1")
    page = write_page(Inspection(inspection.document, inspection.profile, set_lines))
    assert len([tag for tag, _ in read(page).seen if tag == "img"]) == 1


def test_a_clean_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(press([[row for seed in range(6) for row in paragraph(seed * 5)]]))
    inspection = inspect_file(path)
    page = write_page(Inspection(inspection.document, inspection.profile, ()))
    assert "没有发现问题" in page
    assert "<img" not in page


def test_two_runs_write_the_same(inspection: Inspection) -> None:
    assert write_page(inspection) == write_page(inspection)


PROBE = """<script>
addEventListener("load", () => {
  const pictures = [...document.querySelectorAll(".picture")];
  const box = element => { const b = element.getBoundingClientRect(); return [b.width, b.height].map(Math.round); };
  const mark = document.querySelector("svg a");
  mark.focus();
  const focused = document.activeElement === mark;
  document.title = JSON.stringify({
    wide: document.documentElement.scrollWidth > innerWidth,
    drawn: pictures.every(one => one.querySelector("img").naturalWidth > 0),
    covered: pictures.every(one => "" + box(one.querySelector("img")) === "" + box(one.querySelector("svg"))),
    focused,
    below: document.querySelector(".sheet ol").getBoundingClientRect().top
      > document.querySelector(".picture").getBoundingClientRect().bottom - 1,
    paper: getComputedStyle(document.body).backgroundColor,
  });
});
</script>"""


@pytest.mark.skipif(BROWSER is None, reason="no browser is installed")
@pytest.mark.parametrize("width", [1300, 560])
def test_a_browser_shows_it(width: int, inspection: Inspection, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(write_page(inspection) + PROBE, "utf-8")
    words = [BROWSER or "", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", f"--window-size={width},1000"]
    done = subprocess.run(  # noqa: S603 - a browser on a page of ours
        [*words, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    told = re.search(r"<title>(.*?)</title>", done.stdout)
    assert told
    seen = json.loads(told[1])
    assert seen.pop("paper").startswith("rgb")
    assert seen == {"wide": False, "drawn": True, "covered": True, "focused": True, "below": width < 700}

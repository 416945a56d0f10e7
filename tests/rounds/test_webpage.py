"""The comparison as a web page: all in one file, nothing unescaped, and it stands in a real browser."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Call, Desk

FIRST = "issues/issue-293/articles/first.md"
CHROMIUM = shutil.which("chromium")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1200,1600"),
)


class Page(HTMLParser):
    """The addresses and the anchors of a page, and whether its elements close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.targets += [value for name in ("href", "src") if (value := values.get(name))]
        self.anchors += [value for value in [values.get("id")] if value]
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def page(proofed: Desk, call: Call) -> Path:
    """The page of an issue with a changed title, with marks that HTML would take for its own."""
    proofed.replace(FIRST, "title: 头一篇", "title: 头<b>&两篇")
    proofed.replace(FIRST, "正文第一段", "正文第一节")
    assert call("diff", "--html", "out/diff.html").code == 1
    return proofed.root / "out" / "diff.html"


def test_the_page_needs_nothing_else_and_its_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    parsed = Page()
    parsed.feed(text)
    assert parsed.open == []
    assert not re.search(r"https?://|@import|url\(", text)
    assert all(target.startswith(("#", "data:image/png;base64,")) for target in parsed.targets)
    assert {target[1:] for target in parsed.targets if target.startswith("#")} <= set(parsed.anchors)
    assert len([target for target in parsed.targets if target.startswith("data:")]) == 4
    assert "page-2-2" in parsed.anchors


def test_colours_that_are_seldom_on_a_page_stay(page: Path) -> None:
    pictures = re.findall(r"data:image/png;base64,([^\"]+)", page.read_text("utf-8"))
    # The masthead is red, #a8141c: how much more red than green there is in any pixel.
    assert max(_redness(base64.b64decode(data)) for data in pictures) > 140


def _redness(data: bytes) -> float:
    red, green, _ = Image.open(io.BytesIO(data)).convert("RGB").split()
    return ImageChops.subtract(red, green).getextrema()[1]  # type: ignore[return-value]


def test_words_are_escaped(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "头<del>一</del><ins>&lt;b&gt;&amp;两</ins>篇" in text
    assert "<b>&两篇" not in text


@pytest.mark.parametrize(("language", "word"), [("zh_CN.UTF-8", "校样比较"), ("en_US.UTF-8", "Proofs compared")])
def test_the_page_speaks_the_language_of_the_reader(
    language: str, word: str, proofed: Desk, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", language)
    proofed.replace(FIRST, "正文第一段", "正文第一节")
    assert call("diff", "--html", "diff.html").code == 1
    text = (proofed.root / "diff.html").read_text("utf-8")
    assert f"<h1>{word}</h1>" in text
    assert text.startswith(f'<!DOCTYPE html>\n<html lang="{language[:2] if language[0] == "e" else "zh-CN"}">')


def test_the_page_of_no_difference_says_so(proofed: Desk, call: Call) -> None:
    assert call("diff", "--html", "diff.html").code == 0
    assert "没有不同。" in (proofed.root / "diff.html").read_text("utf-8")


def test_a_page_that_cannot_be_written(proofed: Desk, call: Call) -> None:
    outcome = call("diff", "--html", "issues/publication.yaml/diff.html", "--format", "json")
    assert (outcome.code, outcome.codes) == (3, ["output.no-folder"])
    assert proofed.workspace.publication.is_file()


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize(("scheme", "ground"), [("1", (255, 255, 255)), ("0", (23, 24, 26))])
def test_a_browser_shows_it_light_and_dark(scheme: str, ground: tuple[int, int, int], page: Path) -> None:
    picture = page.with_name("page.png")
    flags = (f"--user-data-dir={page.parent / 'profile'}", f"--blink-settings=preferredColorScheme={scheme}")
    browser(*flags, f"--screenshot={picture}", page.as_uri())
    with Image.open(picture) as shot:
        assert shot.convert("RGB").getpixel((4, 4)) == ground
        colours = shot.convert("RGB").quantize(64).getcolors() or []
    assert len(colours) > 10


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_keys_go_from_difference_to_difference_and_hide_the_marks(page: Path) -> None:
    probe = """<script>addEventListener("load", () => {
      const press = (key) => dispatchEvent(new KeyboardEvent("keydown", { key }));
      const seen = [];
      for (const key of ["j", "j", "k"]) { press(key); seen.push(document.activeElement.dataset.stop !== undefined); }
      press("m");
      const marks = [...document.querySelectorAll(".mark")].map((mark) => getComputedStyle(mark).display);
      document.title = JSON.stringify([seen, marks.length > 0, new Set(marks).size, marks[0]]);
    });</script></body>"""
    probed = page.with_name("probed.html")
    probed.write_text(page.read_text("utf-8").replace("</body>", probe), "utf-8")
    shown = browser(f"--user-data-dir={page.parent / 'profile'}", "--dump-dom", probed.as_uri())
    assert '<title>[[true,true,true],true,1,"none"]</title>' in shown


def browser(*arguments: str) -> str:
    assert CHROMIUM is not None
    done = subprocess.run(  # noqa: S603 - a browser of the system, on a file of ours
        [CHROMIUM, *FLAGS, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=120, check=True
    )
    return done.stdout

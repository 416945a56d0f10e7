"""A paragraph that says what it said is not composed again, and one that differs in anything is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from weasyprint.css import Style

from tests.press.test_parts import CSS, body
from typeset.composer.paragraph import Paragraph
from typeset.diagnostics import Report
from typeset.press.inline import _Reader
from typeset.press.keeping.compositions import ASKED
from typeset.press.keeping.standing import Standing
from typeset.press.sheet import lay_out
from typeset.rendering import Rendering
from typeset.source import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from weasyprint.formatting_structure.boxes import LineBox

    from typeset.composer.cluster import Cluster
    from typeset.composer.style import Style as ParagraphStyle
    from typeset.press.inline import Composition
    from typeset.press.proof import Proof
    from typeset.typefaces import FontCatalogue

    Setting = Callable[..., Proof]

PAGE = "@page { size: 240pt 300pt; margin: 20pt } html { font: 10pt/20pt song } .tight { letter-spacing: 1pt }"
RICH = (
    '<p>甲<em>乙 word</em>，<a href="#t1">丙</a><ruby>汉<rp>(</rp><rt>hàn</rt></ruby>（丁）'
    '<b style="padding: 2pt">戊</b></p>'
    '<p style="position: relative">己<span style="position: absolute">庚</span><br>辛，supercalifragilistic壬</p>'
)
BODY = body(3).replace("<p>甲", RICH + "<p>甲", 1)


@pytest.fixture
def setting(catalogue: FontCatalogue, tmp_path: Path) -> Setting:
    def laid(text: str, standing: Standing | None = None) -> Proof:
        html = f'<!DOCTYPE html><html lang="zh-CN"><head><title>试</title></head><body>{text}</body></html>'
        rendering = Rendering(html, (SourceText(tmp_path / "page.css", PAGE + CSS),), tmp_path, (tmp_path,))
        return lay_out(rendering, catalogue, Report(), standing=standing)

    return laid


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    original = Paragraph.__init__

    def init(self: Paragraph, clusters: Sequence[Cluster], style: ParagraphStyle | None = None) -> None:
        told.append("".join(cluster.text for cluster in clusters))
        original(self, clusters, style)

    monkeypatch.setattr(Paragraph, "__init__", init)
    return told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("庚", "庚庚"),
        ("写了几行", "写了三行"),
        ("<em>乙", '<em class="tight">乙'),
        ("padding: 2pt", "padding: 3pt"),
        ("hàn", "Hàn"),
        ("<em>", '<em lang="en">'),
    ],
)
def test_only_what_differs_is_composed_again(setting: Setting, composed: list[str], old: str, new: str) -> None:
    standing, changed = Standing(), BODY.replace(old, new, 1)
    setting(BODY, standing)
    all_of_it = len(composed)
    composed.clear()
    proof = setting(changed, standing)
    assert len(composed) < min(all_of_it, 20)
    assert proof.write("x", variant="pdf/ua-1") == setting(changed).write("x", variant="pdf/ua-1")


def test_a_paragraph_is_known_wherever_it_goes(setting: Setting, composed: list[str]) -> None:
    standing = Standing()
    setting(BODY, standing)
    composed.clear()
    setting(BODY.replace("<h2", "<p>新来的一段。</p><h2"), standing)
    assert {text for text in composed if "段" in text} == {"新来的一段。"}


def test_nothing_outlasts_the_layout_that_used_it(setting: Setting) -> None:
    standing, sizes = Standing(), []
    for number in range(6):
        setting(BODY.replace("写了几行", f"写了{number}行"), standing)
        sizes.append(sum(len(galley.compositions.own) for galley in standing._now.values() if galley.compositions))
    # The first layout has asked for paragraphs that stand on pages, and for some only to know their widths.
    assert max(sizes) == sizes[0]
    assert len(set(sizes[1:])) == 1


def test_the_key_holds_all_that_is_asked(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    depth = [-1]
    read = _Reader.read

    def reading(self: _Reader, line_box: LineBox) -> Composition:
        before, depth[0] = depth[0], 0
        try:
            return read(self, line_box)
        finally:
            depth[0] = before

    def getitem(self: Style, key: str) -> object:
        if depth[0] == 0:
            asked.add(key)
        depth[0] += depth[0] >= 0
        try:
            return dict.__getitem__(self, key)
        finally:
            depth[0] -= depth[0] > 0

    monkeypatch.setattr(_Reader, "read", reading)
    monkeypatch.setattr(Style, "__getitem__", getitem, raising=False)
    setting(BODY)
    names = {name for _, names in ASKED for name in names}
    assert "font_size" in asked
    # Of these the key has what is made of them: the kind of box, and whether it is in the flow.
    assert asked <= names | {"float", "position", "display"}

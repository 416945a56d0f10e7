"""What stands set gives the bytes that it would if it were set again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.press.test_parts import CSS, body
from typeset.diagnostics import Report
from typeset.press.galley import Galley
from typeset.press.sheet import lay_out
from typeset.press.standing import Standing
from typeset.render import Rendering
from typeset.source import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typeset.typefaces import FontCatalogue

    Bytes = Callable[..., bytes]

PAGE = """
@page { size: 240pt 300pt; margin: 20pt }
@page :left { margin-left: 30pt; margin-right: 10pt }
html { font: 10pt/20pt song }
"""
BODY = body(5, back=True)


@pytest.fixture
def made(catalogue: FontCatalogue, tmp_path: Path) -> Bytes:
    def making(text: str, standing: Standing | None = None, css: str = "") -> bytes:
        html = f'<!DOCTYPE html><html lang="zh-CN"><head><title>试</title></head><body>{text}</body></html>'
        styles = (SourceText(tmp_path / "page.css", PAGE + CSS + css),)
        rendering = Rendering(html, styles, tmp_path, (tmp_path,))
        return lay_out(rendering, catalogue, Report(), standing=standing).write("x", variant="pdf/ua-1")

    return making


@pytest.mark.parametrize(
    "changed",
    [
        BODY,
        BODY.replace("栏目2", "栏目二"),
        BODY.replace("第3栏", "第三栏"),
        BODY.replace('id="t1">', 'id="t1">长' * 30),
        BODY.replace("甲乙丙", "甲乙丙" * 200, 1),
        BODY.replace('<span class="note" role="doc-footnote">注1</span>', ""),
        BODY.replace("<h1>刊名</h1>", "<h1>别的刊名</h1>"),
        body(4),
        body(6, back=True),
        "<p>没有栏目</p>",
    ],
)
def test_the_same_bytes_with_and_without(made: Bytes, changed: str) -> None:
    standing = Standing()
    first = made(BODY, standing)
    assert first == made(BODY)
    assert made(changed, standing) == made(changed)
    assert made(BODY, standing) == first


def test_only_what_changed_is_set_again(made: Bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    standing, laid = Standing(), []
    made(BODY, standing)
    original = Galley.lay_out

    def lay_out_and_tell(self: Galley, *, right: bool = True) -> Galley:
        laid.append(self.part)
        return original(self, right=right)

    monkeypatch.setattr(Galley, "lay_out", lay_out_and_tell)
    made(BODY.replace("栏目2", "栏目二"), standing)
    assert len(laid) == 1
    laid.clear()
    made(BODY.replace("栏目2", "栏目二"), standing, "p { color: red }")
    assert len(laid) > 5


def test_a_changed_picture_is_seen(made: Bytes, tmp_path: Path) -> None:
    standing, text = Standing(), BODY.replace("<h3>", '<img src="p.png" alt="图"/><h3>', 1)
    Image.new("RGB", (4, 4), "red").save(tmp_path / "p.png")
    red = made(text, standing)
    Image.new("RGB", (40, 20), "blue").save(tmp_path / "p.png")
    blue = made(text, standing)
    assert blue != red
    assert blue == made(text)

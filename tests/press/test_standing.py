"""What stands set gives the bytes that it would if it were set again."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.press.test_parts import CSS, body
from typeset.diagnostics import Report
from typeset.press.galley import Galley
from typeset.press.keeping.standing import Standing
from typeset.press.sheet import lay_out
from typeset.rendering import Rendering
from typeset.source import SourceText

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.press.keeping.succession import Estate
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

    def lay_out_and_tell(self: Galley, *, right: bool, lasting: bool, old: Estate | None) -> Galley:
        laid.append(self.part)
        return original(self, right=right, lasting=lasting, old=old)

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


NOTE = '<span class="note" role="doc-footnote">一条注，说明出处。</span>'
TABLE = "<table><tr><td>甲</td><td>乙乙</td></tr><tr><td>丙丙丙</td><td>丁</td></tr></table>"
STRETCHED = (
    "h3 { margin: 20pt 0; block-step-stretch: 20pt } p { margin: 0; paragraph-stretch: 2pt; text-align: justify }"
)
FLOAT = '<div style="float: right; width: 60pt; height: 50pt">图</div>'
Articles = list[list[str]]
Change = Callable[[list[str], int, int], None]


def _articles() -> Articles:
    return [
        [f"<h3>题目{n}</h3>"]
        + [f"<p>第{k}段，{'写了几句话，' * (3 + (7 * n + 5 * k) % 9)}完了。</p>" for k in range(6)]
        for n in range(12)
    ]


def _issue(articles: Articles) -> str:
    told = [f"<article>{''.join(article)}</article>" for article in articles]
    half = len(told) // 2
    sections = "".join(
        f'<section><h2 id="s{n}">栏目{n}</h2>{"".join(part)}</section>'
        for n, part in enumerate((told[:half], told[half:]))
    )
    links = "".join(f'<li><a href="#s{n}">栏目{n}</a></li>' for n in range(2))
    return f'<h1>刊名</h1><ol class="contents">{links}</ol><main>{sections}</main>'


def _in(tag: str, more: str) -> Change:
    """A change that puts `more` before the end of a block."""
    return lambda article, place, _: article.__setitem__(place, article[place].replace(f"</{tag}>", f"{more}</{tag}>"))


CHANGES: dict[str, Change] = {
    "sentence": _in("p", "补上一句。"),
    "note": _in("p", f"{NOTE}又一句。"),
    "title": lambda article, *_: article.__setitem__(0, article[0].replace("题目", "新的题目")),
    "insert": lambda article, place, size: article.insert(place, f"<p>新的一段{'，有些话' * size}。</p>"),
    "delete": lambda article, place, _: article.__delitem__(place),
    "table": lambda article, place, _: article.insert(place, TABLE),
    "float": lambda article, place, _: article.insert(place, FLOAT),
    "style": lambda article, place, _: article.__setitem__(place, article[place].replace("<p>", '<p class="wide">')),
}


def _change(articles: Articles, chance: random.Random) -> str:
    """Change something in `articles`, and say what."""
    article = chance.choice(articles)
    what = chance.choice([*CHANGES, "move", "remove"])
    if what == "move":
        articles.insert(chance.randrange(len(articles)), articles.pop())
    elif what == "remove":
        articles.remove(article)
    else:
        CHANGES[what](article, chance.randrange(1, len(article)), chance.randrange(1, 40))
    return what


@pytest.mark.parametrize("css", ["", STRETCHED, "article { columns: 2 }", "p { orphans: 3; widows: 3 }"])
@pytest.mark.parametrize("seed", range(2))
def test_pages_stand_only_where_they_would_come_out_the_same(made: Bytes, css: str, seed: int) -> None:
    chance, standing, articles = random.Random(f"{seed}{css}"), Standing(), _articles()  # noqa: S311 - any will do
    css += ".wide { letter-spacing: 1pt }"
    made(_issue(articles), standing, css)
    done = []
    for _ in range(6):
        done.append(_change(articles, chance))
        assert made(_issue(articles), standing, css) == made(_issue(articles), css=css), done


def test_pages_before_and_behind_a_change_stand(catalogue: FontCatalogue, tmp_path: Path) -> None:
    standing, articles = Standing(), _articles()
    styles = (SourceText(tmp_path / "page.css", PAGE + CSS),)

    def sheets() -> list[object]:
        html = f'<html lang="zh-CN"><body>{_issue(articles)}</body></html>'
        proof = lay_out(Rendering(html, styles, tmp_path, (tmp_path,)), catalogue, Report(), standing=standing)
        return [proof.sheet(number) for number in range(1, proof.page_count + 1)]

    before = sheets()
    articles[2][3] = articles[2][3].replace("写了", "说了")
    after = sheets()
    anew = [number for number, (one, other) in enumerate(zip(before, after, strict=True), 1) if one is not other]
    assert len(before) > 8
    assert 1 <= len(anew) <= 2

"""HTML read by expat: the same tree as the parser of HTML makes, or none."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
import tinyhtml5

from typeset.press.shortcuts import wellformed
from typeset.press.shortcuts.wellformed import tree_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SAMPLES = 400
_TEXTS = ("", "", "\n", " ", "中", "a &amp; b", "&#34;", "&lt;p&gt;", "\u3000")
_ATTRIBUTES = ("", "", ' class="a"', ' data-line="3"', ' href="#x"', ' alt="a&amp;b"')
_LEFT_OUT = (
    "<p>a<br>b</br></p>",
    "<p>&nbsp;</p>",
    "<p>&#128;</p>",
    "<p>one<p>two",
    "<div/>",
    '<p title="a > b">c</p>',
    '<p title="a\nb">c</p>',
    "<p><!-- c --></p>",
    "<p><div>c</div></p>",
    "<strong><p>c</p></strong>",
    "<h2><h3>c</h3></h2>",
    '<a href="#a"><span><a href="#b">c</a></span></a>',
    "<li>c</li>",
    "<ul><p>c</p></ul>",
    "<table><tr><td>c</td></tr></table>",
    "<table>c<tbody><tr><td>d</td></tr></tbody></table>",
    "<pre>\nc</pre>",
    "<svg><title>c</title></svg>",
    "<select><option>c</option></select>",
    '<p Class="c">d</p>',
    "<style>p { color: red }</style>",
)


def _document(body: str, blank: str = "\n") -> str:
    head = f'{blank}<meta charset="utf-8">{blank}<title>a &amp; b</title>{blank}'
    inside = f"<head>{head}</head>{blank}<body>{body}</body>"
    return f'<!DOCTYPE html>{blank}<html lang="zh">{blank}{inside}{blank}</html>{blank}'


def _told(element: Element) -> tuple[object, ...]:
    inside = tuple(map(_told, element))
    return element.tag, tuple(element.attrib.items()), element.text, element.tail, inside


def _as_html(html: str) -> tuple[object, ...]:
    return _told(tinyhtml5.parse(html, namespace_html_elements=False))


def _some(chance: random.Random, parent: str, depth: int) -> str:
    inside = sorted(wellformed._INSIDE[parent])
    pieces = [chance.choice(_TEXTS)]
    for tag in chance.choices(inside, k=chance.randint(0, 3)) if depth and inside else ():
        attributes = chance.choice(_ATTRIBUTES)
        whole = tag in wellformed._VOID
        pieces.append(
            f"<{tag}{attributes}>" if whole else f"<{tag}{attributes}>{_some(chance, tag, depth - 1)}</{tag}>"
        )
        pieces.append(chance.choice(_TEXTS))
    return "".join(pieces)


@pytest.mark.parametrize("body", _LEFT_OUT)
def test_what_html_reads_otherwise_is_left_to_it(body: str) -> None:
    assert tree_of(_document(body)) is None


def test_a_document_of_another_kind_is_left_to_html() -> None:
    html = _document("<p>c</p>")
    assert tree_of(html)
    assert tree_of(html.removeprefix("<!DOCTYPE html>")) is None
    assert tree_of(html.replace("\n", "\r\n")) is None


@pytest.mark.parametrize("blank", ["", "\n"])
def test_blanks_stand_where_html_has_them(blank: str) -> None:
    for body in ("", "c", "<p>c</p>", "<p>c</p>\n", "\n<ul>\n<li>c</li>\n</ul>"):
        html = _document(body, blank)
        tree = tree_of(html)
        assert tree is not None
        assert _told(tree) == _as_html(html)


def test_any_tree_that_is_read_is_the_one_of_html() -> None:
    chance, read = random.Random(293), 0  # noqa: S311 - always the same
    for _ in range(_SAMPLES):
        html = _document(_some(chance, "body", 5))
        tree = tree_of(html)
        if tree is not None:
            read += 1
            assert _told(tree) == _as_html(html), html
    assert read > _SAMPLES / 4

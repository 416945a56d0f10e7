"""Styles of likes are shared, and are those that WeasyPrint gives each of them."""

from __future__ import annotations

from typing import Any

import weasyprint
from weasyprint.css import StyleFor

from typeset.press.shortcuts.matching import matched_by_name

CSS = """
#one { color: red } .b.a, .a { margin: 1em } p { color: blue } :lang(zh) { quotes: none } [title] { color: lime }
ul > li:first-child { color: green !important } .a { color: teal } p::before { content: "甲" }
.a p + p::before { color: red } q { position: note(end) } p::first-letter { color: red } @layer x { p { top: 1em } }
"""
HTML = """
<html lang="zh"><body><p class="a">甲<q>乙</q><q>丙</q></p><p class="a b" id="one" style="color: fuchsia">丁</p>
<p class="b" title="戊">戊</p><ul><li>己</li><li>庚</li><li>辛</li></ul>
<div class="a"><p>壬</p><p>癸</p><p>子</p></div></body></html>
"""


def _styles() -> tuple[list[Any], StyleFor, StyleFor]:
    html, sheet = weasyprint.HTML(string=HTML), weasyprint.CSS(string=CSS)
    sheets = [(html._ua_stylesheets(None)[0], "user agent", None), (sheet, "author", None)]
    replacement = type("Replacement", (StyleFor,), {"__init__": matched_by_name(StyleFor.__init__)})
    plain, ours = (make(html, sheets, None, None, None) for make in (StyleFor, replacement))
    return list(html.etree_element.iter()), plain, ours


def test_every_element_declares_and_computes_the_same() -> None:
    _, plain, ours = _styles()
    known, found = plain.get_computed_styles(), ours.get_computed_styles()
    assert known.keys() == found.keys()
    for key, style in known.items():
        assert found[key].cascaded == style.cascaded, key
        assert all(found[key][name] == style[name] for name in ("color", "margin_top", "quotes", "content")), key


def test_likes_share_what_nobody_changes() -> None:
    elements, _, ours = _styles()
    styles = ours.get_computed_styles()
    first, second, third = (element for element in elements if element.tag == "li")
    assert styles[second, None] is styles[third, None] is not styles[first, None]
    assert styles[second, "marker"] is styles[third, "marker"]
    one, other = (element for element in elements if element.tag == "q")
    assert styles[one, None] is styles[other, None]
    assert styles[one, "note-call"] is not styles[other, "note-call"]
    *_, one, other = (element for element in elements if element.tag == "p")
    assert styles[one, "first-letter"] is not styles[other, "first-letter"]

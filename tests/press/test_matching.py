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


def test_documents_of_the_same_sheets_have_their_styles_in_common() -> None:
    """Also those that stand in elements with anchors of their own; the root and the body are written into."""
    sheet = weasyprint.CSS(string=CSS + "body { overflow: hidden } h2 { color: navy } .a b { color: gold }")
    common: dict[Any, Any] = {}
    make = type("Replacement", (StyleFor,), {"__init__": matched_by_name(StyleFor.__init__)})
    found = []
    for name in ("x", "y"):
        text = f'<html lang="zh"><body><div class="a" id="{name}"><h2 id="h{name}">甲<i>乙</i></h2><p>丙<b>丁</b></p>'
        html = weasyprint.HTML(string=text)
        sheets = [(html._ua_stylesheets(None)[0], "user agent", None), (sheet, "author", None)]
        plain = StyleFor(html, sheets, None, None, None).get_computed_styles()
        html._typeset_common = common
        styles = make(html, sheets, None, None, None).get_computed_styles()
        assert styles.keys() == plain.keys()
        for key, style in plain.items():
            assert styles[key].cascaded == style.cascaded, key
            assert [styles[key][name] for name in style] == list(style.values()), key
            for value in ("color", "margin_top", "lang", "anchor", "overflow", "font_size"):
                assert styles[key][value] == style[value], (key, value)
        found.append({element.tag: styles[element, None] for element in html.etree_element.iter()})
        styles[html.etree_element.find("body"), None]["overflow"] = "visible"
    one, other = found
    assert {tag for tag, style in one.items() if other[tag] is style} == {"head", "i", "p", "b"}
    assert len(common) == 1

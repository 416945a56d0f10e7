"""A Markdown file becomes an Article; what is wrong with one is in test_bad_input.py."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from typeset.article import Article, read_article
from typeset.diagnostics import Report
from typeset.markup.tree import Figure, Paragraph, Strong, Text

if TYPE_CHECKING:
    from tests.desk import Desk

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><path d="M0 0h2v2z"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n"


def read(desk: Desk, text: str | bytes) -> tuple[Article | None, list[str]]:
    report = Report()
    path = desk.write("issues/issue-293/articles/a.md", text)
    article = read_article(path, desk.issue, report)
    return article, [diagnostic.code for diagnostic in report]


def test_front_matter_and_text(desk: Desk) -> None:
    head = "title: 题目　两截\nsource: 《某报》\nselected_by: 编辑部\nauthor: 某人\ndate: 2023-08-18\n"
    article, codes = read(desk, f"---\n{head}---\n\n**要点：**正文。\n")
    assert article
    assert codes == []
    assert (article.path.name, article.title, article.source) == ("a.md", "题目　两截", "《某报》")
    assert (article.selected_by, article.author, article.date) == ("编辑部", "某人", dt.date(2023, 8, 18))
    assert article.blocks == (Paragraph((Strong((Text("要点："),)), Text("正文。")), 9),)


def test_all_but_the_title_may_be_left_out(desk: Desk) -> None:
    article, _ = read(desk, "---\ntitle: 题\n---\n正文。\n")
    assert article
    assert (article.source, article.selected_by, article.author, article.date) == ("", "", "", None)


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        ("2023", "2023"),
        ("是", "是"),
        ("NO", "NO"),
        ("12:30", "12:30"),
        ("'引号: 里'", "引号: 里"),
        ("“引号”开头", "“引号”开头"),
        ("【方括号】", "【方括号】"),
        ("比价：便宜#1", "比价：便宜#1"),
        ("  空格  ", "空格"),
    ],
)
def test_a_title_is_the_text_that_was_written(title: str, read_as: str, desk: Desk) -> None:
    article, codes = read(desk, f"---\ntitle: {title}\n---\n正文。\n")
    assert codes == []
    assert article
    assert article.title == read_as


@pytest.mark.parametrize("fence", ["---", "--- ", "---\t"])
def test_spaces_after_the_fence_do_no_harm(fence: str, desk: Desk) -> None:
    article, codes = read(desk, f"{fence}\ntitle: 题\n{fence}\n正文。\n\n---\n\n又一段。\n")
    assert article
    assert codes == []
    assert len(article.blocks) == 3


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("chart.svg", "images/chart.svg"),
        ("图一.svg", "images/图一.svg"),
        ("图 一.svg", "<images/图 一.svg>"),
        ("图 一.svg", "images/图%20一.svg"),
        ("a%41.svg", "images/a%2541.svg"),
        ("a.PNG", "images/a.PNG"),
        ("sub/a.svg", "images/sub/a.svg"),
        ("a.svg", "./images/a.svg"),
        ("a.svg", "images/../images/a.svg"),
    ],
)
def test_a_picture_is_found_by_the_name_that_was_written(name: str, written: str, desk: Desk) -> None:
    desk.write(f"issues/issue-293/images/{name}", PNG if name.lower().endswith("png") else SVG)
    article, codes = read(desk, f"---\ntitle: 题\n---\n![说明]({written} '图题')\n")
    assert codes == []
    assert article
    (figure,) = article.blocks
    assert isinstance(figure, Figure)
    assert (desk.issue / figure.source).is_file()


def test_a_picture_alone_is_text_enough(desk: Desk) -> None:
    desk.write("issues/issue-293/images/a.svg", SVG)
    assert read(desk, "---\ntitle: 题\n---\n![说明](images/a.svg)\n")[1] == []


@pytest.mark.parametrize(
    "svg",
    [
        SVG,
        f'<?xml version="1.0" encoding="UTF-8"?>\n{SVG}',
        SVG.replace("<path", '<defs><g id="a"/></defs><use href="#a"/><path'),
        SVG.replace("<path", '<image href="data:image/png;base64,AA=="/><path'),
        SVG.replace("<path", '<a href="https://example.org"><path d="M0 0"/></a><path'),
        SVG.replace("<path", '<path fill="url(#a)" style="stroke: url(\'#b\')"/><path'),
    ],
)
def test_a_drawing_may_refer_to_itself(svg: str, desk: Desk) -> None:
    desk.write("issues/issue-293/images/a.svg", svg)
    assert read(desk, "---\ntitle: 题\n---\n![说明](images/a.svg)\n")[1] == []


@pytest.mark.parametrize(
    "svg",
    [
        SVG.replace("<path", '<image href="b.png"/><path'),
        SVG.replace("<path", '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="/etc/a.png"/><path'),
        SVG.replace("<path", '<use href="https://example.org/a.svg#b"/><path'),
        SVG.replace("<path", '<path fill="url(file:///a)"/><path'),
        SVG.replace("<path", "<style>@import url(a.css);</style><path"),
        SVG.replace("<path", "<style>@import 'a.css';</style><path"),
    ],
)
def test_a_drawing_may_not_refer_elsewhere(svg: str, desk: Desk) -> None:
    desk.write("issues/issue-293/images/a.svg", svg)
    assert read(desk, "---\ntitle: 题\n---\n![说明](images/a.svg)\n")[1] == ["article.image-refers"]

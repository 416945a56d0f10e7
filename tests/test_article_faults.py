"""Stage two: front matter, text and pictures of one file."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.article import Article, ArticleHead, read_article
from typeset.diagnostics import Report
from typeset.markup.tree import Paragraph, Text
from typeset.schema import json_schema

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "---\ntitle: 题目\n---\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
PNG = b"\x89PNG\r\n\x1a\n"
Found = tuple[str, int, int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An issue's folder, with a picture of every kind."""
    issue = tmp_path / "issue-1"
    (issue / "articles").mkdir(parents=True)
    images = issue / "images"
    images.mkdir()
    contents = {
        "a.svg": SVG,
        "a.png": PNG,
        "a.jpg": b"\xff\xd8\xff\xe0",
        "图 1.svg": SVG,
        "A.JPEG": b"\xff\xd8\xff\xe1",
    }
    for name, data in contents.items():
        (images / name).write_bytes(data)
    return issue


def read(folder: Path, text: str) -> tuple[Article | None, list[Found]]:
    path = folder / "articles" / "first.md"
    path.write_text(text, "utf-8")
    report = Report()
    article = read_article(path, folder, report)
    for diagnostic in report:
        assert diagnostic.text("en")
        assert diagnostic.hint("zh")
    return article, [(d.code, d.place.line, d.place.column) for d in report if d.place]


def test_an_article(folder: Path) -> None:
    text = (
        "---\ntitle: 题目　两截\nsource: 《某报》\nselected_by: 编辑部\nauthor: 某人\ndate: 2023-08-18\n---\n\n　　甲\n"
    )
    article, found = read(folder, text)
    assert found == []
    assert article == Article(
        path=folder / "articles" / "first.md",
        title="题目　两截",
        source="《某报》",
        selected_by="编辑部",
        author="某人",
        date=dt.date(2023, 8, 18),
        blocks=(Paragraph((Text("甲"),), 9),),
        first_line=8,
    )


def test_all_but_the_title_may_be_left_out(folder: Path) -> None:
    article, _ = read(folder, HEAD + "甲")
    assert article
    assert (article.source, article.selected_by, article.author, article.date) == ("", "", "", None)
    assert article.first_line == 4
    with pytest.raises(AttributeError):
        article.title = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("article.no-front-matter", 1, 0)),
        ("甲", ("article.no-front-matter", 1, 0)),
        ("\n" + HEAD + "甲", ("article.no-front-matter", 1, 0)),
        ("---\n---\n甲", ("article.no-front-matter", 1, 0)),
        ("---\ntitle: 题\n甲", ("article.front-matter-open", 1, 1)),
        ("---", ("article.front-matter-open", 1, 1)),
        (HEAD, ("article.empty", 4, 0)),
        (HEAD + "\n　 \n", ("article.empty", 4, 0)),
        (HEAD + "***\n", ("article.empty", 4, 0)),
        ("---\nsource: 某报\n---\n甲", ("schema.missing-key", 2, 1)),
        ("---\ntitle: 题\nsorce: 某报\n---\n甲", ("schema.unknown-key-guess", 3, 1)),
        ("---\ntitle: 题\ndate: 8月18日\n---\n甲", ("schema.not-date", 3, 7)),
        ("---\ntitle: ''\n---\n甲", ("schema.empty", 2, 8)),
        ("---\ntitle: |\n  一\n  二\n---\n甲", ("article.title-lines", 2, 8)),
        ('---\ntitle: "一\\n二"\n---\n甲', ("article.title-lines", 2, 8)),
        ("---\ntitle: [题\n---\n甲", ("yaml.syntax", 3, 1)),
        (HEAD + "甲<b>", ("markup.raw-html", 4, 2)),
    ],
)
def test_what_is_wrong_with_an_article(text: str, expected: Found, folder: Path) -> None:
    article, found = read(folder, text)
    assert article is None
    assert found == [expected]


def test_a_title_may_be_folded(folder: Path) -> None:
    article, found = read(folder, "---\ntitle: >-\n  题目　\n  两截\n---\n甲")
    assert found == []
    assert article
    assert "\n" not in article.title


def test_head_and_text_are_judged_in_one_go(folder: Path) -> None:
    codes = [code for code, *_ in read(folder, "---\nsource: 某报\n---\n# 甲\n\n![图](images/b.tiff)")[1]]
    assert codes == ["schema.missing-key", "markup.heading-one", "article.image-kind"]


def test_errors_of_another_article_do_not_count(folder: Path) -> None:
    path = folder / "articles" / "first.md"
    report = Report()
    report.add("article.empty")
    path.write_text(HEAD + "甲", "utf-8")
    assert read_article(path, folder, report)
    path.write_text(HEAD, "utf-8")
    assert read_article(path, folder, report) is None
    assert len(report) == 2


@pytest.mark.parametrize(
    "text",
    [
        "![图](images/a.svg)",
        "![图](images/a.png)",
        "![图](images/a.jpg)",
        "![图](images/A.JPEG)",
        "![图](<images/图 1.svg>)",
        "![图](images/%E5%9B%BE%201.svg)",
        r"![图](images\a.svg)",
        "![图](articles/../images/a.svg)",
    ],
)
def test_good_pictures(text: str, folder: Path) -> None:
    article, found = read(folder, HEAD + text)
    assert found == []
    assert article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![图](images/b.svg)", ("article.image-missing-guess", 4, 6)),
        ("![图](image/a.svg)", ("article.image-missing-guess", 4, 6)),
        ("![图](images/什么什么什么什么.png)", ("article.image-missing", 4, 6)),
        ("![图](images)", ("article.image-kind", 4, 6)),
        ("甲\n乙![图](images/a.gif)", ("article.image-kind", 5, 7)),
        ("**粗![图](images/a.gif)**", ("article.image-kind", 4, 9)),
        ("[![图](images/a.gif)](https://a.cn)", ("article.image-kind", 4, 7)),
        ("## 题![图](images/a.gif)", ("article.image-kind", 4, 10)),
        ("| ![图](images/a.gif) |\n|---|", ("article.image-kind", 4, 8)),
        ("| 甲 |\n|---|\n| ![图](images/a.gif) |", ("article.image-kind", 6, 8)),
        ("甲[^1]\n\n[^1]: ![图](images/a.gif)", ("article.image-kind", 6, 12)),
        ("> - ![图](images/a.gif)", ("article.image-kind", 4, 10)),
        ("![图](../b.svg)", ("article.image-outside", 4, 6)),
        ("![图](/etc/b.svg)", ("article.image-outside", 4, 6)),
        (r"![图](..\b.svg)", ("article.image-outside", 4, 6)),
        ("![图](https://a.cn/b.svg)", ("article.image-outside", 4, 6)),
        ("![图](file:///etc/b.svg)", ("article.image-outside", 4, 6)),
        ("![图](data:image/png;base64,AAAA)", ("article.image-outside", 4, 6)),
        ("![图](C:/b.svg)", ("article.image-outside", 4, 6)),
        ("![图](images/circle/a.svg)", ("article.image-outside", 4, 6)),
        ("![图](images/link.svg)", ("article.image-outside", 4, 6)),
        ("![图](outside/b.svg)", ("article.image-outside", 4, 6)),
        ("![图](images/broken.svg)", ("article.image-broken", 4, 6)),
        ("![图](images/entities.svg)", ("article.image-broken", 4, 6)),
        ("![图](images/page.svg)", ("article.image-broken", 4, 6)),
        ("![图](images/empty.png)", ("article.image-broken", 4, 6)),
        ("![图](images/text.jpg)", ("article.image-broken", 4, 6)),
        ("![图](images/refers.svg)", ("article.image-refers", 4, 6)),
        ("![图](images/%62roken.svg)", ("article.image-broken", 4, 1)),
    ],
)
def test_bad_pictures(text: str, expected: Found, folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "b.svg").write_bytes(SVG)
    (folder.parent / "b.svg").write_bytes(SVG)
    (folder / "outside").symlink_to(outside)
    images = folder / "images"
    (images / "link.svg").symlink_to(outside / "b.svg")
    (images / "circle").symlink_to(images / "circle")
    broken = {
        "broken.svg": SVG[:-2],
        "entities.svg": b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG,
        "page.svg": b"<html/>",
        "empty.png": b"",
        "text.jpg": b"text",
        "refers.svg": SVG[:-2] + b'><image href="http://a.cn/b.png"/></svg>',
    }
    for name, data in broken.items():
        (images / name).write_bytes(data)
    article, found = read(folder, HEAD + text)
    assert article is None
    assert found == [expected]


def test_a_name_that_no_disk_can_hold(folder: Path) -> None:
    article, found = read(folder, f"{HEAD}![图](images/{'a' * 5000}.png)")
    assert article is None
    assert [place for _, *place in found] == [[4, 6]]


def test_the_head_has_a_schema() -> None:
    schema = json.loads(json_schema(ArticleHead))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["required"] == ["title"]
    assert set(schema["properties"]) == {"title", "source", "selected_by", "author", "date"}


@given(st.text(max_size=100), st.booleans())
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str, with_head: bool) -> None:  # noqa: FBT001
    folder = tmp_path_factory.getbasetemp()
    path = folder / "any.md"
    path.write_text((HEAD if with_head else "") + text, "utf-8")
    report = Report()
    assert read_article(path, folder, report) or report.errors

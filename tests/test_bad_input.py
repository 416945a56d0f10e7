"""Whatever is wrong with the input ends in a diagnostic with a place and a hint, and the last good PDF stays.

Each case damages a workspace that builds. It goes through the whole command line.
"""

from __future__ import annotations

import errno
import os
import pty
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import pytest
from fasteners import InterProcessLock

from tests.desk import COMMAND, Outcome, environment
from typeset.source import LARGEST_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desk import Call, Desk, Run

PUBLICATION = "issues/publication.yaml"
ISSUE = "issues/issue-293/issue.yaml"
FIRST = "issues/issue-293/articles/first.md"
IMAGES = "issues/issue-293/images"
GOOD = b"%PDF-1.7 of the last good build"
LAYOUT = "layouts/甲/layout.yaml"
COVER = "layouts/甲/templates/cover-body.html"
HOUSE = ("--layout", "甲")
NUMBERING = "year: 2023\nnumber: 1\ndate: 2023-01-01\n"
HEAD = "---\ntitle: 题目\n---\n"


@dataclass(frozen=True)
class Case:
    """How to damage the workspace, and what must be said of it: code, file, line and column (0: no such number)."""

    name: str
    damage: Callable[[Desk], object]
    code: str
    file: str | None
    line: int = 0
    column: int = 0
    arguments: tuple[str, ...] = ()
    exit_code: int = 1


def replace(name: str, old: str, new: str) -> Callable[[Desk], object]:
    return lambda desk: desk.replace(name, old, new)


def write(name: str, text: str | bytes) -> Callable[[Desk], object]:
    return lambda desk: desk.write(name, text)


def text(body: str) -> Callable[[Desk], object]:
    """Give the first article this text; it begins on line 8."""
    return lambda desk: desk.article("first", body)


def both(*damages: Callable[[Desk], object]) -> Callable[[Desk], object]:
    return lambda desk: [damage(desk) for damage in damages]


def remove(name: str) -> Callable[[Desk], object]:
    return lambda desk: (desk.root / name).unlink()


def link(name: str, target: str) -> Callable[[Desk], object]:
    """Make `name` a symbolic link to `target`, a file beside the workspace."""

    def damage(desk: Desk) -> None:
        path = desk.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        outside = desk.root.parent / target
        outside.write_bytes(SVG if target.endswith(".svg") else (HEAD + "别处的文字。\n").encode())
        path.symlink_to(outside)

    return damage


def layout(name: str, rest: str) -> Callable[[Desk], object]:
    return write(f"layouts/{name}/layout.yaml", f"title: {name}\n{rest}")


def masthead(name: str) -> Callable[[Desk], object]:
    return replace(PUBLICATION, "rhythm", f"masthead: {name}\nrhythm")


def fonts(catalogue: str) -> Callable[[Desk], object]:
    return write("fonts/catalogue.yaml", catalogue)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"

FILES = [
    Case("article missing", replace(ISSUE, "- first", "- frist"), "manifest.article-missing-guess", ISSUE, 8, 9),
    Case("article missing, no guess", replace(ISSUE, "- first", "- 什么"), "manifest.article-missing", ISSUE, 8, 9),
    Case("article is a folder", both(remove(FIRST), write(f"{FIRST}/a", "")), "manifest.article-missing", ISSUE, 8, 9),
    Case("article twice", replace(ISSUE, "file: third", "file: first"), "manifest.article-twice", ISSUE, 14, 15),
    Case("article twice by ending", replace(ISSUE, "third", "first.md"), "manifest.article-twice", ISSUE, 14, 15),
    Case("article beyond", replace(ISSUE, "- first", "- ../../a"), "manifest.article-outside", ISSUE, 8, 9),
    Case("article absolute", replace(ISSUE, "- first", "- /etc/passwd"), "manifest.article-outside", ISSUE, 8, 9),
    Case("article on a drive", replace(ISSUE, "- first", "- C:a"), "manifest.article-outside", ISSUE, 8, 9),
    Case("article backslash", replace(ISSUE, "- first", r"- ..\a"), "manifest.article-outside", ISSUE, 8, 9),
    Case("article by a link", link(FIRST, "outside.md"), "manifest.article-outside", ISSUE, 8, 9),
    Case("issue is empty", write(ISSUE, ""), "yaml.empty", ISSUE),
    Case("issue has comments only", write(ISSUE, "# 第293期\n"), "yaml.empty", ISSUE),
    Case("publication is empty", write(PUBLICATION, ""), "yaml.empty", PUBLICATION),
    Case("publication is null", write(PUBLICATION, "~"), "schema.missing-key", PUBLICATION, 1, 1),
    Case("no sections", replace(ISSUE, "sections:\n", "sections: []\nx:\n"), "schema.unknown-key", ISSUE, 6, 1),
    Case(
        "no articles",
        write(ISSUE, f"{NUMBERING}sections: []\n"),
        "manifest.empty-issue",
        ISSUE,
        4,
        11,
    ),
    Case(
        "sections without articles",
        write(ISSUE, f"{NUMBERING}sections:\n  - title: 要闻\n"),
        "manifest.empty-issue",
        ISSUE,
        5,
        3,
    ),
    Case("article empty", write(FIRST, ""), "article.no-front-matter", FIRST, 1),
    Case("article without front matter", write(FIRST, "正文。\n"), "article.no-front-matter", FIRST, 1),
    Case("front matter empty", write(FIRST, "---\n---\n正文。\n"), "article.no-front-matter", FIRST, 1),
    Case("front matter open", write(FIRST, "---\ntitle: 题\n\n正文。\n"), "article.front-matter-open", FIRST, 1, 1),
    Case("article without text", write(FIRST, HEAD), "article.empty", FIRST, 4),
    Case("article of spaces", write(FIRST, f"{HEAD}\n　 \n\n"), "article.empty", FIRST, 4),
    Case("article of a rule", write(FIRST, f"{HEAD}\n***\n"), "article.empty", FIRST, 4),
    Case("10 MB", write(FIRST, HEAD + "字" * 3_500_000), "source.too-large", FIRST),
    Case("10 MB of manifest", write(ISSUE, "a: " + "b" * LARGEST_BYTES), "source.too-large", ISSUE),
]

VALUES = [
    Case("unknown key", replace(ISSUE, "year:", "yaer:"), "schema.unknown-key-guess", ISSUE, 1, 1),
    Case("unknown key, no guess", write(ISSUE, "哪年: 2023\n"), "schema.unknown-key", ISSUE, 1, 1),
    Case("missing key", write(ISSUE, "year: 2023\n"), "schema.missing-key", ISSUE, 1, 1),
    Case("unknown key of an entry", replace(ISSUE, "highlight", "hilight"), "schema.unknown-key-guess", ISSUE, 10, 9),
    Case("unknown key of a section", replace(ISSUE, "articles", "article"), "schema.unknown-key-guess", ISSUE, 7, 5),
    Case(
        "unknown key of the imprint",
        replace(PUBLICATION, "phone", "fone"),
        "schema.unknown-key-guess",
        PUBLICATION,
        8,
        3,
    ),
    Case("unknown key of an article", replace(FIRST, "source", "sorce"), "schema.unknown-key-guess", FIRST, 3, 1),
    Case("key twice", replace(ISSUE, "number: 16", "year: 2024"), "yaml.duplicate-key", ISSUE, 2, 1),
    Case("text for a number", replace(ISSUE, "16", "十六"), "schema.not-integer", ISSUE, 2, 9),
    Case("number too large", replace(ISSUE, "16", "1600"), "schema.out-of-range", ISSUE, 2, 9),
    Case("text for a list", replace(ISSUE, "\n      - first\n", " first\n      # "), "yaml.syntax", ISSUE, 9, 9),
    Case(
        "list of text",
        write(ISSUE, f"{NUMBERING}sections: 要闻\n"),
        "schema.not-list",
        ISSUE,
        4,
        11,
    ),
    Case(
        "text for a mapping",
        replace(PUBLICATION, "imprint:\n", "imprint: 某路\nx:\n"),
        "schema.not-mapping",
        PUBLICATION,
        5,
        10,
    ),
    Case("a list for text", replace(PUBLICATION, "试刊", "[试, 刊]"), "schema.not-text", PUBLICATION, 1, 8),
    Case("empty text", replace(PUBLICATION, "试刊", "''"), "schema.empty", PUBLICATION, 1, 8),
    Case("text for yes or no", replace(ISSUE, "true", "也许"), "schema.not-boolean", ISSUE, 10, 20),
    Case("not one of the words", replace(PUBLICATION, "semi-monthly", "半月"), "schema.not-one-of", PUBLICATION, 3, 9),
    Case("no such day", replace(ISSUE, "08-20", "02-30"), "schema.not-date", ISSUE, 4, 7),
    Case("a date in words", replace(ISSUE, "2023-08-20", "八月二十日"), "schema.not-date", ISSUE, 4, 7),
    Case("a bare number for a date", replace(ISSUE, "2023-08-20", "20230820"), "schema.not-date", ISSUE, 4, 7),
    Case("a bad date of an article", replace(FIRST, "2023-08-18", "2023-8-18"), "schema.not-date", FIRST, 5, 7),
    Case("YAML syntax", replace(ISSUE, "total: 293", "total: [293"), "yaml.syntax", ISSUE, 4, 5),
    Case("YAML tab", replace(ISSUE, "  - title: 要闻", "\t- title: 要闻"), "yaml.syntax", ISSUE, 6, 1),
    Case("YAML bomb", write(ISSUE, BOMB), "yaml.anchor", ISSUE, 1, 4),
    Case("YAML bomb in an article", write(FIRST, f"---\n{BOMB}---\n正文。\n"), "yaml.anchor", FIRST, 2, 4),
    Case("YAML without end", write(ISSUE, "[" * 50_000), "yaml.too-deep", ISSUE, 1, 21),
    Case("a list at the top", write(ISSUE, "- 2023\n"), "schema.not-mapping", ISSUE, 1, 1),
]

TEXTS = [
    Case("HTML block", text("<div>\n字\n</div>"), "markup.raw-html", FIRST, 8, 1),
    Case("HTML inside a line", text("前面<b>粗</b>体。"), "markup.raw-html", FIRST, 8, 3),
    Case("HTML on a later line", text("一行，\n第二行<br>有。"), "markup.raw-html", FIRST, 9, 4),
    Case("HTML script", text("字。\n\n<script>alert(1)</script>"), "markup.raw-html", FIRST, 10, 1),
    Case("HTML comment", text("<!-- 注 -->\n\n字。"), "markup.raw-html", FIRST, 8, 1),
    Case("HTML in a note", text("字[^a]。\n\n[^a]: 注<i>文</i>。"), "markup.raw-html", FIRST, 10, 8),
    Case("HTML in a cell", text("| 甲 |\n|---|\n| <b>x |"), "markup.raw-html", FIRST, 10, 3),
    Case("title inside the text", text("# 标题\n\n字。"), "markup.heading-one", FIRST, 8, 1),
    Case("subhead skips a level", text("#### 小题\n\n字。"), "markup.heading-skipped", FIRST, 8, 1, ("--strict",)),
    Case("note without text", text("字[^甲]。"), "markup.note-missing", FIRST, 8, 2),
    Case("note without mark", text("字。\n\n[^甲]: 注文。"), "markup.note-unused", FIRST, 10, 1, ("--strict",)),
    Case("stray asterisks", text("这里**没有完。"), "markup.stray-asterisks", FIRST, 8, 3, ("--strict",)),
    Case("open fence", text("字。\n\n```\n代码"), "markup.fence-open", FIRST, 10, 1),
    Case("too many cells", text("| 甲 |\n|---|\n| 一 | 二 |"), "markup.table-cells", FIRST, 10, 1, ("--strict",)),
    Case("link without definition", text("见[这里][甲]。"), "markup.reference-missing", FIRST, 8, 2, ("--strict",)),
    Case("link to a file", text("见[这里](file:///etc/passwd)。"), "markup.link-target", FIRST, 8, 7),
    Case("link to a script", text("见[这里](javascript:x)。"), "markup.link-target", FIRST, 8, 7),
    Case("address with a space", text("![图](images/图 一.svg)"), "markup.stray-link", FIRST, 8, 1, ("--strict",)),
    Case("full-width brackets", text("见[这里]（https://a.cn）。"), "markup.stray-link", FIRST, 8, 2, ("--strict",)),
    Case("link to nothing", text("见[这里]()。"), "markup.link-target", FIRST, 8, 2),
    Case("quotations without end", text(">" * 30 + "字"), "markup.too-deep", FIRST, 8, 1),
    Case("lists without end", text("- " * 30 + "字"), "markup.too-deep", FIRST, 8, 1),
    Case("figure without words", text(f"![]({'images/a.svg'})"), "markup.figure-alt", FIRST, 8, 1),
    Case("picture missing", text("字。\n\n![图](images/a.svg)"), "article.image-missing", FIRST, 10, 6),
    Case("picture inside a line", text("字![图](images/a.svg)字。"), "article.image-missing", FIRST, 8, 7),
    Case(
        "picture misspelt",
        both(text("![图](images/chrat.svg)"), write(f"{IMAGES}/chart.svg", SVG)),
        "article.image-missing-guess",
        FIRST,
        8,
        6,
    ),
    Case("picture beyond", text("![图](../../a.svg)"), "article.image-outside", FIRST, 8, 6),
    Case("picture absolute", text("![图](/etc/a.svg)"), "article.image-outside", FIRST, 8, 6),
    Case("picture on the net", text("![图](https://example.org/a.svg)"), "article.image-outside", FIRST, 8, 6),
    Case(
        "picture by a link",
        both(text("![图](images/a.svg)"), link(f"{IMAGES}/a.svg", "outside.svg")),
        "article.image-outside",
        FIRST,
        8,
        6,
    ),
    Case("picture of another kind", text("![图](images/a.tiff)"), "article.image-kind", FIRST, 8, 6),
    Case(
        "picture that is none",
        both(text("![图](images/a.png)"), write(f"{IMAGES}/a.png", "text")),
        "article.image-broken",
        FIRST,
        8,
        6,
    ),
    Case(
        "picture with entities",
        both(text("![图](images/a.svg)"), write(f"{IMAGES}/a.svg", b"<!DOCTYPE svg>" + SVG)),
        "article.image-broken",
        FIRST,
        8,
        6,
    ),
    Case(
        "picture with a picture beyond",
        both(
            text("![图](images/a.svg)"),
            write(f"{IMAGES}/a.svg", SVG.replace(b"<rect", b'<image href="file:///etc/hostname"/><rect')),
        ),
        "article.image-refers",
        FIRST,
        8,
        6,
    ),
    Case(
        "picture with a style sheet beyond",
        both(
            text("![图](images/a.svg)"),
            write(f"{IMAGES}/a.svg", SVG.replace(b"<rect", b"<style>@import 'a.css'; g {fill: url(#a)}</style><rect")),
        ),
        "article.image-refers",
        FIRST,
        8,
        6,
    ),
    Case(
        "picture in a list",
        text("- 项\n\n  ![图](images/a.svg)"),
        "article.image-missing",
        FIRST,
        10,
        8,
    ),
]

ENCODINGS = [
    Case("GB18030", write(FIRST, (HEAD + "正文。").encode("gb18030")), "source.gb18030", FIRST, 2, 8),
    Case("GB18030 manifest", write(ISSUE, "title: 刊".encode("gb18030")), "source.gb18030", ISSUE, 1, 8),
    Case("not UTF-8", write(FIRST, HEAD.encode() + b"a\xff\xff\n"), "source.not-utf-8", FIRST, 4, 2),
    Case("cut UTF-8", write(FIRST, (HEAD + "正文").encode()[:-1]), "source.not-utf-8", FIRST, 4, 2),
    Case("UTF-16", write(FIRST, HEAD.encode("utf-16")), "source.utf-16", FIRST),
    Case("UTF-16, big-endian", write(ISSUE, b"\xfe\xff" + "年".encode("utf-16-be")), "source.utf-16", ISSUE),
    Case("UTF-16 without a mark", write(FIRST, HEAD.encode("utf-16-le")), "source.utf-16", FIRST),
    Case("NUL", write(FIRST, HEAD + "a\0b"), "source.control-character", FIRST, 4, 2),
    Case("backspace", write(FIRST, HEAD + "字\n文\b"), "source.control-character", FIRST, 5, 2),
    Case("hidden direction", write(FIRST, HEAD + "甲\u202e乙"), "source.control-character", FIRST, 4, 2),
    Case("control in the manifest", replace(ISSUE, "短题", "短\x07题"), "source.control-character", ISSUE, 11, 23),
]

PATHS = [
    Case(
        "unknown layout",
        replace(PUBLICATION, "sponsor", "layout: buletin\nsponsor"),
        "layout.unknown-guess",
        PUBLICATION,
        2,
        9,
    ),
    Case("unknown layout of the issue", replace(ISSUE, "year", "layout: 无\nyear"), "layout.unknown", ISSUE, 1, 9),
    Case("unknown layout in the call", write("a", ""), "layout.unknown", None, arguments=("--layout", "无")),
    Case("layout beyond", replace(ISSUE, "year", "layout: ../x\nyear"), "layout.unknown", ISSUE, 1, 9),
    Case(
        "layout above",
        both(replace(ISSUE, "year", "layout: ..\nyear"), write("layout.yaml", "title: 别处\n"), write("layouts/a", "")),
        "layout.unknown",
        ISSUE,
        1,
        9,
    ),
    Case(
        "layouts in a circle",
        both(layout("甲", "extends: 乙\n"), layout("乙", "extends: 甲\n")),
        "layout.cycle",
        "layouts/乙/layout.yaml",
        2,
        10,
        HOUSE,
    ),
    Case(
        "layout of itself",
        layout("甲", "extends: 甲\n"),
        "layout.cycle",
        LAYOUT,
        2,
        10,
        HOUSE,
    ),
    Case(
        "layout unknown key",
        layout("甲", "style: []\n"),
        "schema.unknown-key-guess",
        LAYOUT,
        2,
        1,
        HOUSE,
    ),
    Case(
        "layout empty",
        write(LAYOUT, ""),
        "yaml.empty",
        LAYOUT,
        0,
        0,
        HOUSE,
    ),
    Case("layout without templates", layout("甲", ""), "layout.template-missing", "layouts/甲", 0, 0, HOUSE),
    Case(
        "style sheet beyond",
        layout("甲", "styles:\n  - a.css\n  - ../../a.css\n"),
        "layout.style-outside",
        LAYOUT,
        4,
        5,
        HOUSE,
    ),
    Case(
        "style sheet missing",
        layout("甲", "styles: [a.css]\n"),
        "source.missing",
        "layouts/甲/a.css",
        0,
        0,
        HOUSE,
    ),
    Case(
        "template beyond",
        both(layout("甲", "extends: bulletin"), write(COVER, '{% include "../../../a" %}')),
        "layout.template-missing",
        "layouts/甲",
        0,
        0,
        HOUSE,
    ),
    Case(
        "template at fault",
        both(layout("甲", "extends: bulletin"), write(COVER, "字\n{{ edition.nothing }}")),
        "layout.template",
        COVER,
        2,
        0,
        HOUSE,
    ),
    Case(
        "template syntax",
        both(layout("甲", "extends: bulletin"), write(COVER, "字\n\n{% if %}")),
        "layout.template",
        COVER,
        3,
        0,
        HOUSE,
    ),
    Case(
        "template of the machine",
        both(
            layout("甲", "extends: bulletin"),
            write(COVER, "{{ edition.__class__.__mro__ }}"),
        ),
        "layout.template",
        COVER,
        1,
        0,
        HOUSE,
    ),
    Case(
        "masthead missing",
        masthead("a.svg"),
        "manifest.masthead-missing",
        PUBLICATION,
        3,
        11,
    ),
    Case(
        "masthead beyond",
        masthead("../a.svg"),
        "manifest.masthead-outside",
        PUBLICATION,
        3,
        11,
    ),
    Case(
        "masthead absolute",
        masthead("/a.svg"),
        "manifest.masthead-outside",
        PUBLICATION,
        3,
        11,
    ),
    Case(
        "masthead by a link",
        both(masthead("a.svg"), link("issues/a.svg", "outside.svg")),
        "manifest.masthead-outside",
        PUBLICATION,
        3,
        11,
    ),
    Case(
        "masthead that is none",
        both(masthead("a.svg"), write("issues/a.svg", "text")),
        "manifest.masthead-broken",
        PUBLICATION,
        3,
        11,
    ),
    Case("font beyond", fonts("fonts:\n  - file: ../../a.ttf\n"), "fonts.outside", "fonts/catalogue.yaml", 2, 11),
    Case("font absolute", fonts("fonts:\n  - file: /a.ttf\n"), "fonts.outside", "fonts/catalogue.yaml", 2, 11),
    Case("font missing", fonts("fonts:\n  - file: a.ttf\n"), "fonts.missing", "fonts/catalogue.yaml", 2, 11),
    Case(
        "font that is none",
        both(fonts("fonts:\n  - file: a.ttf\n"), write("fonts/a.ttf", "text")),
        "fonts.broken",
        "fonts/catalogue.yaml",
        2,
        11,
    ),
    Case("font unknown", fonts("roles:\n  song: [无]\n"), "fonts.unknown-family", "fonts/catalogue.yaml", 2, 10),
    Case("role without font", fonts("roles:\n  song: []\n"), "schema.empty", "fonts/catalogue.yaml", 2, 9),
    Case("font unknown key", fonts("fnts: []\n"), "schema.unknown-key-guess", "fonts/catalogue.yaml", 1, 1),
    Case("unknown issue", write("a", ""), "workspace.unknown-issue", None, arguments=("292",), exit_code=2),
    Case("issue.yaml missing", remove(ISSUE), "workspace.unknown-issue", None, arguments=("293",), exit_code=2),
    Case("publication missing", remove(PUBLICATION), "workspace.none", None, exit_code=2),
]

# These reach the press, which takes a second.
PAGES = [
    Case("no font has it", text("一行，\n有𓀀字。"), "fonts.no-glyph", FIRST, 9, 2),
    Case("private character", text("有\ue123字。"), "fonts.no-glyph", FIRST, 8, 2),
    Case(
        "no font has it in the title",
        write(FIRST, "---\nsource: 报\ntitle: 题𓀀\n---\n\n字。\n"),
        "fonts.no-glyph",
        FIRST,
        3,
        9,
    ),
    Case(
        "style sheet of a picture beyond",
        both(
            layout("甲", "extends: bulletin\nstyles: [a.css]\n"),
            write("layouts/甲/a.css", "body { background: url(/etc/hostname) }"),
        ),
        "press.failed",
        None,
        arguments=HOUSE,
    ),
]

CASES = [*FILES, *VALUES, *TEXTS, *ENCODINGS, *PATHS, *PAGES]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_bad_input_ends_in_a_diagnostic(case: Case, desk: Desk, call: Call) -> None:
    case.damage(desk)
    desk.write("dist/issue-293.pdf", GOOD)
    outcome = call("build", *case.arguments, "--format", "json")
    found = outcome.found(case.code)
    assert (found["file"], found["line"], found["column"]) == (case.file, case.line or None, case.column or None)
    assert found["message"]
    assert found["hint"]
    assert outcome.code == case.exit_code
    assert outcome.out == ""
    assert_nothing_lost(desk, outcome)


@pytest.mark.parametrize("case", CASES[::9], ids=[case.name for case in CASES[::9]])
def test_a_person_sees_no_traceback(case: Case, desk: Desk, call: Call) -> None:
    case.damage(desk)
    outcome = call("build", *case.arguments)
    assert f"[{case.code}]" in outcome.err
    assert "办法：" in outcome.err
    assert "Traceback" not in outcome.err


def assert_nothing_lost(desk: Desk, outcome: Outcome, good: bytes = GOOD) -> None:
    assert "Traceback" not in outcome.err
    assert "internal.bug" not in outcome.err
    assert desk.pdf.read_bytes() == good
    assert [path.name for path in desk.pdf.parent.iterdir()] == [desk.pdf.name]


def test_all_errors_are_told_at_once(desk: Desk, call: Call) -> None:
    desk.replace(ISSUE, "number: 16", "nummer: 16")
    desk.replace(ISSUE, "2023-08-20", "2023-08-32")
    desk.replace(PUBLICATION, "sponsor", "sponser")
    outcome = call("build", "--format", "json")
    places = [(finding["file"], finding["line"], finding["code"]) for finding in outcome.findings]
    assert set(places) == {
        (PUBLICATION, 1, "schema.missing-key"),
        (PUBLICATION, 2, "schema.unknown-key-guess"),
        (ISSUE, 1, "schema.missing-key"),
        (ISSUE, 2, "schema.unknown-key-guess"),
        (ISSUE, 4, "schema.not-date"),
    }


def test_errors_of_several_articles_are_told_at_once(desk: Desk, call: Call) -> None:
    desk.article("first", "前<b>后</b>。")
    desk.article("second", "字[^1]。")
    desk.write("issues/issue-293/articles/third.md", b"\xff\xfe")
    desk.write("issues/publication.yaml", (desk.root / PUBLICATION).read_bytes() + b"masthead: a.svg\n")
    codes = set(call("build", "--format", "json").codes)
    assert codes >= {"markup.raw-html", "markup.note-missing", "source.utf-16", "manifest.masthead-missing"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xef\xbb\xbf" + (HEAD + "正文。\n").encode(), "source.byte-order-mark"),
        ((HEAD + "第一行\n第二行。\n").replace("\n", "\r\n").encode(), "source.carriage-return"),
        ((HEAD + "第一行\n第二行。\n").replace("\n", "\r").encode(), "source.carriage-return"),
    ],
    ids=["BOM", "CRLF", "CR"],
)
def test_harmless_bytes_are_noted_and_built(data: bytes, code: str, desk: Desk, call: Call) -> None:
    desk.write(FIRST, data)
    outcome = call("build", "--strict", "--format", "json")
    found = outcome.found(code)
    assert outcome.code == 0
    assert (found["severity"], found["file"], found["line"]) == ("note", FIRST, 1)
    assert desk.pdf.read_bytes().startswith(b"%PDF")


# Where the finished file cannot be written.


def test_a_file_where_dist_should_be(desk: Desk, call: Call) -> None:
    desk.write("dist", "a file")
    found = call("build", "--format", "json")
    assert found.code == 3
    assert found.found("output.no-folder")["file"] == "dist/issue-293.pdf"
    assert (desk.root / "dist").read_text("utf-8") == "a file"


def test_several_pdfs_cannot_have_one_name(desk: Desk, call: Call) -> None:
    outcome = call("build", "--for", "web", "--for", "print", "-o", "one.pdf", "--format", "json")
    assert outcome.code == 2
    assert outcome.found("output.one-name")["hint"]
    assert not (desk.root / "one.pdf").exists()


def test_a_folder_where_the_pdf_should_be(desk: Desk, call: Call) -> None:
    desk.write("dist/issue-293.pdf/a", "kept")
    outcome = call("build", "--format", "json")
    assert outcome.code == 3
    assert outcome.found("output.is-folder")["hint"]
    assert [path.name for path in (desk.root / "dist").iterdir()] == ["issue-293.pdf"]


def test_a_file_where_the_state_should_be(desk: Desk, call: Call) -> None:
    desk.write(".typeset", "a file")
    desk.write("dist/issue-293.pdf", GOOD)
    outcome = call("build", "--format", "json")
    assert outcome.code == 3
    assert outcome.found("output.no-folder")["hint"]
    assert_nothing_lost(desk, outcome)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "output.disk-full"),
        (errno.EDQUOT, "output.disk-full"),
        (errno.EACCES, "output.not-allowed"),
        (errno.EROFS, "output.not-allowed"),
        (errno.EIO, "output.failed"),
    ],
)
def test_a_disk_that_refuses(number: int, code: str, desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_file: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    desk.write("dist/issue-293.pdf", GOOD)
    outcome = call("build", "--format", "json")
    assert outcome.code == 3
    assert outcome.found(code)["hint"]
    assert outcome.found(code)["file"] == "dist/issue-293.pdf"
    assert_nothing_lost(desk, outcome)


def test_a_folder_that_may_not_be_written(desk: Desk, run: Run) -> None:
    desk.write("dist/issue-293.pdf", GOOD)
    desk.pdf.parent.chmod(0o555)
    try:
        if os.access(desk.pdf.parent, os.W_OK):
            pytest.skip("this user may write everywhere")
        outcome = run("build", "--format", "json")
    finally:
        desk.pdf.parent.chmod(0o755)
    assert outcome.code == 3
    assert outcome.found("output.not-allowed")["hint"]
    assert_nothing_lost(desk, outcome)


def test_a_disk_that_is_full(desk: Desk) -> None:
    """A limit on the size of files stops the write halfway, as a full disk does."""
    desk.write("dist/issue-293.pdf", GOOD)
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-B", *COMMAND[1:], "build", "--format", "json"],
        cwd=desk.root,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    outcome = Outcome(done.returncode, done.stdout, done.stderr)
    assert outcome.code == 3
    assert outcome.found("output.disk-full")["hint"]
    assert_nothing_lost(desk, outcome)


# Builds that are stopped, and builds at the same time.


def test_a_build_is_refused_while_another_runs(desk: Desk, run: Run) -> None:
    desk.write("dist/issue-293.pdf", GOOD)
    lock_file = desk.workspace.state / "locks" / "issue-293.lock"
    lock_file.parent.mkdir(parents=True)
    with InterProcessLock(lock_file):
        outcome = run("build", "--format", "json")
    assert outcome.code == 3
    assert outcome.found("output.busy")["hint"]
    assert_nothing_lost(desk, outcome)
    assert run("build").code == 0


def test_two_builds_at_once_leave_one_whole_file(desk: Desk) -> None:
    builds = [
        subprocess.Popen([*COMMAND, "build"], cwd=desk.root, env=environment(), stderr=subprocess.PIPE)  # noqa: S603
        for _ in range(2)
    ]
    errors = [build.communicate(timeout=120)[1] for build in builds]
    codes = sorted(build.returncode for build in builds)
    assert codes[0] == 0
    assert codes[1] == 0 or b"output.busy" in b"".join(errors)
    assert desk.pdf.read_bytes().rstrip().endswith(b"%%EOF")
    assert [path.name for path in desk.pdf.parent.iterdir()] == [desk.pdf.name]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_a_build_that_is_stopped_leaves_the_last_file(number: signal.Signals, desk: Desk, run: Run) -> None:
    desk.article("first", "\n\n".join(["这一段文字很长，排起来要用一点时间。" * 20] * 800))
    desk.write("dist/issue-293.pdf", GOOD)
    code, err = stopped(desk, number, "排版")
    assert code == 130, err
    assert "usage.interrupted" in err
    assert_nothing_lost(desk, Outcome(code, "", err))
    desk.article("first", "短了。")
    assert run("build").code == 0


def stopped(desk: Desk, number: signal.Signals, stage: str) -> tuple[int, str]:
    """Start a build on a terminal of its own, and stop it half a second after it names `stage`."""
    terminal, child_end = pty.openpty()
    build = subprocess.Popen([*COMMAND, "build"], cwd=desk.root, env=environment(), stderr=child_end)  # noqa: S603
    os.close(child_end)
    heard = b""
    while stage.encode() not in heard:
        heard += os.read(terminal, 1000)
    time.sleep(1.5)
    assert build.poll() is None, "the build was over before it could be stopped"
    build.send_signal(number)
    while True:
        try:
            piece = os.read(terminal, 1000)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        heard += piece
    os.close(terminal)
    return build.wait(timeout=60), heard.decode()

"""Stage two: a Markdown file with front matter becomes an Article.

In: `articles/NAME.md`. Out: `Article`, its text as the tree of `markup/tree.py`. Pictures are looked for here, so that
one that is missing is reported at the line that names it.
"""

from __future__ import annotations

import datetime as dt  # msgspec reads the annotations at run time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from msgspec import Meta, Struct

from typeset.diagnostics import Place
from typeset.guess import closest
from typeset.manifest import Text
from typeset.markup.parse import parse
from typeset.markup.text import plain_text
from typeset.markup.tree import Figure, Image
from typeset.picture import KINDS, foreign_reference, is_picture
from typeset.schema import Model, validate
from typeset.source import SourceText, read_source
from typeset.yamltext import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typeset.diagnostics import Report
    from typeset.markup.tree import Block

_FENCE = "---"


class ArticleHead(Model, frozen=True, kw_only=True):
    """The front matter of an article."""

    title: Annotated[Text, Meta(description="标题；两截之间空一个全角空格")]
    source: Annotated[Text | None, Meta(description="来源，例如 《新民晚报》")] = None
    selected_by: Annotated[Text | None, Meta(description="编选")] = None
    author: Annotated[Text | None, Meta(description="作者")] = None
    date: Annotated[dt.date | None, Meta(description="日期，例如 2023-08-18")] = None


class Article(Struct, frozen=True):
    """An article as its author wrote it.

    `first_line` is the line of the file that the text begins on, after the front matter.
    """

    path: Path
    title: str
    source: str
    selected_by: str
    author: str
    date: dt.date | None
    blocks: tuple[Block, ...]
    first_line: int


def read_article(path: Path, folder: Path, report: Report) -> Article | None:
    """Read the article in `path` of the issue in `folder`; None, with errors in `report`, if it is unusable."""
    errors_before = len(report.errors)
    source = read_source(path, report)
    parts = _split(source, report) if source else None
    if source is None or parts is None:
        return None
    front, text, first_line = parts
    head = _head(front, report)
    errors_before_text = len(report.errors)
    blocks = parse(text, path, first_line, report)
    pictures = tuple(pictures_of(blocks))
    if not (plain_text(blocks).strip() or pictures or len(report.errors) > errors_before_text):
        report.add("article.empty", Place(path, first_line))
    for picture in pictures:
        _check_picture(picture, source, folder, report)
    if head is None or len(report.errors) > errors_before:
        return None
    return Article(
        path=path,
        title=head.title,
        source=head.source or "",
        selected_by=head.selected_by or "",
        author=head.author or "",
        date=head.date,
        blocks=blocks,
        first_line=first_line,
    )


def _head(front: SourceText, report: Report) -> ArticleHead | None:
    errors_before = len(report.errors)
    tree = read_yaml(front, report, first_line=2)
    if tree is None:
        if len(report.errors) == errors_before:
            report.add("article.no-front-matter", Place(front.path, 1))
        return None
    head = validate(ArticleHead, tree, report)
    if head and len(head.title.splitlines()) > 1:
        report.add("article.title-lines", tree.at(["title"]).place)
    return head


def _split(source: SourceText, report: Report) -> tuple[SourceText, str, int] | None:
    """Front matter, text, and the line that the text begins on."""
    lines = source.text.split("\n")
    if lines[0].rstrip() != _FENCE:
        report.add("article.no-front-matter", Place(source.path, 1))
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        report.add("article.front-matter-open", Place(source.path, 1, 1, len(_FENCE)))
        return None
    return SourceText(source.path, "\n".join(lines[1:end]) + "\n"), "\n".join(lines[end + 1 :]), end + 2


def pictures_of(node: object) -> Iterator[Figure | Image]:
    """Every picture of a tree or a part of it, in its order; the parser has limited the depth."""
    if isinstance(node, Figure | Image):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from pictures_of(child)
    elif isinstance(node, Struct):
        for name in node.__struct_fields__:
            yield from pictures_of(getattr(node, name))


def _check_picture(picture: Figure | Image, source: SourceText, folder: Path, report: Report) -> None:
    place = _picture_place(picture, source)
    code, values = _fault(picture.source, folder)
    if code:
        report.add(code, place, file=picture.source, **values)


def _fault(name: str, folder: Path) -> tuple[str, dict[str, str]]:
    """What is wrong with the picture `name`, as a code and its values; an empty code if nothing is."""
    file = folder / name
    if not _stays_inside(name, folder):
        return "article.image-outside", {}
    if file.suffix.lower() not in KINDS:
        return "article.image-kind", {"kinds": " ".join(KINDS)}
    try:
        if not file.is_file():
            guess = _likely(file, folder)
            return ("article.image-missing-guess", {"guess": guess}) if guess else ("article.image-missing", {})
        if not is_picture(file):
            return "article.image-broken", {}
        target = foreign_reference(file)
    except OSError:  # a name too long for the disk, a file that may not be read
        return "article.image-broken", {}
    return ("article.image-refers", {"target": target}) if target else ("", {})


def _likely(file: Path, folder: Path) -> str:
    """The picture of the issue whose name is most like that of `file`, rather one beside it than one elsewhere."""
    pictures = (path for path in folder.rglob("*") if path.suffix.lower() in KINDS)
    by_name = {path.name.lower(): path for path in sorted(pictures, key=lambda path: path.parent == file.parent)}
    guess = closest(file.name, by_name)
    return by_name[guess].relative_to(folder).as_posix() if guess else ""


def _stays_inside(name: str, folder: Path) -> bool:
    if ":" in name or PurePosixPath(name).is_absolute():
        return False
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # symbolic links in a circle
        return False


def _picture_place(picture: Figure | Image, source: SourceText) -> Place:
    """Where the picture's file is named: at its line, or further down if its address stands by itself."""
    lines = source.text.split("\n")
    for number in range(picture.line, len(lines) + 1):
        for written in (picture.source, quote(picture.source), picture.source.replace("/", "\\")):
            column = lines[number - 1].find(written)
            if written and column >= 0:
                return Place(source.path, number, column + 1, len(written))
    return Place(source.path, picture.line, 1)

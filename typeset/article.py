"""Stage two: a Markdown file with front matter becomes an Article.

In: `articles/NAME.md`. Out: `Article`, its text as the tree of `markup/tree.py`. Pictures are looked for here, so that
one that is missing is reported at the line that names it.
"""

from __future__ import annotations

import datetime as dt  # pydantic reads the annotations at run time
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pydantic import Field

from typeset.diagnostics import Place
from typeset.guess import closest
from typeset.manifest import Text
from typeset.markup.parse import parse
from typeset.markup.text import plain_text
from typeset.markup.tree import Figure, Image, List, Quote
from typeset.picture import KINDS, foreign_reference, is_picture
from typeset.schema import Model, validate
from typeset.source import SourceText, read_source
from typeset.yamltext import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from typeset.diagnostics import Report
    from typeset.markup.tree import Block

_FENCE = "---"


class ArticleHead(Model):
    """The front matter of an article."""

    title: Text = Field(description="标题；两截之间空一个全角空格")
    source: Text | None = Field(None, description="来源，例如 《新民晚报》")
    selected_by: Text | None = Field(None, description="编选")
    author: Text | None = Field(None, description="作者")
    date: dt.date | None = Field(None, description="日期，例如 2023-08-18")


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its author wrote it. `slug` is the file's name without its ending."""

    path: Path
    slug: str
    title: str
    source: str
    selected_by: str
    author: str
    date: dt.date | None
    blocks: tuple[Block, ...]


def read_article(path: Path, folder: Path, report: Report) -> Article | None:
    """Read the article in `path` of the issue in `folder`; None, with errors in `report`, if it is unusable."""
    errors_before = len(report.errors)
    source = read_source(path, report)
    parts = _split(source, report) if source else None
    if parts is None:
        return None
    front, text, first_line = parts
    tree = read_yaml(front, report, first_line=2)
    head = validate(ArticleHead, tree, report) if tree else None
    if tree is None and len(report.errors) == errors_before:
        report.add("article.no-front-matter", Place(path, 1))
    blocks = parse(text, path, first_line, report)
    if not text.strip() or not (plain_text(blocks).strip() or any(_pictures(blocks)) or report.errors):
        report.add("article.empty", Place(path, first_line))
    for picture in _pictures(blocks):
        _check_picture(picture, path, folder, report)
    if head is None or len(report.errors) > errors_before:
        return None
    return Article(
        path=path,
        slug=path.stem,
        title=head.title,
        source=head.source or "",
        selected_by=head.selected_by or "",
        author=head.author or "",
        date=head.date,
        blocks=blocks,
    )


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


def _pictures(blocks: Iterable[Block]) -> Iterator[Figure | Image]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case List():
                for item in block.items:
                    yield from _pictures(item)
            case Quote():
                yield from _pictures(block.children)
            case _:
                yield from (child for child in getattr(block, "children", ()) if isinstance(child, Image))


def _check_picture(picture: Figure | Image, path: Path, folder: Path, report: Report) -> None:
    place = _picture_place(picture, path)
    relative = PurePosixPath(picture.source.replace("\\", "/"))
    file = folder / relative
    if relative.is_absolute() or ":" in picture.source or not file.resolve().is_relative_to(folder.resolve()):
        report.add("article.image-outside", place, file=picture.source)
    elif relative.suffix.lower() not in KINDS:
        report.add("article.image-kind", place, file=picture.source, kinds=" ".join(KINDS))
    elif not file.is_file():
        known = [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.suffix.lower() in KINDS]
        guess = closest(picture.source, known)
        code = "article.image-missing-guess" if guess else "article.image-missing"
        report.add(code, place, file=picture.source, guess=guess)
    elif not is_picture(file):
        report.add("article.image-broken", place, file=picture.source)
    elif target := foreign_reference(file):
        report.add("article.image-refers", place, file=picture.source, target=target)


def _picture_place(picture: Figure | Image, path: Path) -> Place:
    lines = path.read_text("utf-8-sig", "replace").splitlines()
    for number in range(picture.line, len(lines) + 1):
        column = lines[number - 1].find(picture.source)
        if column >= 0:
            return Place(path, number, column + 1, len(picture.source))
    return Place(path, picture.line)

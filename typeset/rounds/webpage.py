"""A comparison as one web page that needs nothing else: the changes in words, then the pages side by side."""

from __future__ import annotations

import base64
import io
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

from typeset.language import say, spoken
from typeset.rounds.pictures import draw
from typeset.rounds.terminal import article_facts, article_name, page_facts, page_of, side_name
from typeset.rounds.wording import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from typeset.rounds.comparison import ArticleChange, Comparison, PagePair
    from typeset.rounds.pictures import Region
    from typeset.rounds.side import Side
    from typeset.rounds.wording import Change, Span

# Black text on white with some colour: more would not show. They are chosen for what is seldom, such as a red title,
# too: the median cut mixes it with the greys.
_COLOURS = 48
_TAGS: Mapping[Kind, str] = {Kind.REMOVED: "del", Kind.ADDED: "ins"}


def webpage(comparison: Comparison, sides: tuple[Side, Side]) -> str:
    """The whole page, in the language spoken."""
    names = [side_name(side) for side in sides]
    title = say("diff.page_title", before=names[0], after=names[1])
    language = {"zh": "zh-CN", "en": "en"}[spoken()]
    parts = [
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(title)}</title>\n<style>\n{_resource('webpage.css')}</style>\n</head>\n<body>",
        *_head(comparison, names),
        "<main>",
        *_words(comparison),
        *_pages(comparison, sides, names),
        f"</main>\n<script>\n{_resource('webpage.js')}</script>\n</body>\n</html>",
    ]
    return "\n".join(parts) + "\n"


def _resource(name: str) -> str:
    return resources.files("typeset.rounds").joinpath(name).read_text("utf-8")


def _head(comparison: Comparison, names: list[str]) -> Iterator[str]:
    before, after = comparison.page_counts
    different = [pair for pair in comparison.pages if not pair.same]
    yield f"<header>\n<h1>{escape(say('diff.heading'))}</h1>"
    sides = (("before", names[0], before), ("after", names[1], after))
    for side, name, count in sides:
        counted = escape(say("diff.count", pages=count))
        yield f'<p class="side {side}"><strong>{escape(name)}</strong> {counted}</p>'
    if comparison.same:
        yield f"<p>{escape(say('diff.same'))}</p>"
    else:
        yield (
            f'<nav><a href="#words">{escape(say("diff.words", count=len(comparison.articles)))}</a>'
            f' <a href="#pages">{escape(say("diff.pages", count=len(different)))}</a></nav>'
        )
        yield f'<p class="keys">{escape(say("diff.keys"))}</p>'
    yield "</header>"


def _words(comparison: Comparison) -> Iterator[str]:
    if not comparison.articles:
        return
    yield f'<section id="words">\n<h2>{escape(say("diff.words", count=len(comparison.articles)))}</h2>'
    for change in comparison.articles:
        yield f'<article class="{change.kind}" data-stop tabindex="-1">'
        title = _spans(change.title) if change.title else escape(article_name(change))
        yield f"<h3>{_badge(change.kind)} {title}</h3>"
        facts = "".join(f"<li>{escape(fact)}</li>" for fact in article_facts(change))
        if facts:
            yield f'<ul class="facts">{facts}</ul>'
        yield from (_passage(comparison, change, passage) for passage in change.passages)
        yield "</article>"
    yield "</section>"


def _badge(kind: Kind) -> str:
    return f'<span class="badge">{escape(say(f"diff.kind_{kind}"))}</span>'


def _passage(comparison: Comparison, change: ArticleChange, passage: Change) -> str:
    page = page_of(change, passage)
    link = ""
    if page:
        words = escape(say("diff.on", page=page))
        gone = passage.after is None
        pair = next((p for p in comparison.pages if (p.before if gone else p.after) == page and not p.same), None)
        link = (
            f'<a class="where" href="#{_anchor(pair)}">{words}</a>' if pair else f'<span class="where">{words}</span>'
        )
    return f'<p class="{passage.kind}">{_badge(passage.kind)} {link} {_spans(passage.spans)}</p>'


def _spans(spans: Iterable[Span]) -> str:
    parts = []
    for span in spans:
        tag = _TAGS.get(span.kind)
        parts.append(f"<{tag}>{escape(span.text)}</{tag}>" if tag else escape(span.text))
    return "".join(parts)


def _anchor(pair: PagePair) -> str:
    return f"page-{pair.before or 0}-{pair.after or 0}"


def _pages(comparison: Comparison, sides: tuple[Side, Side], names: list[str]) -> Iterator[str]:
    different = [pair for pair in comparison.pages if not pair.same]
    if not different:
        return
    yield f'<section id="pages">\n<h2>{escape(say("diff.pages", count=len(different)))}</h2>'
    yield "".join(f"<p>{escape(fact)}</p>" for fact in page_facts(comparison.pages))
    legend = "".join(
        f'<span class="{kind}">{escape(say(f"diff.legend_{kind}"))}</span>' for kind in ("removed", "added", "region")
    )
    yield f'<p class="legend">{legend}</p>'
    with pypdfium2.PdfDocument(sides[0].pdf) as before, pypdfium2.PdfDocument(sides[1].pdf) as after:
        for pair in different:
            yield f'<div class="pair" id="{_anchor(pair)}" data-stop tabindex="-1">'
            marks = (
                [("removed", pair.removed), ("region", pair.regions)],
                [("added", pair.added), ("region", pair.regions)],
            )
            yield _sheet(before, pair.before, names[0], marks[0])
            yield _sheet(after, pair.after, names[1], marks[1])
            yield "</div>"
    yield "</section>"


def _sheet(
    document: pypdfium2.PdfDocument, page: int | None, name: str, marks: Iterable[tuple[str, Iterable[Region]]]
) -> str:
    if page is None:
        return f'<div class="none">{escape(say("diff.no_page"))}</div>'
    caption = escape(f"{name}　{say('diff.on', page=page)}")
    picture = draw(document, page)
    out = io.BytesIO()
    picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE).save(out, "PNG", optimize=True)
    data = base64.b64encode(out.getvalue()).decode()
    image = (
        f'<img src="data:image/png;base64,{data}" alt="{caption}" width="{picture.width}" height="{picture.height}">'
    )
    boxes = "".join(_mark(kind, region) for kind, regions in marks for region in regions)
    return f'<figure><figcaption>{caption}</figcaption><div class="paper">{image}{boxes}</div></figure>'


def _mark(kind: str, region: Region) -> str:
    left, top, right, bottom = (100 * edge for edge in region)
    style = f"left:{left:.2f}%;top:{top:.2f}%;width:{right - left:.2f}%;height:{bottom - top:.2f}%"
    return f'<i class="mark {kind}" style="{style}"></i>'

"""The index of all issues as one web page that needs nothing else.

Without a script it is the list of all issues by year, complete; the script adds the search and the other three orders,
which it makes of that list.
"""

from __future__ import annotations

import json
from html import escape
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from typeset.backfile.index import address
from typeset.language import say, spoken, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from typeset.backfile.holdings import Holding
    from typeset.backfile.receipt import Listed

_LANGUAGES = {"zh": "zh-CN", "en": "en"}
# The orders of the list, and the phrases for them.
VIEWS = {"year": "year", "section": "section", "source": "source", "title": "by_title"}


def webpage(title: str, sponsor: str, holdings: Sequence[Holding], hrefs: Mapping[str, str]) -> str:
    """The whole page, in the language spoken; `hrefs` has the address of each issue's PDF as seen from it."""
    newest_first = sorted(holdings, key=lambda holding: (holding.listing.date, holding.listing.issue), reverse=True)
    heading = escape(say("archive.title", title=title))
    parts = [
        f'<!DOCTYPE html>\n<html lang="{_LANGUAGES[spoken()]}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{heading}</title>\n<style>\n{_resource('index.css')}</style>\n</head>\n<body>",
        f'<a class="skip" href="#list">{escape(say("archive.skip"))}</a>',
        *_head(title, sponsor, newest_first),
        *_tools(newest_first),
        '<main id="list" tabindex="-1">',
        '<div id="by-year">',
        *_years(newest_first, hrefs),
        '</div>\n<div id="by-other" hidden></div>',
        f'<p id="nothing" hidden>{escape(say("archive.nothing"))}</p>',
        "</main>",
        f"<script>\nconst WORDS = {json.dumps(words('archive_page'), ensure_ascii=False, sort_keys=True)};",
        f"{_resource('index.js')}</script>\n</body>\n</html>",
    ]
    return "\n".join(parts) + "\n"


def _resource(name: str) -> str:
    return resources.files("typeset.backfile").joinpath(name).read_text("utf-8")


def _head(title: str, sponsor: str, holdings: Sequence[Holding]) -> Iterator[str]:
    years = sorted({holding.listing.year for holding in holdings})
    span = "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    articles = sum(len(holding.listing.articles) for holding in holdings)
    pages = sum(holding.pages for holding in holdings)
    yield f'<header class="head">\n<p class="sponsor">{escape(sponsor)}</p>\n<h1>{escape(title)}</h1>'
    counted = say(
        "archive.counted", span=span, issues=f"{len(holdings):,}", articles=f"{articles:,}", pages=f"{pages:,}"
    )
    yield f'<p class="counted">{escape(counted)}</p>\n</header>'


def _tools(holdings: Sequence[Holding]) -> Iterator[str]:
    yield '<div class="tools">'
    yield '<form role="search" class="scripted" hidden>'
    yield f'<label for="query">{escape(say("archive.search"))}</label>'
    placeholder = escape(say("archive.placeholder"))
    yield f'<input id="query" type="search" autocomplete="off" spellcheck="false" placeholder="{placeholder}">'
    yield '<output id="found" for="query" aria-live="polite"></output>\n</form>'
    yield f'<div class="views scripted" role="group" aria-label="{escape(say("archive.views"))}" hidden>'
    for view, key in VIEWS.items():
        pressed = "true" if view == "year" else "false"
        name = escape(say(f"archive.{key}"))
        yield f'<button type="button" data-view="{view}" aria-pressed="{pressed}">{name}</button>'
    yield "</div>"
    yield f'<nav id="jump" aria-label="{escape(say("archive.jump"))}">'
    for year in dict.fromkeys(holding.listing.year for holding in holdings):
        yield f'<a href="#y{year}">{year}</a>'
    yield "</nav>\n</div>"


def _years(holdings: Sequence[Holding], hrefs: Mapping[str, str]) -> Iterator[str]:
    newest = holdings[0] if holdings else None
    for year, group in groupby(holdings, key=lambda holding: holding.listing.year):
        issues = list(group)
        count = escape(say("archive.issues", count=len(issues)))
        yield f'<section class="group" id="y{year}">\n<h2>{year}<small>{count}</small></h2>'
        for holding in issues:
            yield from _issue(holding, hrefs[holding.listing.issue], opened=holding is newest)
        yield "</section>"


def _issue(holding: Holding, href: str, *, opened: bool) -> Iterator[str]:
    listing = holding.listing
    number = say("archive.number", number=listing.number)
    total = say("archive.total", total=listing.total) if listing.total else ""
    counted = say("archive.size", articles=len(listing.articles), pages=holding.pages)
    day = listing.date.isoformat()
    label = escape(say("archive.label", year=listing.year, number=listing.number))
    yield f'<details class="issue" id="{escape(listing.issue)}" data-label="{label}"{" open" if opened else ""}>'
    yield (
        f'<summary><h3>{escape(number)}</h3> <span class="total">{escape(total)}</span> '
        f'<time datetime="{day}">{day}</time> <span class="size">{escape(counted)}</span></summary>'
    )
    open_words = say("archive.open", label=say("archive.label", year=listing.year, number=listing.number))
    yield f'<p class="whole"><a href="{escape(quote(href))}">{escape(open_words)}</a></p>'
    for section, articles in groupby(listing.articles, key=lambda listed: listed.section):
        yield f'<section class="section"><h4>{escape(section)}</h4><ol>'
        yield from (_article(listed, href) for listed in articles)
        yield "</ol></section>"
    yield "</details>"


def _article(listed: Listed, href: str) -> str:
    by = " ".join(filter(None, [listed.author, listed.source]))
    note = f' <span class="by">{escape(by)}</span>' if by else ""
    page = f' <span class="page">{listed.page}</span>' if listed.page else ""
    source = f' data-source="{escape(listed.source)}"' if listed.source else ""
    link = f'<a href="{escape(address(href, listed.page))}">{escape(listed.title)}</a>'
    return f"<li{source}>{link}{note}<i></i>{page}</li>"

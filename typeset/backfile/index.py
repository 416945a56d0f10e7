"""The index of all issues: by year, by section, by source and by title, as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from typeset.backfile.holdings import Holding
    from typeset.backfile.receipt import Listed


def to_json(title: str, holdings: Sequence[Holding], hrefs: Mapping[str, str]) -> bytes:
    """The index of the publication `title`; `hrefs` has the address of each issue's PDF as seen from the index."""
    issues = [_issue(holding, hrefs[holding.listing.issue]) for holding in holdings]
    years: dict[str, list[str]] = {}
    for holding in holdings:
        years.setdefault(str(holding.listing.year), []).append(holding.listing.issue)
    articles = [(identity(holding, listed), listed) for holding in holdings for listed in holding.listing.articles]
    data = {
        "title": title,
        "issues": issues,
        "by_year": {year: years[year] for year in sorted(years)},
        "by_section": _grouped((listed.section, name) for name, listed in articles),
        "by_source": _grouped((listed.source, name) for name, listed in articles if listed.source),
        "by_title": [name for name, listed in sorted(articles, key=lambda item: (order(item[1].title), item[0]))],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def identity(holding: Holding, listed: Listed) -> str:
    """The name of an article among those of all issues."""
    return f"{holding.listing.issue}/{listed.anchor}"


def address(href: str, page: int | None) -> str:
    """Where an article begins: the address of its PDF at a page (RFC 8118, 3)."""
    return f"{quote(href)}#page={page}" if page else quote(href)


def order(text: str) -> bytes:
    """A key that sorts Chinese by its sound: GB/T 2312 has its common characters in the order of pinyin."""
    return text.encode("gb18030", "replace")


def _issue(holding: Holding, href: str) -> dict[str, object]:
    listing = holding.listing
    return {
        "issue": listing.issue,
        "year": listing.year,
        "number": listing.number,
        "total": listing.total,
        "date": listing.date.isoformat(),
        "pages": holding.pages,
        "href": quote(href),
        "articles": [
            {
                "id": identity(holding, listed),
                "title": listed.title,
                "section": listed.section,
                "source": listed.source or None,
                "author": listed.author or None,
                "page": listed.page,
                "href": address(href, listed.page),
            }
            for listed in listing.articles
        ],
    }


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, name in pairs:
        groups.setdefault(key, []).append(name)
    return {key: groups[key] for key in sorted(groups, key=order)}

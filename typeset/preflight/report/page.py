"""The report as one HTML file that needs nothing beside it: no script, no network.

In: an `Inspection`. Out: HTML. A table by rule, then every page that something was found on as a picture, places marked
and numbered, with a list beside it; marks and entries link to each other. The colours follow the reader's system.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

import pypdfium2
from msgspec import Struct

from typeset.diagnostics import Severity
from typeset.language import say, spoken
from typeset.preflight.report.pictures import Picture, draw_pages
from typeset.preflight.rules import rule_of, severity_of, text_of
from typeset.preflight.telling import count, hint, listed, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from typeset.preflight.finding import Finding, Spot
    from typeset.preflight.inspection import Inspection

_LANGUAGES = {"zh": "zh-Hans", "en": "en"}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_MARGIN_PT = 1.5
_BADGE_PT = 3.8


class Entry(Struct, frozen=True):
    """A finding as one page tells it: its number on that page and its places there."""

    number: int
    finding: Finding
    spots: tuple[Spot, ...]


def write_page(inspection: Inspection) -> str:
    """The report."""
    entries = _by_page(inspection.findings)
    try:
        pictures = draw_pages(inspection.document.data, sorted(entries))
    except pypdfium2.PdfiumError:
        pictures = {}
    title = escape(say("report.title", file=inspection.document.name))
    style = resources.files("typeset.preflight.report").joinpath("page.css").read_text("utf-8")
    body = [
        f'<a class="skip" href="#findings">{escape(say("report.skip"))}</a>',
        "<header>",
        f"<h1>{title}</h1>",
        f"<p>{escape(_summary(inspection))}</p>",
        "</header>",
        '<main id="findings">',
        *(_table(inspection.findings) if inspection.findings else [f"<p>{escape(say('report.clean'))}</p>"]),
        *_document(inspection.findings),
        *(line for page in sorted(entries) for line in _page(page, entries[page], pictures.get(page))),
        "</main>",
    ]
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{_LANGUAGES[spoken()]}">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title>",
        f"<style>\n{style}</style></head>",
    ]
    return "\n".join([*head, "<body>", *body, "</body></html>", ""])


def _summary(inspection: Inspection) -> str:
    return say(
        "preflight.summary",
        file=inspection.document.name,
        pages=inspection.document.page_count,
        profile=inspection.profile.value,
        errors=count(inspection.findings, Severity.ERROR),
        warnings=count(inspection.findings, Severity.WARNING),
        notes=count(inspection.findings, Severity.NOTE),
    )


def _by_page(findings: Sequence[Finding]) -> Mapping[int, Sequence[Entry]]:
    """What to tell on each page, in the order of the page."""
    found: defaultdict[int, list[tuple[Finding, tuple[Spot, ...]]]] = defaultdict(list)
    for finding in findings:
        for page in sorted({spot.page for spot in finding.spots}):
            found[page].append((finding, tuple(spot for spot in finding.spots if spot.page == page)))
    return {
        page: [
            Entry(number, finding, spots)
            for number, (finding, spots) in enumerate(
                sorted(told, key=lambda one: (_ORDER.index(severity_of(one[0])), one[1][0].line or 0, one[0].code)), 1
            )
        ]
        for page, told in found.items()
    }


def _table(findings: Sequence[Finding]) -> Iterator[str]:
    """The rules that found something, the weightiest first."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    yield f'<section aria-labelledby="by-rule"><h2 id="by-rule">{escape(say("report.summary"))}</h2>'
    yield '<div class="wide" role="region" tabindex="0" aria-labelledby="by-rule"><table>'
    names = ("rule", "severity", "count", "what", "clause")
    yield "<thead><tr>" + "".join(f'<th scope="col">{escape(say(f"report.{n}"))}</th>' for n in names) + "</tr></thead>"
    yield "<tbody>"
    for code, same in sorted(by_code.items(), key=lambda one: (_ORDER.index(severity_of(one[1][0])), one[0])):
        first = same[0]
        places = sum(max(len(finding.spots), 1) for finding in same)
        target = f"#page-{first.spots[0].page}" if first.spots else "#document"
        yield (
            f'<tr class="{severity_of(first)}"><th scope="row"><a href="{target}">{escape(first.rule)}</a></th>'
            f"<td>{_weight(first)}</td><td>{places}</td>"
            f"<td>{escape(text_of(first, spoken()))}<br><small>{escape(hint(first))}</small></td>"
            f"<td><small>{escape(rule_of(code).clause)}</small></td></tr>"
        )
    yield "</tbody></table></div></section>"


def _weight(finding: Finding) -> str:
    severity = severity_of(finding)
    return f'<span class="weight {severity}">{escape(say(f"severity.{severity}"))}</span>'


def _document(findings: Sequence[Finding]) -> Iterator[str]:
    """What concerns the document as a whole."""
    whole = [finding for finding in findings if finding.page is None]
    if whole:
        yield f'<section aria-labelledby="document"><h2 id="document">{escape(say("report.document"))}</h2><ul>'
        for finding in whole:
            yield f"<li>{_weight(finding)} <b>{escape(finding.rule)}</b> {escape(sentence(finding))}</li>"
        yield "</ul></section>"


def _page(page: int, entries: Sequence[Entry], picture: Picture | None) -> Iterator[str]:
    name = f"page-{page}"
    yield f'<section class="page" aria-labelledby="{name}"><h2 id="{name}">{escape(say("report.page", page=page))}</h2>'
    yield '<div class="sheet">'
    if picture is not None:
        yield from _picture(page, entries, picture)
    yield "<ol>"
    for entry in entries:
        finding = entry.finding
        lines = sorted({spot.line for spot in entry.spots if spot.line is not None})
        place = say("report.line", line=listed(lines)) if lines else ""
        more = say("report.more", count=len(finding.others)) if finding.others else ""
        link = f"m{page}-{entry.number}"
        shown = escape(say("report.show", number=entry.number))
        yield (
            f'<li id="f{page}-{entry.number}" class="{severity_of(finding)}">'
            f'<a class="number" href="#{link}" aria-label="{shown}">{entry.number}</a> '
            f"{_weight(finding)} <b>{escape(finding.rule)}</b> "
            f"<span>{escape(text_of(finding, spoken()))}{escape(more)}</span> "
            f"<small>{escape(place)}</small><small>{escape(hint(finding))}</small></li>"
        )
    yield "</ol></div></section>"


def _picture(page: int, entries: Sequence[Entry], picture: Picture) -> Iterator[str]:
    """The page, and over it a mark for every place, with the number of its entry."""
    places = sum(len(entry.spots) for entry in entries)
    alt = escape(say("report.picture", page=page, count=places))
    data = base64.b64encode(picture.jpeg).decode()
    width, height = round(picture.width, 2), round(picture.height, 2)
    yield f'<div class="picture" style="--ratio: {width / height:.4f}">'
    yield f'<img alt="{alt}" width="{width:g}" height="{height:g}" src="data:image/jpeg;base64,{data}">'
    yield f'<svg viewBox="0 0 {width:g} {height:g}" role="group" aria-label="{alt}">'
    for entry in entries:
        boxed = [spot.box for spot in entry.spots if spot.box is not None]
        label = escape(say("report.mark", number=entry.number, rule=entry.finding.rule))
        yield f'<a id="m{page}-{entry.number}" class="{severity_of(entry.finding)}" href="#f{page}-{entry.number}"'
        yield f' aria-label="{label}">'
        for box in boxed:
            left, top = box.left - _MARGIN_PT, box.top - _MARGIN_PT
            across, down = box.right - box.left + 2 * _MARGIN_PT, box.bottom - box.top + 2 * _MARGIN_PT
            yield f'<rect x="{left:.1f}" y="{top:.1f}" width="{across:.1f}" height="{down:.1f}" rx="1.5"/>'
        # What has no box stands in the corner of the page.
        corners = [(box.left - _MARGIN_PT, box.top - _MARGIN_PT) for box in boxed]
        for x, y in corners or [(2.5 * _BADGE_PT * entry.number, 2 * _BADGE_PT)]:
            yield _badge(entry.number, max(x, _BADGE_PT), max(y, _BADGE_PT))
        yield "</a>"
    yield "</svg></div>"


def _badge(number: int, x: float, y: float) -> str:
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_BADGE_PT:g}"/>'
    return f'{circle}<text x="{x:.1f}" y="{y:.1f}">{number}</text>'

"""Headings: not last on a page, whole body lines high, no gap after the number (H1, H3, H5; clreq, GB/T 9704)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.reading.lines import gap
from typeset.preflight.typography.places import at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.reading.lines import Line
    from typeset.preflight.reading.text import Text

_BOLD = re.compile(r"bold|heavy|black|hei|sans|gothic", re.IGNORECASE)
_LEVEL = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．]|（[0-9]+）)")
_LARGER = 1.05
_LARGEST = 2.5  # of the body: what is larger is a display, not a heading
_LONGEST = 40
_MARK_GAP_EM = 0.12  # beyond the blank of the mark itself
_OFF = 0.04  # of the pitch
_SENTENCE = frozenset("。！？；，、：”」’")


def check_headings(text: Text) -> Iterator[Finding]:
    """Report headings that nothing follows on their page, that push lines off the grid, and gaps after numbers."""
    for page in text.pages:
        for line in page.lines:
            if _is_heading(line, text):
                yield from _number(line)
    yield from _last(text)
    yield from _heights(text)


def _is_heading(line: Line, text: Text) -> bool:
    if not 1 < line.han <= _LONGEST or line.text[-1] in _SENTENCE or not text.size:
        return False
    larger = _LARGER * text.size < line.size < _LARGEST * text.size
    bold = abs(line.size - text.size) <= (_LARGER - 1) * text.size and line.font != text.font
    return larger or (bold and bool(_BOLD.search(line.font)) and all(font == line.font for _, font in line.styles))


def _number(line: Line) -> Iterator[Finding]:
    match = _LEVEL.match(line.text)
    if match is None or len(match[0]) >= len(line.glyphs) or sum(len(g.text) for g in line.glyphs) != len(line.glyphs):
        return
    mark, after = line.glyphs[match.end() - 1], line.glyphs[match.end()]
    if match[0][-1] == "、" and (wide := gap(mark, after)) > _MARK_GAP_EM:
        yield Finding(
            "H5.gap-after-number", **at(line, mark, after), values={"gap": f"{wide:z.2f}", "around": line.text[:8]}
        )


def _last(text: Text) -> Iterator[Finding]:
    """Headings at the foot of a column, with the text that they head in the next."""
    if not text.paragraphs:
        return
    foot = max(line.baseline for line in text.body) + text.pitch / 2
    starts = {id(paragraph.lines[0].line) for paragraph in text.paragraphs}
    places: dict[tuple[int, int], list[Line]] = {}
    for line in text.lines:
        if line.baseline < foot:
            places.setdefault((line.page, text.columns.number_of(line)), []).append(line)
    ordered = [sorted(places[place], key=lambda line: line.baseline) for place in sorted(places)]
    for lines, following in pairwise(ordered):
        last = lines[-1]
        held = [line for line in lines if id(line) in text.body_ids]
        first = next((line for line in following if id(line) in text.body_ids), None)
        if (
            held
            and first is not None
            and id(first) in starts
            and _is_heading(last, text)
            and first.page - last.page <= 1
        ):
            yield Finding("H3.heading-last", **at(last), values={"text": last.text[:20]})


def _heights(text: Text) -> Iterator[Finding]:
    """Headings between two lines of the body whose distance is not a whole number of lines."""
    for before, after in pairwise(text.paragraphs):
        last, first = before.lines[-1], after.lines[0]
        if (last.line.page, last.column.number) != (first.line.page, first.column.number):
            continue
        between = [
            line
            for line in text.page(last.line.page).lines
            if last.line.baseline < line.baseline < first.line.baseline
            and line.left < last.column.right
            and line.right > last.column.left
        ]
        if not between or not any(_is_heading(line, text) for line in between):
            continue
        steps = (first.line.baseline - last.line.baseline) / text.pitch
        if abs(steps - round(steps)) > _OFF:
            heading = next(line for line in between if _is_heading(line, text))
            values = {"lines": f"{steps:.2f}", "text": heading.text[:20]}
            yield Finding("H1.heading-off-grid", **at(heading), values=values)

"""A picture of how time and memory grow with the pages, as SVG: one line an engine, both scales logarithmic."""

from __future__ import annotations

import math
import statistics
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WIDTH, _HEIGHT, _GAP = 330, 260, 90
_COLOURS = {
    "typeset": "#a8141c",
    "typeset-pages": "#e08a8f",
    "weasyprint": "#16324f",
    "typst": "#2b8a6e",
    "xelatex": "#8a6d1d",
    "chromium": "#666666",
}
_KINDS = (("clock", "seconds"), ("memory_mb", "megabytes"))


def growth(kept: Sequence[Mapping[str, Any]]) -> str:
    """The picture of the results of one day."""
    parts = [
        text for number, kind in enumerate(_KINDS) for text in _chart(kept, *kind, _GAP / 2 + number * (_WIDTH + _GAP))
    ]
    width, height = 2 * (_WIDTH + _GAP), _HEIGHT + 110
    font = 'font-family="sans-serif" font-size="11"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {font}>'
    return "\n".join([head, f'<rect width="{width}" height="{height}" fill="#fff"/>', *parts, "</svg>"]) + "\n"


def _chart(kept: Sequence[Mapping[str, Any]], kind: str, unit: str, left: float) -> Iterator[str]:
    lines = _lines(kept, kind)
    values = [value for line in lines.values() for _, value in line]
    pages = [page for line in lines.values() for page, _ in line]
    if not values:
        return
    x = _Scale(min(pages), max(pages), left, left + _WIDTH)
    y = _Scale(min(values), max(values), 40 + _HEIGHT, 40)
    yield f'<text x="{left}" y="20" font-weight="bold">{unit}</text>'
    for tick in _ticks(min(values), max(values)):
        yield f'<path d="M{left} {y(tick):.1f}h{_WIDTH}" stroke="#ddd"/>'
        yield f'<text x="{left - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>'
    for page in sorted({round(one["wanted"]) for one in kept}):
        if min(pages) <= page <= max(pages) * 1.2:
            yield f'<text x="{x(page):.1f}" y="{_HEIGHT + 60}" text-anchor="middle">{page} pages</text>'
    for number, (name, line) in enumerate(lines.items()):
        colour = _COLOURS.get(name, "#000")
        path = "L".join(f"{x(page):.1f} {y(value):.1f}" for page, value in line)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x(page):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>' for page, value in line)
        place = f'x="{left + (number % 3) * 110}" y="{_HEIGHT + 80 + number // 3 * 16}"'
        yield f'<text {place} fill="{colour}">{escape(name)}</text>'


def _lines(kept: Sequence[Mapping[str, Any]], kind: str) -> dict[str, list[tuple[float, float]]]:
    lines: dict[str, list[tuple[float, float]]] = {}
    for one in sorted(kept, key=lambda one: one["wanted"]):
        for name, runs in one["runs"].items():
            value = statistics.median(run[kind] for run in runs)
            lines.setdefault(name, []).append((one["wanted"], value))
    return lines


class _Scale:
    """Where on the paper a value stands."""

    def __init__(self, least: float, most: float, begin: float, end: float) -> None:
        self._least, self._span = math.log(least), math.log(most) - math.log(least) or 1
        self._begin, self._end = begin, end

    def __call__(self, value: float) -> float:
        return self._begin + (math.log(value) - self._least) / self._span * (self._end - self._begin)


def _ticks(least: float, most: float) -> Iterator[float]:
    power = 10 ** math.floor(math.log10(least))
    while power <= most:
        yield from (tick for tick in (power, 2 * power, 5 * power) if least <= tick <= most)
        power *= 10

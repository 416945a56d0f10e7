"""Register: both sides of a leaf, and facing pages, stand on one another (P17; GB/T 9704, 6.2)."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pages.folios import folios_of
from typeset.preflight.pdf.pages import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles

_MM = 72 / 25.4
_SIDES = 2 * _MM
_FOLIOS = 4 * _MM
_READ = 12  # pages: margins are the same in all, and reading glyphs takes time
_FEWEST = 10  # lines: fewer do not tell where a type area ends
_SAME = 0.5 * _MM  # measures that differ by more are of two designs, and cannot be compared


def check_sides(document: Document, _: Profiles) -> Iterator[Finding]:
    """The type area of a page lies on that of the page at its back, as one sees it against the light."""
    pages = document.once(pages_of)
    text = document.part(range(min(len(pages), _READ))).text()
    lines = Counter(line.page % 2 for line in text.body)
    if min(lines[0], lines[1]) < _FEWEST:
        return
    front, back = (text.columns.across(number) for number in (1, 2))
    if not front or not back:
        return
    trim, crop = pages[0].finished, pages[0].crop
    width = trim.right - trim.left
    edge = trim.left - crop.left
    left, right = front[0].left - edge, front[-1].right - edge
    # The back is seen in a mirror.
    behind = width - (back[-1].right - edge), width - (back[0].left - edge)
    if abs((right - left) - (behind[1] - behind[0])) > _SAME:
        return
    off = max(abs(left - behind[0]), abs(right - behind[1]))
    if off > _SIDES:
        yield Finding("P17.sides-apart", values={"off": f"{off / _MM:.1f}"})


def check_folios(document: Document, _: Profiles) -> Iterator[Finding]:
    """The folios of facing pages stand equally high."""
    pages = document.once(pages_of)
    folios = document.once(folios_of)
    for left, right in pairwise(folios):
        heights = (folio.box.bottom - pages[folio.page - 1].finished.bottom for folio in (left, right))
        off = abs(next(heights) - next(heights))
        if left.page % 2 == 0 and right.page == left.page + 1 and off > _FOLIOS:
            values = {"off": f"{off / _MM:.1f}"}
            yield Finding("P17.folios-apart", right.page, box=pages[right.page - 1].place(right.box), values=values)

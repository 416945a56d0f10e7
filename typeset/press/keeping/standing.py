"""Standing type: parts that stay set from one layout to the next, for as long as they say the same.

A part is set anew where its text, its style sheets, a picture, or what the parts before it pass on has changed, or the
page of a place that it names. What comes out is what would have without: a part is nothing but what these make of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.diagnostics import Report
from typeset.press.galley import Galley
from typeset.press.keeping.compositions import Compositions
from typeset.press.stock import Stock, listening
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from typeset.press.keeping.succession import Estate
    from typeset.press.parts import Part
    from typeset.press.passage import Carried
    from typeset.rendering import Rendering
    from typeset.stopwatch import Watch
    from typeset.typefaces import FontCatalogue

_Key = tuple["Part", "Carried | None"]


class Standing(Struct, eq=False):
    """The parts of one issue as they were last set. Empty, it sets each part it is asked for.

    Attributes:
        lasting: Whether the issue will be set again, so that what serves then is worth keeping.
    """

    lasting: bool = True
    _stock: Stock | None = None
    _made_of: object = None
    _noticed: Report = field(default_factory=Report)
    _before: dict[_Key, Galley] = field(default_factory=dict)
    _now: dict[_Key, Galley] = field(default_factory=dict)

    def stock(self, rendering: Rendering, catalogue: FontCatalogue, report: Report, watch: Watch = UNWATCHED) -> Stock:
        """What `rendering` is set with; where that has changed, nothing stands any more."""
        fonts = catalogue.faces, tuple(catalogue.roles.items()), tuple(_state(face.path) for face in catalogue.faces)
        made_of = rendering.styles, rendering.base, rendering.folders, fonts
        kept = self._stock
        if kept is None or self._made_of != made_of or kept.pictures != {p: _state(p) for p in kept.pictures}:
            self._noticed = Report()
            kept = self._stock = Stock.of(rendering, catalogue, self._noticed, watch)
            self._made_of = made_of
            self._before.clear()
            self._now.clear()
        for diagnostic in self._noticed:
            report.take(diagnostic)
        return kept

    def begin(self) -> None:
        """Begin a layout: what it does not ask for does not stand any longer."""
        self._before, self._now = self._before | self._now, {}

    def end(self) -> None:
        """End it."""
        self._before = {}
        for galley in self._now.values():
            if galley.compositions:
                galley.compositions.settle()
        if self._stock:
            self._stock.pictures.update({path: _state(path) for path in self._stock.fetcher.files.values()})

    def galley(
        self, part: Part, stock: Stock, known: Mapping[str, int] | None, before: Carried | None, *, right: bool
    ) -> Galley:
        """`part` set as pages, the first of them a right one or a left one if it has to be set now."""
        key = part, before
        found = self._now.get(key) or self._before.get(key)
        if found is None or (known is not None and found.asks_anew(known)):
            found = Galley(part, stock, known, before, self._compositions())
            old = self._nearest(part, right=right) if self.lasting else None
            with listening(found.noticed):
                found.build().lay_out(right=right, lasting=self.lasting, old=old)
        self._now[key] = found
        return found

    def _nearest(self, part: Part, *, right: bool) -> Estate | None:
        """What is left by the part of last time that begins most like `part`, and does not stand any longer."""
        found = {
            key: estate
            for key, galley in self._before.items()
            if key not in self._now and part.stands_like(key[0]) and (estate := galley.estate(right=right))
        }
        if not found:
            return None
        nearest = max(found, key=lambda key: _begin_alike(part.html, key[0].html))
        del self._before[nearest]
        return found[nearest]

    def _compositions(self) -> Compositions | None:
        """What to compose a part with: the paragraphs of all that stands."""
        if not self.lasting:
            return None
        standing = (*self._now.values(), *self._before.values())
        return Compositions(galley.compositions.own for galley in standing if galley.compositions)


def _begin_alike(one: str, other: str) -> int:
    """How many characters the two have in common from the first on."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if one[:middle] == other[:middle] else (least, middle - 1)
    return least


def _state(path: Path) -> tuple[int, int]:
    """What tells a file from what it was before."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size

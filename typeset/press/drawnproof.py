"""A proof whose pages were drawn as soon as they were laid out, and let go of."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from typeset.diagnostics import Report
from typeset.press.binding import bind
from typeset.press.hooks import composing
from typeset.press.proof import Proof, finish
from typeset.press.timing import timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from typeset.press.drawn import DrawnPart
    from typeset.press.leaves import Leaf
    from typeset.press.runs import Link, TextRun
    from typeset.press.stock import Stock
    from typeset.stopwatch import Watch


class DrawnProof(Proof):
    """Says of its pages what a build asks; for anything else they are laid out again, and kept."""

    def __init__(
        self,
        drawn: Sequence[DrawnPart],
        leaves: Sequence[Leaf],
        metadata: Any,
        stock: Stock,
        again: Callable[[], Proof],
        watch: Watch,
    ) -> None:
        """Keep what was drawn and what is known of the pages; `again` lays them out once more."""
        self._drawn = tuple(drawn)
        self._leaves = tuple(leaves)
        self._metadata = metadata
        self._stock = stock
        self._again = again
        self._watch = watch

    @cached_property
    def _kept(self) -> Proof:
        return self._again()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._leaves)

    def page_of(self, anchor: str) -> int | None:
        """The page, from 1, on which the element named `anchor` begins."""
        return next((number for number, leaf in enumerate(self._leaves, 1) if anchor in leaf.anchors), None)

    def page_size(self, number: int) -> tuple[float, float]:
        """Width and height of page `number`, from 1, in points."""
        return self._leaves[number - 1].size_pt

    def links(self) -> Iterator[Link]:
        """The links inside the document in page order."""
        for leaf in self._leaves:
            yield from leaf.links

    def runs(self) -> Iterator[TextRun]:
        """Every piece of text, page by page, in the order of the tree."""
        for leaf in self._leaves:
            yield from leaf.runs

    def write(self, identifier: str, *, variant: str | None, packet: bytes | None = None) -> bytes:
        """The PDF of all pages, as `Proof.write` has it."""
        if variant is None:
            return self._kept.write(identifier, variant=None, packet=packet)
        with self._stock.fonts.current(), composing(Report()), timed(self._watch):
            done = partial(finish, self._metadata, packet=packet)
            return bind(self._drawn, self._stock, self._metadata, variant, identifier, done)

    def __getattr__(self, name: str) -> Any:
        """What belongs to pages that are kept."""
        return getattr(self._kept, name)

"""A proof whose pages were drawn as soon as they were laid out, and let go of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from typeset.diagnostics import Report
from typeset.leaves import Leaves
from typeset.press.binding import bind
from typeset.press.hooks import composing
from typeset.press.proof import Proof, described, finish
from typeset.press.timing import timed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typeset.leaves import Leaf
    from typeset.press.drawn import DrawnPart
    from typeset.press.stock import Stock
    from typeset.stopwatch import Watch


class DrawnProof(Leaves):
    """Leaves that can be bound."""

    def __init__(
        self,
        drawn: Sequence[DrawnPart],
        leaves: Sequence[Leaf],
        metadata: Any,
        stock: Stock,
        again: Callable[[], Proof],
        watch: Watch,
    ) -> None:
        """Keep what was drawn, and what it is bound with."""
        super().__init__(leaves, described(metadata), again)
        self._drawn = tuple(drawn)
        self._metadata = metadata
        self._stock = stock
        self._watch = watch

    def write(self, identifier: str, *, variant: str | None, packet: bytes | None = None) -> bytes:
        """The PDF of all pages, as `Proof.write` has it."""
        if variant is None:
            return self.kept.write(identifier, variant=None, packet=packet)
        with self._stock.fonts.current(), composing(Report()), timed(self._watch):
            done = partial(finish, self._metadata, packet=packet)
            return bind(self._drawn, self._stock, self._metadata, variant, identifier, done)

"""An issue whose parts are set by a crew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from typeset.press.crew import Crew
from typeset.press.parts import split
from typeset.press.passage import Inseparable

if TYPE_CHECKING:
    from typeset.diagnostics import Report
    from typeset.leaves import Leaf
    from typeset.press.drawn import DrawnPart
    from typeset.press.stock import Stock

_SHORTEST = 20_000  # characters of HTML: what is shorter is set before a crew has come together
_FEWEST = 3


class Shared(Struct, frozen=True):
    """What the crew has made."""

    parts: tuple[DrawnPart, ...]
    leaves: tuple[Leaf, ...]
    metadata: Any


def set_by_crew(html: str, stock: Stock, report: Report, jobs: int, *, short_cover: bool = False) -> Shared | None:
    """The drawn pages of the document `html`; None where it is short, or a part of it does not stand alone.

    Raises CoverTooLong if that matters.
    """
    parts = split(html)
    if len(parts) < _FEWEST or stock.of_the_whole or len(html) < _SHORTEST:
        return None
    try:
        with Crew(parts, stock, min(jobs, len(parts) - 1), short_cover=short_cover) as crew:
            done, metadata = crew.set(), crew.metadata
    except Inseparable:
        return None
    for finished in done:
        for diagnostic in finished.report:
            report.take(diagnostic)
    drawn = tuple(finished.drawn for finished in done)
    return Shared(drawn, tuple(leaf for finished in done for leaf in finished.leaves), metadata)

"""An issue whose sections are set by a crew, while what comes before them, which names their pages, stays here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from weasyprint.html import get_html_metadata
from weasyprint.pdf.metadata import DocumentMetadata

from typeset.press.crew import Crew
from typeset.press.drawing import draw
from typeset.press.galley import Galley, Inseparable, Start
from typeset.press.leaves import Leaf, leaves_of
from typeset.press.parts import split
from typeset.press.setting import SetPart, check_cover
from typeset.press.stock import listening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.diagnostics import Report
    from typeset.press.drawn import DrawnPart
    from typeset.press.parts import Part
    from typeset.press.stock import Stock

_SHORTEST = 20_000  # characters of HTML: what is shorter is set before a crew has come together
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Shared:
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
        with listening(report):
            return _shared(parts, stock, report, min(jobs, len(parts) - 1), short_cover=short_cover)
    except Inseparable:
        return None


def _shared(parts: Sequence[Part], stock: Stock, report: Report, jobs: int, *, short_cover: bool) -> Shared:
    front = Galley(parts[0], stock).build().lay_out()
    if short_cover:
        check_cover(front.bodies)
    with Crew(parts[1:], stock, jobs) as crew:
        start = Start(len(front.bodies) + 1)
        crew.set(front.after, Start(start.page, 0, _strings(front)))
        done = [state.finished for state in crew.states if state.finished]
        anchors = dict(front.anchors)
        known = {name: index + 1 for name, index in anchors.items()}
        page = start.page
        for state in crew.states:
            known |= {name: page + index for name, index in state.anchors.items()}
            page += len(state.finished.leaves) if state.finished else 0
    if front.asks_anew(known):
        again = Galley(parts[0], stock, known).build().lay_out()
        if len(again.bodies) != len(front.bodies) or again.after != front.after:
            raise Inseparable
        front = again
    pages = tuple(front.number(Start(1, page - 1)))
    for finished in done:
        for diagnostic in finished.report:
            report.take(diagnostic)
    return Shared(
        (draw(SetPart(front, pages)), *(finished.drawn for finished in done)),
        (*leaves_of(pages, 1), *(leaf for finished in done for leaf in finished.leaves)),
        DocumentMetadata(**get_html_metadata(front.html)),
    )


def _strings(front: Galley) -> tuple[tuple[str, str], ...]:
    front.number(Start())
    return front.strings

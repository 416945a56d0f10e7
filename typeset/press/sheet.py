"""Laying out: a Rendering and a catalogue of fonts become a Proof."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from typeset.cores import copies
from typeset.diagnostics import Report
from typeset.press.drawnproof import DrawnProof
from typeset.press.hooks import composing, supported
from typeset.press.keeping.standing import Standing
from typeset.press.proof import Proof
from typeset.press.setting import document_of, set_issue
from typeset.press.sharing import set_by_crew
from typeset.press.stock import listening
from typeset.press.timing import timed
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from typeset.rendering import Rendering
    from typeset.stopwatch import Watch
    from typeset.typefaces import FontCatalogue


def get_ready(rendering: Rendering, catalogue: FontCatalogue) -> Standing:
    """Nothing set yet, but all made ready that documents like `rendering` are set with, whatever they say."""
    standing = Standing(lasting=False)
    with composing(Report()):
        standing.stock(rendering, catalogue, Report())
    return standing


def lay_out(
    rendering: Rendering,
    catalogue: FontCatalogue,
    report: Report,
    *,
    short_cover: bool = False,
    jobs: int = 1,
    standing: Standing | None = None,
    watch: Watch = UNWATCHED,
) -> Proof:
    """Lay out `rendering` with the fonts of `catalogue`; what the engine complains of goes to `report`.

    With several `jobs` so many processes work on the parts of a long document, and draw them at once.
    What is `standing` is not set again. Raises CoverTooLong where the cover takes more than a page and is to be short.
    """
    with composing(report), timed(watch):
        standing = standing or Standing(lasting=False)
        stock = standing.stock(rendering, catalogue, report, watch)
        with stock.fonts.current():
            if not supported():
                with listening(report):
                    return Proof(stock.rendered(rendering.html), stock, watch=watch)
            again = partial(lay_out, rendering, catalogue, Report())
            if jobs > 1 and copies() and not watch.detailed:
                drawn = set_by_crew(rendering.html, stock, report, jobs, short_cover=short_cover)
                if drawn:
                    # It answers as a Proof does, if need be by laying out one.
                    return cast("Proof", DrawnProof(drawn.parts, drawn.leaves, drawn.metadata, stock, again, watch))
            parts = set_issue(rendering.html, stock, report, standing, short_cover=short_cover)
            return Proof(document_of(parts, stock), stock, parts, watch)

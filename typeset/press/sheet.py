"""Laying out: a Rendering and a catalogue of fonts become a Proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.press.hooks import composing, supported
from typeset.press.proof import Proof
from typeset.press.setting import document_of, set_issue
from typeset.press.stock import Stock, listening
from typeset.press.timing import timed
from typeset.stopwatch import UNWATCHED

if TYPE_CHECKING:
    from typeset.diagnostics import Report
    from typeset.fonts import FontCatalogue
    from typeset.render import Rendering
    from typeset.stopwatch import Watch


def lay_out(rendering: Rendering, catalogue: FontCatalogue, report: Report, *, watch: Watch = UNWATCHED) -> Proof:
    """Lay out `rendering` with the fonts of `catalogue`; what the engine complains of goes to `report`."""
    with composing(report), timed(watch):
        stock = Stock.of(rendering, catalogue, report, watch)
        with stock.fonts.current(), listening(report):
            if supported():
                parts = set_issue(rendering.html, stock)
                return Proof(document_of(parts, stock), stock, parts, watch)
            return Proof(stock.rendered(rendering.html), stock, watch=watch)

"""The flatplan as it stands (版面计划): lengths, fillers at hand, and what a page count takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.copyfit.fillers import measure_stock, read_stock
from typeset.copyfit.lengths import lengths_of, next_multiple, steps_to
from typeset.diagnostics import Report
from typeset.makeup import make_up

if TYPE_CHECKING:
    from typeset.copyfit.lengths import ArticleLength, Lengths, Step
    from typeset.delivery.consignment import Consignment


class Plan(Struct, frozen=True):
    """Lengths of an issue, what it takes to reach `pages` (None where no cut brings that), and fillers at hand."""

    lengths: Lengths
    pages: int
    steps: tuple[Step, ...] | None
    fillers: tuple[ArticleLength, ...]


def make_plan(consignment: Consignment, pages: int | None, report: Report) -> Plan:
    """Plan for `pages`, or for the next multiple of four; what is wrong with fillers goes to `report`."""
    edition = consignment.edition
    lengths = lengths_of(edition, consignment.proof)
    wanted = pages or next_multiple(lengths.page_count)
    stock = read_stock(edition.folder.parent / "fillers", edition, report)
    measured = measure_stock(
        stock, edition, lambda alone: make_up(alone, consignment.layout, consignment.catalogue, Report())
    )
    return Plan(lengths, wanted, steps_to(lengths, wanted), measured)

"""Printed folios and page labels (J3)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pages.lines import lines_of
from typeset.preflight.pdf.pages import Page, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pages.lines import Line
    from typeset.settings import Profiles

_FOLIO = re.compile(r"[\s—–\-·.|第]*(?P<number>\d{1,4})[\s—–\-·.|页]*$")
_MARGIN = 0.12  # of the height of the page, at head and foot
_FEW = 0.6  # of the pages must carry a folio before one is believed


def check_labels(document: Document, _: Profiles) -> Iterator[Finding]:
    """A reader's page box shows the number that is printed on the page."""
    pages = document.once(pages_of)
    printed = [_numbers(page, lines) for page, lines in zip(pages, document.once(lines_of), strict=True)]
    # Folios count on with the pages: the step between both that most pages share tells them from other numbers.
    steps = Counter(number - page.number for page, numbers in zip(pages, printed, strict=True) for number in numbers)
    step, shared = max(steps.items(), key=lambda pair: (pair[1], -abs(pair[0])), default=(0, 0))
    if shared < max(2, _FEW * sum(1 for numbers in printed if numbers)):
        return
    for page, numbers in zip(pages, printed, strict=True):
        folio = page.number + step
        if folio in numbers and page.label != str(folio):
            yield Finding("J3.label-differs", page.number, values={"folio": folio, "label": page.label})


def _numbers(page: Page, lines: tuple[Line, ...]) -> list[int]:
    edge = page.finished
    height = (edge.top - edge.bottom) * _MARGIN
    outer = [line for line in lines if line.box.top > edge.top - height or line.box.bottom < edge.bottom + height]
    found = (_FOLIO.match(line.text) for line in outer if line.box.meets(edge))
    return sorted({int(match["number"]) for match in found if match})

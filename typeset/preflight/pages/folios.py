"""Printed folios and page labels (J3)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.preflight.finding import Finding
from typeset.preflight.pages.printed import PRINTED
from typeset.preflight.pdf.pages import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.objects import Rectangle
    from typeset.settings import Profiles

_FEW = 0.6  # of the pages must carry a folio before one is believed


class Folio(Struct, frozen=True):
    """A printed page number: the page it stands on, from 1, the number, and where it stands in the user space."""

    page: int
    number: int
    box: Rectangle


def check_labels(document: Document, _: Profiles) -> Iterator[Finding]:
    """A reader's page box shows the number that is printed on the page."""
    pages = document.once(pages_of)
    for folio in document.once(folios_of):
        label = pages[folio.page - 1].label
        if label != str(folio.number):
            yield Finding("J3.label-differs", folio.page, values={"folio": folio.number, "label": label})


def folios_of(document: Document) -> tuple[Folio, ...]:
    """The folios, in the order of the pages; none where too few pages carry one to tell them from other numbers."""
    pages = document.once(pages_of)
    printed = [page.numbers for page in document.gathered(PRINTED)]
    # Folios count on with the pages: the step between both that most pages share tells them from other numbers.
    steps = Counter(number - page.number for page, numbers in zip(pages, printed, strict=True) for number in numbers)
    step, shared = max(steps.items(), key=lambda pair: (pair[1], -abs(pair[0])), default=(0, 0))
    if shared < max(2, _FEW * sum(1 for numbers in printed if numbers)):
        return ()
    return tuple(
        Folio(page.number, page.number + step, numbers[page.number + step])
        for page, numbers in zip(pages, printed, strict=True)
        if page.number + step in numbers
    )

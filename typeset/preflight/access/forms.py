"""Form XObjects in the tag tree (U2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.pdf.content import contents_of
from typeset.preflight.pdf.objects import entry, identity, integer
from typeset.preflight.pdf.survey import survey_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.settings import Profiles


def check_form_objects(document: Document, _: Profiles) -> Iterator[Finding]:
    """No form stands for a page of another file; one with content of the tree is drawn once."""
    if any(entry(form, "/Ref") is not None for form in document.once(survey_of).forms):
        yield Finding("U2.reference-object")
    drawn: dict[tuple[int, int] | None, list[int]] = {}
    tagged = set()
    for number, content in enumerate(document.here(contents_of), 1):
        for form in content.forms:
            drawn.setdefault(identity(form), []).append(number)
        for marks in content.marks:
            mark = marks[-1]
            if mark.stream and integer(entry(mark.properties, "/MCID")) is not None:
                tagged.add(mark.stream)
    for form, pages in drawn.items():
        if form in tagged and len(pages) > 1:
            yield Finding("U2.form-drawn-twice", pages[1], values={"count": len(pages)})

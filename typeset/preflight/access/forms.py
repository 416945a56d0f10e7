"""Form XObjects in the tag tree (U2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.preflight.facts import Gathering
from typeset.preflight.finding import Finding
from typeset.preflight.pdf.content import contents_of
from typeset.preflight.pdf.objects import entry, identity
from typeset.preflight.pdf.survey import survey_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typeset.preflight.document import Document
    from typeset.settings import Profiles


def check_form_objects(document: Document, _: Profiles) -> Iterator[Finding]:
    """No form stands for a page of another file; one with content of the tree is drawn once."""
    if any(entry(form, "/Ref") is not None for form in document.once(survey_of).forms):
        yield Finding("U2.reference-object")
    drawn = document.gathered(DRAWN_FORMS)
    for form, pages in drawn.pages.items():
        if form in drawn.tagged and len(pages) > 1:
            yield Finding("U2.form-drawn-twice", pages[1], values={"count": len(pages)})


class _Drawn(Struct):
    """Forms by their identity: the pages that each is drawn on, and those with content of the tree."""

    pages: dict[tuple[int, int] | None, list[int]] = field(default_factory=dict)
    tagged: set[tuple[int, int]] = field(default_factory=set)


def _drawn(part: Document) -> _Drawn:
    found = _Drawn()
    for content in part.here(contents_of):
        for form in content.forms:
            found.pages.setdefault(identity(form), []).append(content.page.number)
        found.tagged |= {
            marks[-1].stream for marks in content.marks if marks[-1].stream and marks[-1].number is not None
        }
    return found


def _joined(parts: Sequence[_Drawn]) -> _Drawn:
    found = _Drawn()
    for part in parts:
        found.tagged |= part.tagged
        for form, pages in part.pages.items():
            found.pages.setdefault(form, []).extend(pages)
    return found


DRAWN_FORMS = Gathering(_drawn, _joined)

"""In which language each text is, for the voice that reads it (U4)."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.gathering import on_pages
from typeset.preflight.pdf.content import contents_of, things_of
from typeset.preflight.pdf.objects import entry, identity, text
from typeset.preflight.pdf.painted import Kind
from typeset.preflight.pdf.survey import annotations_of
from typeset.preflight.pdf.tags import tags_of
from typeset.preflight.pdf.xmp import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.painted import Mark, Painted
    from typeset.preflight.pdf.tags import Tags
    from typeset.settings import Profiles

_FORM = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$")
_SPOKEN = ("/Alt", "/ActualText", "/E")


def check_languages(document: Document, _: Profiles) -> Iterator[Finding]:
    """Languages are written as BCP 47 has them."""
    tags = document.once(tags_of)
    written: dict[str, int | None] = {text(entry(document.pdf.trailer, "/Root", "/Lang")): None}
    written |= {language: tag.page for tag in tags.all() if (language := tag.own("/Lang"))}
    for language, page in written.items():
        if language and not _FORM.match(language):
            yield Finding("U4.language-malformed", page, values={"language": language})


def check_text_languages(document: Document, _: Profiles) -> Iterator[Finding]:
    """Where the document has no language, every part of it has one of its own."""
    if text(entry(document.pdf.trailer, "/Root", "/Lang")):
        return
    tags = document.once(tags_of)
    things = chain.from_iterable(part.here(things_of) for part in document.parts())
    mute = (thing for thing in things if thing.kind is Kind.TEXT and not _language(thing, tags))
    yield from on_pages("U4.text-language", document, (thing for thing in mute if not thing.is_artifact))
    yield from _check_replacements(document, tags)
    if entry(document.pdf.trailer, "/Root", "/Outlines", "/First") is not None:
        yield Finding("U4.outline-language")
    for annotation in document.once(annotations_of):
        tag = tags.by_object.get(identity(annotation.dictionary) or (0, 0))
        if tag is not None and tag.language:
            continue
        if text(entry(annotation.dictionary, "/Contents")):
            yield Finding("U4.annotation-language", annotation.page)
        if text(entry(annotation.dictionary, "/TU")):
            yield Finding("U4.field-language", annotation.page)
    if document.once(metadata_of).defaults:
        yield Finding("U4.metadata-language")


def _language(thing: Painted, tags: Tags) -> str:
    tag = tags.of_thing(thing)
    return _of_marks(thing.marks) or (tag.language if tag else "")


def _of_marks(marks: tuple[Mark, ...]) -> str:
    return next((found for mark in reversed(marks) if (found := text(entry(mark.properties, "/Lang")))), "")


def _check_replacements(document: Document, tags: Tags) -> Iterator[Finding]:
    for tag in tags.all():
        if any(tag.own(key) for key in _SPOKEN) and not tag.language:
            yield Finding("U4.replacement-language", tag.page)
            return
    for content in chain.from_iterable(part.here(contents_of) for part in document.parts()):
        number = content.page.number
        for marks in content.marks:
            if not any(text(entry(marks[-1].properties, key)) for key in _SPOKEN) or _of_marks(marks):
                continue
            owner = next((found for mark in reversed(marks) if (found := tags.of_mark(mark, number))), None)
            if owner is None or not owner.language:
                yield Finding("U4.replacement-language", number)
                return

"""Files inside an archived file (U11; ISO 19005-2 and 19005-3, 6.8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from typeset.errors import ContentError
from typeset.preflight.archive.identity import part_of
from typeset.preflight.document import Document
from typeset.preflight.finding import Finding
from typeset.preflight.pdf.objects import BROKEN, PdfObject, data, entry, identity, name, one_or_many, text
from typeset.preflight.pdf.survey import survey_of
from typeset.preflight.pdf.xmp import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typeset.settings import Profiles

_TYPE = re.compile(r"[-\w+.]+/[-\w+.]+$")
_ARCHIVED = {"1", "2"}
_UNREADABLE: tuple[type[Exception], ...] = (ContentError, *BROKEN)


def check_attachments(document: Document, _: Profiles) -> Iterator[Finding]:
    """PDF/A-2 holds PDF/A alone; PDF/A-3 holds anything that says what it is and what it has to do with the pages."""
    part = part_of(document)
    files = [file for file in document.once(survey_of).files if entry(file, "/EF") is not None]
    associated = _associated(document)
    for file in files:
        values = {"file": text(entry(file, "/UF")) or text(entry(file, "/F"))}
        stream = entry(file, "/EF", "/F") or entry(file, "/EF", "/UF")
        if part != "3":
            if not _is_archived(data(stream)):
                yield Finding("U11.file-not-archived", values=values)
            continue
        if not name(entry(file, "/AFRelationship")):
            yield Finding("U11.file-relationship", values=values)
        if not _TYPE.match(name(entry(stream, "/Subtype"))):
            yield Finding("U11.file-type", values=values)
        if identity(file) not in associated:
            yield Finding("U11.file-not-associated", values=values)


def _associated(document: Document) -> set[tuple[int, int] | None]:
    """The files that something in the document says are its own."""
    root = entry(document.pdf.trailer, "/Root")
    holders: list[PdfObject] = [root]
    holders += [page.obj for page in document.pdf.pages]
    return {identity(file) for holder in holders for file in one_or_many(entry(holder, "/AF"))} - {None}


def _is_archived(content: bytes) -> bool:
    """Whether an attached file says that it is PDF/A-1 or 2."""
    if b"%PDF-" not in content[:1024]:
        return False
    try:
        return metadata_of(Document(content, "")).value("pdfaid:part") in _ARCHIVED
    except _UNREADABLE:
        return False

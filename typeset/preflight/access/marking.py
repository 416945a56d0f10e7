"""Everything on a page is content in the tag tree or an artifact, and the tree is sound (U1, U2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.finding import Finding
from typeset.preflight.gathering import on_pages
from typeset.preflight.pdf.content import contents_of, things_of
from typeset.preflight.pdf.objects import entry
from typeset.preflight.pdf.painted import Kind
from typeset.preflight.pdf.tags import STANDARD, standard_role, tags_of, unlisted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typeset.preflight.document import Document
    from typeset.preflight.pdf.painted import Painted
    from typeset.settings import Profiles

_SHOWN = 5


def check_tagged(document: Document, _: Profiles) -> Iterator[Finding]:
    """The file says that it is tagged, nobody doubts it, and there is a tree that leads both ways."""
    root = entry(document.pdf.trailer, "/Root")
    if not document.once(tags_of).present:
        yield Finding("U1.no-tags")
    if entry(root, "/MarkInfo", "/Marked") is not True:
        yield Finding("U1.not-marked")
    if entry(root, "/MarkInfo", "/Suspects") is True:
        yield Finding("U1.suspects")
    lost: dict[int, int] = {}
    for page, _stream, _number in unlisted(document):
        lost[page] = lost.get(page, 0) + 1
    for page, count in lost.items():
        yield Finding("U1.parent-tree", page, values={"count": count})


def check_roles(document: Document, _: Profiles) -> Iterator[Finding]:
    """Every type stands for a standard one, and no standard one for another."""
    tags = document.once(tags_of)
    roles = tags.roles
    for kind in sorted(roles):
        if kind in STANDARD:
            yield Finding("U1.standard-role-remapped", values={"kind": kind})
        elif _is_circular(kind, roles):
            yield Finding("U1.role-circular", values={"kind": kind})
    unknown: dict[str, int | None] = {}
    for tag in tags.all():
        if tag.kind not in STANDARD and standard_role(tag.kind, roles) not in STANDARD:
            unknown.setdefault(tag.kind, tag.page)
    for kind, page in unknown.items():
        yield Finding("U1.role-unknown", page, values={"kind": kind})


def _is_circular(kind: str, roles: Mapping[str, str]) -> bool:
    seen = set()
    while kind in roles:
        if kind in seen:
            return True
        seen.add(kind)
        kind = roles[kind]
    return False


def check_marking(document: Document, _: Profiles) -> Iterator[Finding]:
    """Content is tagged or an artifact, and never the one inside the other."""
    tags = document.once(tags_of)
    for content in document.here(contents_of):
        number, artifacts, tagged = content.page.number, 0, 0
        for *outer, mark in content.marks:
            if mark.is_artifact:
                artifacts += any(tags.of_mark(each, number) for each in outer)
            elif tags.of_mark(mark, number):
                tagged += any(each.is_artifact for each in outer)
        if artifacts:
            yield Finding("U2.artifact-in-content", number, values={"count": artifacts})
        if tagged:
            yield Finding("U2.content-in-artifact", number, values={"count": tagged})
    if tags.present:
        loose = (thing for thing in document.here(things_of) if _is_loose(thing) and not tags.of_thing(thing))
        yield from on_pages("U2.neither", document, loose)


def _is_loose(thing: Painted) -> bool:
    return not thing.is_artifact and (thing.is_visible or thing.kind is Kind.TEXT)

"""Preflight of a finished PDF: every check that its purpose asks for, one room of checks a kind of rule."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from typeset.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typeset.preflight.document import Document
    from typeset.preflight.finding import Finding
    from typeset.settings import Profiles

# A room is a package of `preflight/` whose CHECKS are functions (Document, Profiles) -> Iterator[Finding].
_COMMON = ("pages", "typography")
_ROOMS: Mapping[Profile, tuple[str, ...]] = {
    Profile.WEB: (*_COMMON, "access"),
    Profile.PRINT: (*_COMMON, "press_ready"),
    Profile.ARCHIVE: (*_COMMON, "access", "archive"),
    Profile.BOOKLET: ("pages",),
    Profile.PROOF: ("pages",),
}


def inspect(document: Document, profile: Profile, settings: Profiles) -> tuple[Finding, ...]:
    """Everything found in `document`, in the order of its pages, what concerns the whole first."""
    found = [finding for room in _ROOMS[profile] for finding in _of_room(room, document, settings)]
    return tuple(sorted(found, key=lambda finding: (finding.page or 0, finding.line or 0, finding.code)))


def _of_room(room: str, document: Document, settings: Profiles) -> Iterator[Finding]:
    for check in import_module(f"typeset.preflight.{room}").CHECKS:
        yield from check(document, settings)

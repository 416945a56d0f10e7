"""Preflight of a finished PDF: every check that its purpose asks for, one room of checks a kind of rule."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError
from typeset.preflight.document import Document
from typeset.preflight.purpose import guess_profile
from typeset.profile import Profile
from typeset.settings import Profiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from typeset.preflight.finding import Finding

# A room is a package of `preflight/` whose CHECKS are functions (Document, Profiles) -> Iterator[Finding].
_COMMON = ("pages", "typography")
_ROOMS: Mapping[Profile, tuple[str, ...]] = {
    Profile.WEB: (*_COMMON, "access"),
    Profile.PRINT: (*_COMMON, "press_ready"),
    Profile.ARCHIVE: (*_COMMON, "access", "archive"),
    Profile.BOOKLET: ("pages",),
    Profile.PROOF: ("pages",),
}


@dataclass(frozen=True, slots=True)
class Inspection:
    """A PDF, what it was checked for, and what was found."""

    document: Document
    profile: Profile
    findings: tuple[Finding, ...]


def inspect_file(path: Path, profile: Profile | None = None) -> Inspection:
    """Check the PDF at `path`, for what it says it is for unless `profile` says so. Raises ContentError."""
    try:
        document = Document(path.read_bytes(), path.name)
    except FileNotFoundError:
        raise ContentError(Report([Diagnostic("source.missing", Place(path), {"name": path.name})])) from None
    except OSError as error:
        values = {"name": path.name, "reason": error.strerror or ""}
        raise ContentError(Report([Diagnostic("source.unreadable", Place(path), values)])) from None
    purpose = profile or guess_profile(document)
    return Inspection(document, purpose, inspect(document, purpose, Profiles()))


def inspect(document: Document, profile: Profile, settings: Profiles) -> tuple[Finding, ...]:
    """Everything found in `document`, in the order of its pages, what concerns the whole first."""
    found = [finding for room in _ROOMS[profile] for finding in _of_room(room, document, settings)]
    return tuple(sorted(found, key=lambda finding: (finding.page or 0, finding.line or 0, finding.code)))


def _of_room(room: str, document: Document, settings: Profiles) -> Iterator[Finding]:
    for check in import_module(f"typeset.preflight.{room}").CHECKS:
        yield from check(document, settings)

"""Preflight of a finished PDF: every check that its purpose asks for, one room of checks a kind of rule."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from typeset.cores import shared
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError
from typeset.preflight.document import Document
from typeset.preflight.purpose import guess_profile
from typeset.preflight.typography import check_stretch, stretches, told
from typeset.profile import Profile
from typeset.settings import Profiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from typeset.preflight.finding import Finding

# A room is a package of `preflight/` whose CHECKS are functions (Document, Profiles) -> Iterator[Finding].
_TYPOGRAPHY = "typography"
_COMMON = ("pages", _TYPOGRAPHY)
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


def inspect(document: Document, profile: Profile, settings: Profiles, *, jobs: int = 1) -> tuple[Finding, ...]:
    """Everything found in `document`, in the order of its pages, what concerns the whole first; by `jobs` processes."""
    found = [finding for room in _in_order(document, profile, settings, jobs) for finding in room]
    return tuple(sorted(found, key=lambda finding: (finding.page or 0, finding.line or 0, finding.code)))


def _in_order(document: Document, profile: Profile, settings: Profiles, jobs: int) -> Iterator[tuple[Finding, ...]]:
    """What was found in each room. Typography, which reads every glyph, is done in stretches of pages."""
    rooms = _ROOMS[profile]
    modules = {room: import_module(f"typeset.preflight.{room}") for room in rooms}
    pages = stretches(document.page_count) if _TYPOGRAPHY in rooms else ()

    def work(task: str | range) -> Any:  # noqa: ANN401 - a stretch gives findings by rule, a room gives findings
        return tuple(_of_room(task, document, settings)) if isinstance(task, str) else check_stretch(document, task)

    tasks: list[str | range] = [*pages, *(room for room in rooms if room != _TYPOGRAPHY)]
    made = shared(work, tasks, jobs if modules else 1)
    by_room = dict(zip(tasks[len(pages) :], made[len(pages) :], strict=True))
    for room in rooms:
        yield tuple(told(made[: len(pages)])) if room == _TYPOGRAPHY else by_room[room]


def _of_room(room: str, document: Document, settings: Profiles) -> Iterator[Finding]:
    for check in import_module(f"typeset.preflight.{room}").CHECKS:
        yield from check(document, settings)

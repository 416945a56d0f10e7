"""Preflight of a finished PDF: every check that its purpose asks for, one room of checks a kind of rule."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from typeset.collector import resting
from typeset.cores import shared
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError
from typeset.preflight.document import Document
from typeset.preflight.facts import stretches
from typeset.preflight.gathering import DAMAGED
from typeset.preflight.pdf.objects import BROKEN
from typeset.preflight.purpose import guess_profile
from typeset.preflight.typography import check_part, told
from typeset.profile import Profile
from typeset.settings import Profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from typeset.preflight.facts import Gathering
    from typeset.preflight.finding import Finding
    from typeset.preflight.gathering import Check

# A room is a package of `preflight/` with a ROOM; typography tells by rule, and has none.
_TYPOGRAPHY = "typography"
_COMMON = ("pages", _TYPOGRAPHY)
_ROOMS: Mapping[Profile, tuple[str, ...]] = {
    Profile.WEB: (*_COMMON, "access"),
    Profile.PRINT: (*_COMMON, "press_ready"),
    Profile.ARCHIVE: (*_COMMON, "access", "archive"),
    Profile.BOOKLET: ("pages",),
    Profile.PROOF: ("pages",),
}


class Inspection(Struct, frozen=True):
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
    """Everything found in `document`, in the order of its pages, what concerns the whole first; by `jobs` processes.

    Its pages are read in stretches, and of each only findings and facts are kept. Raises ContentError where it cannot
    be read.
    """
    with resting():  # what is let go of is nowhere referred to in circles
        return tuple(sorted(_inspected(document, profile, settings, jobs), key=_order))


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.page or 0, finding.line or 0, finding.code


def _inspected(document: Document, profile: Profile, settings: Profiles, jobs: int) -> Iterator[Finding]:
    names = _ROOMS[profile]
    rooms = tuple(import_module(f"typeset.preflight.{name}").ROOM for name in names if name != _TYPOGRAPHY)
    gatherings = tuple(dict.fromkeys(gathering for room in rooms for gathering in room.gatherings))
    with suppress(*BROKEN):
        for make in dict.fromkeys(make for room in rooms for make in room.first):
            document.once(make)

    def work(pages: range | None) -> _Seen:
        if pages is None:
            return _Seen(_found(document, settings, (check for room in rooms for check in room.by_object)))
        part = document.part(pages)
        return _Seen(
            _found(part, settings, (check for room in rooms for check in room.by_part)),
            check_part(part) if _TYPOGRAPHY in names else (),
            tuple(_fact(gathering, part) for gathering in gatherings),
        )

    whole, *parts = shared(work, [None, *stretches(document.page_count)], jobs)
    document.know(_joined(gatherings, [part.facts for part in parts]))
    by_facts = _found(document, settings, (check for room in rooms for check in room.by_facts))
    composed = told([part.composed for part in parts])
    return _once([*whole.findings, *chain.from_iterable(part.findings for part in parts), *by_facts, *composed])


class _Seen(Struct, frozen=True):
    """What was seen in a part of a document: what its rooms found and each rule of composition, and what it tells."""

    findings: tuple[Finding, ...]
    composed: tuple[tuple[Finding, ...], ...] = ()
    facts: tuple[Any, ...] = ()


def _found(document: Document, settings: Profiles, checks: Iterable[Check]) -> tuple[Finding, ...]:
    return tuple(chain.from_iterable(check(document, settings) for check in checks))


def _fact(gathering: Gathering[Any], part: Document) -> Any:  # noqa: ANN401 - each has a type of its own
    """What `part` tells; None where damage keeps it from telling, and the check that asks has to say so."""
    try:
        return gathering.of(part)
    except BROKEN:
        return None


def _joined(gatherings: Sequence[Gathering[Any]], parts: Sequence[Sequence[Any]]) -> dict[Gathering[Any], Any]:
    """The facts of the whole document, as far as all parts told theirs."""
    columns = zip(gatherings, zip(*parts, strict=True), strict=True)
    return {gathering: gathering.joined(facts) for gathering, facts in columns if None not in facts}


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; that a check could not be carried out is not said of every part."""
    said: list[Finding] = []
    for finding in findings:
        if finding.code != DAMAGED:
            yield finding
        elif finding not in said:
            said.append(finding)
            yield finding

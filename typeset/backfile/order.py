"""What passes between the desk and the processes that build: an Order goes out, an Outcome comes back.

Both can be written as JSON, since a process may run on another machine.
"""

from __future__ import annotations

import datetime as dt  # msgspec reads the annotations at run time
from enum import StrEnum
from pathlib import Path

from typeset.diagnostics import Diagnostic, Place, Severity
from typeset.profile import Profile
from typeset.schema import Model
from typeset.verdict import Fault

Value = str | int | float | bool | None


class Order(Model, frozen=True, kw_only=True):
    """One issue to build, and how.

    Attributes:
        root: The folder of the workspace.
        folder: The folder of the issue.
        profiles: What PDFs to make.
        layout: The layout to use instead of the issue's own.
        pages: The page count to fit it to.
        strict: Whether a warning is a failure.
        check: Whether the text is checked first.
        date: The day that a proof shows.
        program: What it is to be built with, as `program()` says it.
        detailed: Whether to time the stages of the press as well.
    """

    root: Path
    folder: Path
    profiles: tuple[Profile, ...] = (Profile.WEB,)
    layout: str | None = None
    pages: int | None = None
    strict: bool = False
    check: bool = False
    date: dt.date | None = None
    program: str
    detailed: bool = False

    @property
    def issue(self) -> str:
        """The name of the issue."""
        return self.folder.name


class Finding(Model, frozen=True, kw_only=True):
    """A diagnostic that can be sent and kept."""

    code: str
    values: dict[str, Value]
    file: Path | None = None
    line: int = 0
    column: int = 0
    length: int = 1
    weight: Severity | None = None

    @classmethod
    def of(cls, diagnostic: Diagnostic) -> Finding:
        """`diagnostic`, its values as they will be read."""
        place = diagnostic.place or Place(Path())
        values = {key: v if isinstance(v, int | float | None) else str(v) for key, v in diagnostic.values.items()}
        return cls(
            code=diagnostic.code,
            values=values,
            file=place.path if diagnostic.place else None,
            line=place.line,
            column=place.column,
            length=place.length,
            weight=diagnostic.weight,
        )

    @property
    def diagnostic(self) -> Diagnostic:
        """The diagnostic again."""
        place = Place(self.file, self.line, self.column, self.length) if self.file else None
        return Diagnostic(self.code, place, self.values, self.weight)


class State(StrEnum):
    """What became of an issue."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class BuiltFile(Model, frozen=True, kw_only=True):
    """A file of an issue and its pages."""

    profile: Profile
    path: Path
    pages: int


class Stretch(Model, frozen=True, kw_only=True):
    """A `stopwatch.Span` that can be sent."""

    path: tuple[str, ...]
    begin: float
    end: float
    peak: int


class Outcome(Model, frozen=True, kw_only=True):
    """What became of an order.

    Attributes:
        issue: The name of the issue.
        state: What became of it.
        fault: Whose fault it is that it failed; None where it did not.
        files: The files.
        findings: What was noticed.
        seconds: How long it took, by the clock.
        processor: How long it took, in seconds of a processor.
        peak: The most memory that its process held, in bytes; 0 where the system does not tell.
        begun: When the work began, in seconds since 1970.
        stretches: The stages, where they were timed; seconds since `begun`.
        worker: Who did it: a process, or an address in a cluster.
    """

    issue: str
    state: State
    fault: Fault | None = None
    files: tuple[BuiltFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: float = 0
    processor: float = 0
    peak: int = 0
    begun: float = 0
    stretches: tuple[Stretch, ...] = ()
    worker: str = ""

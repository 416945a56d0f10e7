"""The exceptions of typeset.

    TypesetError                 everything the caller may want to catch
    ├── ContentError             the editor's files are wrong; carries the report (exit code 1)
    ├── UsageError               the command or the call is wrong (exit code 2)
    └── EnvironmentProblem       the machine lacks something (exit code 3)

Anything else that reaches the command line is a bug (exit code 70).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeset.diagnostics import Diagnostic, Report


class TypesetError(Exception):
    """Anything that typeset raises on purpose."""


class ContentError(TypesetError):
    """What was read cannot become an issue; `report` says why, with places."""

    def __init__(self, report: Report) -> None:
        """Keep `report`, which holds at least one error."""
        super().__init__("; ".join(str(diagnostic) for diagnostic in report.errors))
        self.report = report


class UsageError(TypesetError):
    """The call itself is wrong: an unknown issue, no workspace, a bad option."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Keep the one diagnostic to show."""
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


class EnvironmentProblem(TypesetError):  # noqa: N818 - the trade's word; `EnvironmentError` is a builtin
    """The machine lacks something: a library, a font file, room on the disk."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Keep the one diagnostic to show."""
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic

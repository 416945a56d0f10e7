"""typeset: makes an issue of a Chinese periodical out of a folder of articles.

    >>> import typeset
    >>> workspace = typeset.find_workspace(Path("."))  # doctest: +SKIP
    >>> typeset.build(workspace, workspace.issues / "issue-293")  # doctest: +SKIP

The names below are the whole public interface. They are imported when they are first used, so that asking for one
does not pay for all (WeasyPrint alone takes 0.6 s).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeset.copyedit.check import check_issue
    from typeset.diagnostics import Diagnostic, Place, Report, Severity
    from typeset.edition import Edition
    from typeset.errors import ContentError, EnvironmentProblem, TypesetError, UsageError
    from typeset.pipeline import Build, build, read_edition
    from typeset.workspace import Workspace, find_workspace

__version__ = "0.1.0"

_HOMES = {
    "Build": "pipeline",
    "ContentError": "errors",
    "Diagnostic": "diagnostics",
    "Edition": "edition",
    "EnvironmentProblem": "errors",
    "Place": "diagnostics",
    "Report": "diagnostics",
    "Severity": "diagnostics",
    "TypesetError": "errors",
    "UsageError": "errors",
    "Workspace": "workspace",
    "build": "pipeline",
    "check_issue": "copyedit.check",
    "find_workspace": "workspace",
    "read_edition": "pipeline",
}

__all__ = [
    "Build",
    "ContentError",
    "Diagnostic",
    "Edition",
    "EnvironmentProblem",
    "Place",
    "Report",
    "Severity",
    "TypesetError",
    "UsageError",
    "Workspace",
    "build",
    "check_issue",
    "find_workspace",
    "read_edition",
]


def __getattr__(name: str) -> object:
    """Import a public name from the module it lives in."""
    if name not in _HOMES:
        message = f"module 'typeset' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"typeset.{_HOMES[name]}"), name)

"""What the shell offers when the editor presses the tab key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from typeset.errors import UsageError
from typeset.workspace import find_workspace

if TYPE_CHECKING:
    import click


def complete_issue(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names of issues that begin as typed."""
    try:
        folders = find_workspace(Path.cwd()).issue_folders()
    except UsageError:
        return []
    return [folder.name for folder in folders if folder.name.startswith(incomplete)]


def complete_layout(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The names of layouts that begin as typed."""
    try:
        folders = find_workspace(Path.cwd()).layout_folders
    except UsageError:
        return []
    names = {path.parent.name for folder in folders for path in folder.glob("*/layout.yaml")}
    return sorted(name for name in names if name.startswith(incomplete))

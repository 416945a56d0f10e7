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


def complete_article(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The files of the articles of the issue named before, or of the newest, that begin as typed."""
    folder = _issue(ctx)
    names = sorted(path.stem for path in folder.glob("articles/*.md")) if folder else []
    return [name for name in names if name.startswith(incomplete)]


def complete_new(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """What `typeset new` makes besides an issue."""
    return [name for name in ("article",) if name.startswith(incomplete)]


def complete_section(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The sections of the issue named before, or of the newest, that begin as typed."""
    from typeset.diagnostics import Report  # noqa: PLC0415 - the models take their time
    from typeset.manifest import read_manifest  # noqa: PLC0415

    folder = _issue(ctx)
    manifest = read_manifest(folder, find_workspace(Path.cwd()).publication, Report()) if folder else None
    titles = [section.title for section in manifest.issue.sections] if manifest else []
    return [title for title in titles if title.startswith(incomplete)]


def complete_side(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The rounds that are kept of that issue, and `current`, as they begin as typed."""
    from typeset.rounds.shelf import numbers  # noqa: PLC0415 - the models take their time

    folder = _issue(ctx)
    kept = numbers(find_workspace(Path.cwd()), folder.name) if folder else []
    return [name for name in (*map(str, kept), "current") if name.startswith(incomplete)]


def _issue(ctx: click.Context) -> Path | None:
    try:
        workspace, name = find_workspace(Path.cwd()), ctx.params.get("issue")
        return workspace.issue_folder(name, start=Path.cwd()) if name else workspace.current_issue(Path.cwd())
    except UsageError:
        return None

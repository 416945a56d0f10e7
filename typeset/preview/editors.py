"""Opening a file at a line in the editor that `$VISUAL` names."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typeset.workspace import Workspace

# How each is told the line; the rest take `+LINE FILE`.
_AT_LINE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor"), ("--goto", "{file}:{line}")),
    **dict.fromkeys(("subl", "zed", "atom"), ("{file}:{line}",)),
    **dict.fromkeys(("idea", "pycharm", "webstorm", "kate"), ("--line", "{line}", "{file}")),
    "emacsclient": ("--no-wait", "+{line}", "{file}"),
    "notepad++": ("-n{line}", "{file}"),
}
# These want the terminal, which the server has.
_IN_TERMINAL = frozenset({"vi", "vim", "nvim", "nano", "emacs", "micro", "helix", "hx", "joe", "ed", "ne"})


def visual(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The editor's command: `$VISUAL` or `$EDITOR`; empty where there is none that opens a window of its own."""
    for variable in ("VISUAL", "EDITOR"):
        try:
            command = tuple(shlex.split(environment.get(variable, "")))
        except ValueError:
            continue
        if command and Path(command[0]).stem not in _IN_TERMINAL and shutil.which(command[0]):
            return command
    return ()


def command_for(editor: tuple[str, ...], file: Path, line: int) -> list[str]:
    """The command that opens `file` at `line`."""
    form = _AT_LINE.get(Path(editor[0]).stem, ("+{line}", "{file}"))
    return [*editor, *(part.format(file=file, line=max(1, line)) for part in form)]


def open_at(editor: tuple[str, ...], file: Path, line: int) -> None:
    """Open `file` at `line` and do not wait. Raises OSError."""
    subprocess.Popen(  # noqa: S603 - the user's own editor, the file one of the workspace
        command_for(editor, file, line),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def text_file(workspace: Workspace, name: str) -> Path | None:
    """The file of the workspace that `name` is relative to its root; None for whatever else it may be."""
    try:
        path = (workspace.root / name).resolve()
        inside = path.is_relative_to(workspace.root.resolve()) and path.is_file()
    except (OSError, ValueError):
        return None
    hidden = inside and any(part.startswith(".") for part in path.relative_to(workspace.root.resolve()).parts)
    return path if inside and not hidden else None

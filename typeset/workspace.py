"""Where things are: the workspace's issues, layouts, fonts, output and cache, and what ships with typeset."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from typeset.diagnostics import Diagnostic
from typeset.errors import UsageError
from typeset.source import is_file

_PACKAGE = Path(__file__).resolve().parent
# An installed wheel carries layouts and fonts inside the package; a checkout has them at its top.
_SHIPPED = _PACKAGE / "_shipped" if (_PACKAGE / "_shipped").is_dir() else _PACKAGE.parent


class Workspace(Struct, frozen=True):
    """A folder that holds `issues/publication.yaml`; all paths are absolute."""

    root: Path

    @property
    def issues(self) -> Path:
        """The folder of the publication and its issues."""
        return self.root / "issues"

    @property
    def publication(self) -> Path:
        """The file that every issue shares."""
        return self.issues / "publication.yaml"

    @property
    def dist(self) -> Path:
        """Where finished files go."""
        return self.root / "dist"

    @property
    def proofs(self) -> Path:
        """Where the rounds of proof are kept for good, a folder an issue."""
        return self.root / "proofs"

    @property
    def state(self) -> Path:
        """Locks and caches; may be deleted at any time."""
        return self.root / ".typeset"

    @property
    def cache(self) -> Path:
        """What was found out and need not be again, by content."""
        return self.state / "cache"

    @property
    def layout_folders(self) -> tuple[Path, ...]:
        """Folders of layouts, the workspace's own before those that ship."""
        return _distinct(self.root / "layouts", _SHIPPED / "layouts")

    @property
    def font_folders(self) -> tuple[Path, ...]:
        """Folders with a catalogue of fonts, those that ship before the workspace's own, which win."""
        return _distinct(_SHIPPED / "fonts", self.root / "fonts")

    def issue_folders(self) -> list[Path]:
        """The folders of all issues, in the order of their numbers."""
        folders = [path.parent for path in self.issues.glob("*/issue.yaml")]
        return sorted(folders, key=lambda folder: _by_number(folder.name))

    def issue_folder(self, name: str, *, start: Path) -> Path:
        """The folder that `name` means: a path seen from `start`, a folder's name, or the number in one.

        Raises UsageError where there is no such issue.
        """
        path = (start / name).resolve()
        if is_file(path / "issue.yaml"):
            return path
        if path.name == "issue.yaml" and is_file(path):
            return path.parent
        folders = self.issue_folders()
        for folder in folders:
            if folder.name == name or (name.isdigit() and folder.name == f"issue-{name}"):
                return folder
        known = "、".join(folder.name for folder in folders)
        raise UsageError(Diagnostic("workspace.unknown-issue", None, {"name": name, "known": known or "—"}))

    def current_issue(self, start: Path) -> Path:
        """The issue that `start` lies in, else the newest one. Raises UsageError where there is none."""
        for folder in [start, *start.parents]:
            if (folder / "issue.yaml").is_file():
                return folder
        folders = self.issue_folders()
        if not folders:
            raise UsageError(Diagnostic("workspace.no-issue", None, {"folder": str(self.issues)}))
        return folders[-1]

    def shown(self, path: Path) -> str:
        """`path` as a person in the workspace would write it."""
        try:
            return path.resolve().relative_to(self.root).as_posix()
        except ValueError:
            return str(path)


def find_workspace(start: Path) -> Workspace:
    """The workspace that `start` lies in. Raises UsageError where it lies in none."""
    for folder in [start.resolve(), *start.resolve().parents]:
        if (folder / "issues" / "publication.yaml").is_file():
            return Workspace(folder)
    raise UsageError(Diagnostic("workspace.none", None, {"folder": str(start)}))


def shipped() -> Workspace:
    """What ships, for work that needs layouts and fonts but no issues."""
    return Workspace(_SHIPPED)


def _distinct(*folders: Path) -> tuple[Path, ...]:
    existing = [folder for folder in folders if folder.is_dir()]
    return tuple(dict.fromkeys(existing))


def _by_number(name: str) -> tuple[int, str]:
    numbers = re.findall(r"\d+", name)
    return (int(numbers[-1]) if numbers else 0, name)

"""All that the files of an issue depend on: files and folders by name, each with a digest of what is in it.

A file that is not there counts as well, where it would be used if it were: a layout of the workspace hides one that
ships. Its digest is the empty text.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from typeset.delivery.archive import sources
from typeset.profile import Profile
from typeset.rounds.inputs import checksum, checksums, input_name, input_path
from typeset.workspace import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typeset.backfile.order import Order
    from typeset.delivery.consignment import Consignment
    from typeset.workspace import Workspace

PROOF_LAYOUT = "proof-slip"
UNREADABLE = "unreadable"


class Digests:
    """Digests of files and folders as they were when they were first asked for: fonts are shared by many issues."""

    def __init__(self) -> None:
        self._known: dict[Path, str] = {}

    def of(self, path: Path) -> str:
        """The SHA-256 of a file, or of all files in a folder and their names; empty where there is neither."""
        if path not in self._known:
            try:
                self._known[path] = _digest(path)
            except OSError:  # what cannot be read has not stayed as it was
                self._known[path] = UNREADABLE
        return self._known[path]


def _digest(path: Path) -> str:
    if path.is_dir():
        digest = hashlib.sha256()
        for file in sources(path):
            digest.update(f"{file.relative_to(path).as_posix()}\0{checksum(file)}\n".encode())
        return digest.hexdigest()
    return checksum(path) if path.is_file() else ""


def inputs_of(workspace: Workspace, order: Order, profile: Profile, consignment: Consignment) -> dict[str, str]:
    """What the file for `profile` depends on, by its name in the workspace."""
    edition, layout, catalogue = consignment.edition, consignment.layout, consignment.catalogue
    found = checksums(workspace, edition, layout, catalogue, consignment.profiles)
    digests = Digests()
    for path in _others(workspace, order, profile, consignment):
        found[input_name(workspace, path)] = digests.of(path)
    return {name: found[name] for name in sorted(found)}


def _others(workspace: Workspace, order: Order, profile: Profile, consignment: Consignment) -> Iterator[Path]:
    layouts = [folder.name for folder in consignment.layout.folders]
    if profile is Profile.PROOF:
        layouts.append(PROOF_LAYOUT)
    for name in layouts:
        yield workspace.root / "layouts" / name
        yield shipped().root / "layouts" / name
    yield workspace.root / "fonts" / "catalogue.yaml"
    if order.check:
        yield workspace.issues / "terms.yaml"
    if profile is Profile.ARCHIVE and consignment.profiles.archive.attach_issue:
        yield order.folder


def unchanged(workspace: Workspace, inputs: dict[str, str], digests: Digests) -> bool:
    """Whether every input still has its digest."""
    return all(digests.of(input_path(workspace, name)) == digest for name, digest in inputs.items())


def touched_since(workspace: Workspace, inputs: dict[str, str], instant_ns: int) -> bool:
    """Whether a file among `inputs` was written at `instant_ns` or later, by the clock of its disk."""
    for name in inputs:
        path = input_path(workspace, name)
        if path.is_file():
            status = path.stat()
            if max(status.st_mtime_ns, status.st_ctime_ns) >= instant_ns:
                return True
    return False

"""What is watched for changes: everything that an issue is made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from watchfiles import awatch

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

    from watchfiles import Change

    from typeset.workspace import Workspace

_DEBOUNCE_MS, _STEP_MS = 200, 20
# What editors leave beside the file that they write.
_LEFT_ASIDE = ("~", ".swp", ".swx", ".tmp", ".part", ".bak", ".lock")


class Inputs(Struct, frozen=True):
    """The files that the pages of one issue are made of."""

    workspace: Workspace
    folder: Path

    def folders(self) -> list[Path]:
        """The folders to watch: a file that is replaced whole is a new file, so none is watched by itself."""
        return [self.workspace.issues, *self.workspace.layout_folders, *self.workspace.font_folders]

    def matter(self, _change: Change | None, name: str) -> bool:
        """Whether a change to the file `name` may change the pages."""
        path = Path(name)
        if path.name.endswith(_LEFT_ASIDE) or path.name.startswith((".", "#")):
            return False
        if path == self.workspace.publication:
            return True
        shared = (self.workspace.issues / "fillers", *self.workspace.layout_folders, *self.workspace.font_folders)
        if path.is_relative_to(self.workspace.issues) and path.parent == self.workspace.issues:
            return path.suffix in (".svg", ".png", ".jpg", ".jpeg")  # the masthead
        return any(path.is_relative_to(folder) for folder in (self.folder, *shared))


async def changes(inputs: Inputs, stop: asyncio.Event) -> AsyncIterator[None]:
    """Yields once for each save, or for several that come at once, until `stop`."""
    watching = awatch(
        *inputs.folders(),
        watch_filter=inputs.matter,
        debounce=_DEBOUNCE_MS,
        step=_STEP_MS,
        stop_event=stop,
        ignore_permission_denied=True,
    )
    async for _ in watching:
        yield

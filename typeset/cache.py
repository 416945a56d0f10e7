"""Files that are kept to save time: where one cannot be written, what it holds is made again the next time."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def keep(path: Path, data: bytes) -> None:
    """Have `path` hold `data`, whole or not at all."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        making = path.with_name(f"{path.name}.{os.getpid()}")
        making.write_bytes(data)
        making.replace(path)

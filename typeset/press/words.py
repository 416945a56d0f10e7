"""The words that titles are cut into, by jieba's dictionary, so that none turns over inside one.

To load the dictionary takes a tenth of a second, and titles seldom change: what was cut is kept, a file for each text.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import cache
from importlib import util
from pathlib import Path

from typeset.cache import keep


class Words:
    """Cuts texts into words, and keeps them in `folder`, if there is one."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def __call__(self, text: str) -> list[str]:
        """The words of `text`, which together are `text`."""
        path = self._folder and self._folder / _name(text)
        words = _kept(path, text) if path else None
        if words is None:
            words = cut(text)
            if path:
                keep(path, json.dumps(words, ensure_ascii=False).encode())
        return words


def cut(text: str) -> list[str]:
    """The words of a Chinese text."""
    import rjieba  # noqa: PLC0415 - see above

    words: list[str] = rjieba.cut(text)
    return words


def _name(text: str) -> str:
    return hashlib.sha256(f"{_dictionary()}\x00{text}".encode()).hexdigest() + ".json"


@cache
def _dictionary() -> str:
    """What tells the dictionary, which is part of the library's file, from another; it is not loaded for that."""
    spec = util.find_spec("rjieba")
    folders = [Path(folder) for folder in (spec and spec.submodule_search_locations) or ()]
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.is_file()]
    return json.dumps([(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files])


def _kept(path: Path, text: str) -> list[str] | None:
    with suppress(OSError, ValueError, TypeError):
        words = json.loads(path.read_text("utf-8"))
        if "".join(words) == text:
            return [*words]
    return None

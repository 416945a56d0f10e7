"""Fonts cut to the glyphs of an issue, and compressed as the PDF has them.

That takes a twentieth of a second, and an issue that is built again mostly has the glyphs that it had: what was cut is
kept, a file for each font and its glyphs, called after all that it depends on.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import weasyprint
from msgspec import Struct

from typeset.cache import keep
from typeset.press.deflation import LEVEL, deflated
from typeset.press.engine import libraries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ffi: Any = libraries.ffi
_ffi.cdef("const char * hb_version_string (void);", override=True)
_MOST_IN_MEMORY = 32
_MOST_IN_FOLDER = 64
_HEAD = struct.Struct(">LL")  # before a stream that is kept: the bytes of the file, and the stream's CRC-32
_DIRECTORY_BYTES = 4096  # the head of a font file lists its tables, each with a checksum


class Cut(Struct, frozen=True):
    """A font file with some of its glyphs, as a compressed stream of a PDF.

    Attributes:
        deflated: The stream.
        size: The bytes of the file.
    """

    deflated: bytes
    size: int

    def __len__(self) -> int:
        """The bytes of the file."""
        return self.size

    def __getitem__(self, part: slice) -> bytes:
        """Some of the file, of which no more is made than is asked for."""
        return zlib.decompressobj().decompress(self.deflated, part.stop)[part]

    def content(self) -> bytes:
        """The file."""
        return zlib.decompress(self.deflated)


class Cuts:
    """Cuts that were made, in memory, and in `folder`, if there is one. Threads may ask at once."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, Cut] = {}

    def cut(self, source: Path, what: object, make: Callable[[], bytes | None]) -> Cut | None:
        """The cut of the font file `source` that `what` describes; it is made, if it was not kept."""
        name = _name(source, what)
        found = self._known.get(name) or self._kept(name)
        if found is None:
            content = make()
            if content is None:
                return None
            found = Cut(deflated(content), len(content))
            self._keep(name, found)
        if len(self._known) >= _MOST_IN_MEMORY:
            self._known.clear()
        self._known[name] = found
        return found

    def _kept(self, name: str) -> Cut | None:
        if self._folder is None:
            return None
        path = self._folder / name
        with suppress(OSError, struct.error):
            data = path.read_bytes()
            size, check = _HEAD.unpack_from(data)
            stream = data[_HEAD.size :]
            if check == zlib.crc32(stream):
                os.utime(path)
                return Cut(stream, size)
        return None

    def _keep(self, name: str, cut: Cut) -> None:
        """Keep a cut, and let go of those not used for longest."""
        if self._folder is None:
            return
        keep(self._folder / name, _HEAD.pack(cut.size, zlib.crc32(cut.deflated)) + cut.deflated)
        with suppress(OSError):
            files = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
            for path in files[:-_MOST_IN_FOLDER]:
                path.unlink()


def _name(source: Path, what: object) -> str:
    """What tells a cut from any other: the file by its size, time and tables, the glyphs, and the programs that cut."""
    state = source.stat()
    with source.open("rb") as file:
        head = file.read(_DIRECTORY_BYTES)
    programs = weasyprint.__version__, _harfbuzz(), zlib.ZLIB_RUNTIME_VERSION, LEVEL
    told = repr((programs, state.st_size, state.st_mtime_ns, what)).encode()
    return hashlib.sha256(head + told).hexdigest()


def _harfbuzz() -> str:
    version: bytes = _ffi.string(libraries.harfbuzz.hb_version_string())
    return version.decode()

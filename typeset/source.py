"""Reading an editor's text file: UTF-8, with a diagnostic for whatever else it turns out to be."""

from __future__ import annotations

import errno
import re
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.diagnostics import Place

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.diagnostics import Report

# A hundred times a long article; beyond it something other than an article was dropped into the folder.
LARGEST_BYTES = 1_000_000

# C0 and C1 controls other than tab and newline, separators that count as line ends for some and not for others,
# bidirectional controls that hide text, a byte order mark inside the text.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_MOST_CONTROLS = 20


class SourceText(Struct, frozen=True):
    """A file's text: decoded, without byte order mark, lines ended by a newline only."""

    path: Path
    text: str


def read_source(path: Path, report: Report, *, largest_bytes: int = LARGEST_BYTES) -> SourceText | None:
    """Read `path` as UTF-8 text; None, with an error in `report`, where that cannot be done."""
    data = _read_bytes(path, report, largest_bytes)
    if data is None:
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        report.add("source.utf-16", Place(path))
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        report.add("source.byte-order-mark", Place(path, 1, 1))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        report.add(*_not_utf8(path, data, error.start))
        return None
    if "\r" in text:
        report.add("source.carriage-return", Place(path, line_and_column(text, text.index("\r"))[0]))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return SourceText(path, text) if _without_controls(path, text, report) else None


def is_file(path: Path) -> bool:
    """Whether `path` is a file: a name that an editor wrote may be too long to be one, or no name at all."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_link(path: Path) -> bool:
    """Whether `path` is a symbolic link; see `is_file`."""
    try:
        return path.is_symlink()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder, as `is_file`."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _read_bytes(path: Path, report: Report, largest_bytes: int) -> bytes | None:
    try:
        size = path.stat().st_size
        if size > largest_bytes:
            report.add("source.too-large", Place(path), size=f"{size / 1e6:.1f}", limit=f"{largest_bytes / 1e6:.1f}")
            return None
        return path.read_bytes()
    except FileNotFoundError:
        report.add("source.missing", Place(path), name=path.name)
    except OSError as error:
        report.add("source.unreadable", Place(path), name=path.name, reason=errno.errorcode.get(error.errno or 0, ""))
    return None


def _not_utf8(path: Path, data: bytes, offset: int) -> tuple[str, Place]:
    before = data[:offset].decode("utf-8", "replace")
    line, column = line_and_column(before, len(before))
    if b"\0" in data:
        return "source.utf-16", Place(path)
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "source.not-utf-8", Place(path, line, column)
    return "source.gb18030", Place(path, line, column)


def _without_controls(path: Path, text: str, report: Report) -> bool:
    found = list(islice(_CONTROL.finditer(text), _MOST_CONTROLS))
    for match in found:
        line, column = line_and_column(text, match.start())
        report.add("source.control-character", Place(path, line, column), name=f"U+{ord(match[0]):04X}")
    return not found


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column, both from 1, of the character at `offset` in `text`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

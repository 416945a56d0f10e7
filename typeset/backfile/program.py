"""What a file was built with: typeset as it is on the disk, the packages it stands on, and the system's libraries."""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import platform
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

_DISTRIBUTION = "typeset-zh"
_KINDS = (".py", ".toml", ".css", ".icc")
# Each library with its function that gives the version as text.
_LIBRARIES = (("pango-1.0", "pango_version_string"), ("harfbuzz", "hb_version_string"))


def program() -> str:
    """One line that is the same wherever the same program would make the same bytes, and another where it might not."""
    parts = [f"typeset {typeset.__version__} {_source()}", f"Python {platform.python_version()}", *_packages()]
    return "; ".join([*parts, *_libraries()])


def _source() -> str:
    """The digest of the package's own files, for a checkout changes without its version."""
    folder = Path(typeset.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _KINDS and "_shipped" not in path.parts):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _packages() -> Iterator[str]:
    try:
        required = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # run from an unpacked archive
        return
    for requirement in required:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        if "extra ==" not in requirement:
            yield f"{name} {metadata.version(name)}"


def _libraries() -> Iterator[str]:
    for name, function in _LIBRARIES:
        file = ctypes.util.find_library(name)
        if file:
            tell = getattr(ctypes.CDLL(file), function)
            tell.restype = ctypes.c_char_p
            yield f"{name} {tell().decode()}"

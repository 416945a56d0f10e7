"""What this machine has and lacks: each need with what was found and, where it is missing, the remedy."""

from __future__ import annotations

import ctypes
import ctypes.util
import shutil
import sys
from importlib import metadata
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.diagnostics import Report
from typeset.errors import UsageError
from typeset.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_OLDEST_PYTHON = (3, 11)
_ENGINE = (70, 71)

# The names that WeasyPrint tries, by platform.
_LIBRARIES: Mapping[str, Sequence[str]] = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "libpango-1.0-0"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "libharfbuzz-0"),
    "subset": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
        "libharfbuzz-subset-0",
    ),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "libfontconfig-1"),
}

# The first package manager that is there tells what to install.
_MANAGERS: Mapping[str, str] = {"apt-get": "apt", "dnf": "dnf", "apk": "apk", "brew": "brew"}


class Need(Struct, frozen=True):
    """One thing that typeset needs: its name, what was found (empty if nothing), and the name of the remedy."""

    name: str
    found: str
    remedy: str


def examine(start: Path) -> list[Need]:
    """Look at Python, the libraries, the engine, the fonts, and the workspace around `start`."""
    version = ".".join(map(str, sys.version_info[:3]))
    return [
        Need("python", version if sys.version_info >= _OLDEST_PYTHON else "", "python"),
        *(Need(name, _library(names), _library_remedy()) for name, names in _LIBRARIES.items()),
        Need("weasyprint", _engine(), "weasyprint"),
        Need("fonts", _fonts(start), "fonts"),
        Need("workspace", _workspace(start), "workspace"),
    ]


def _library(names: Sequence[str]) -> str:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return name
    return ""


def _library_remedy() -> str:
    return next((remedy for command, remedy in _MANAGERS.items() if shutil.which(command)), "other")


def _engine() -> str:
    try:
        version = metadata.version("weasyprint")
    except metadata.PackageNotFoundError:
        return ""
    lowest, beyond = _ENGINE
    return version if lowest <= int(version.split(".")[0]) < beyond else ""


def _fonts(start: Path) -> str:
    from typeset.fonts import read_catalogue, verify  # noqa: PLC0415 - a library it needs may be what is missing

    report = Report()
    try:
        workspace = find_workspace(start)
    except UsageError:
        workspace = Workspace(start)
    catalogue = read_catalogue(workspace.font_folders, report)
    if catalogue is None:
        return ""
    verify(catalogue, report)
    return "" if report.errors else str(len(catalogue.faces))


def _workspace(start: Path) -> str:
    try:
        return str(find_workspace(start).root)
    except UsageError:
        return ""

"""WeasyPrint itself, imported once, quietly and quickly.

At import WeasyPrint looks for the system's fonts and warns where there are none. We never use them. It tries the names
that its libraries have on every system, and for each that is not a file's name Python's `ctypes` asks compilers and
linkers, which takes a fifth of a second where the files' own names would do. On Linux they do.

There, too, its declarations of those libraries are taken as cffi has made them into tables, not from C that is parsed
anew each time, and no font of the system is looked for; of any WeasyPrint but the one that they were made of, they are
parsed, and libraries and fonts are looked for as said. Of its style sheets those rules are parsed that documents of
ours get, and of the modules that it imports those are imported that they use.
"""

from __future__ import annotations

import hashlib
import os
import sys
import warnings
from contextlib import ExitStack, contextmanager
from importlib import resources, util
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import _cffi_backend

from typeset.diagnostics import Diagnostic
from typeset.errors import EnvironmentProblem
from typeset.later import Later, standing_in
from typeset.press import declarations, offline, rasters
from typeset.press.useragent import SHEET, usual

if TYPE_CHECKING:
    from collections.abc import Iterator

# Modules that WeasyPrint imports for fonts of kinds that we do not embed.
_SELDOM = (
    "fontTools",
    "fontTools.subset",
    "fontTools.ttLib",
    "fontTools.ttLib.ttFont",
    "fontTools.ttLib.woff2",
    "fontTools.varLib.instancer",
)
_STYLES = "weasyprint.css"
_UNAPPLIED = frozenset({"html5_ph.css", "html5_ua_form.css"})


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - the signature of what it stands in for
    """Say that there is no library called `name`."""
    return None


@contextmanager
def _libraries_by_file() -> Iterator[None]:
    """Have no name looked up but those of files, inside the block."""
    import ctypes.util  # noqa: PLC0415 - where the declarations are in tables nobody asks it

    search = ctypes.util.find_library
    ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


class _Sheet:
    """A style sheet, of which only what is usual is read."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read_text(self, encoding: str) -> str:
        return usual(self._file.read_text(encoding))


class _Sheets:
    """The folder of WeasyPrint's own style sheets, where those that are never applied are empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __truediv__(self, name: str) -> Path | _Sheet:
        if name in _UNAPPLIED:
            return Path(os.devnull)
        file = self._folder / name
        return _Sheet(file) if name == SHEET else file


@contextmanager
def _applied_rules_only() -> Iterator[None]:
    """Have no rule parsed, inside the block, for forms, for what attributes ask for, and for what is seldom asked."""
    find: Any = resources.files

    def files(package: Any) -> Any:
        ours = isinstance(package, ModuleType) and package.__name__ == _STYLES and package.__file__
        return _Sheets(Path(ours).parent) if ours else find(package)

    resources.files = files
    try:
        yield
    finally:
        resources.files = find


class _Declared(_cffi_backend.FFI):
    """cffi's interface to libraries that the tables declare."""

    def cdef(self, _source: str, **_options: Any) -> None:
        """Declare what is declared already."""

    def dlopen(self, name: str, flags: int = 0) -> Any:
        """Open a library."""
        library = super().dlopen(name, flags)
        return _Fontconfig(library) if "fontconfig" in name else library


class _Fontconfig:
    """Fontconfig with a font, so that none of the system is looked for."""

    def __init__(self, library: Any) -> None:
        self.library = library

    def __getattr__(self, name: str) -> Any:
        return getattr(self.library, name)

    def FcInitLoadConfigAndFonts(self) -> Any:  # noqa: N802 - the name is fontconfig's
        return self.library.FcConfigCreate()

    def FcConfigGetFonts(self, *_: Any) -> Any:  # noqa: N802
        return SimpleNamespace(nfont=1)


def _fit() -> bool:
    """Whether the tables are those of the WeasyPrint that is there."""
    spec = util.find_spec("weasyprint")
    folders = (spec and spec.submodule_search_locations) or ()
    files = [file for folder in folders if (file := Path(folder, "text", "ffi.py")).is_file()]
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files] == [declarations.SHA256]


@contextmanager
def _declarations_in_tables() -> Iterator[None]:
    """Have what asks for cffi inside the block take the tables."""
    cffi: Any = ModuleType("cffi")
    cffi.FFI = lambda: _Declared("declarations", **declarations.TABLES)
    before = sys.modules.get("cffi")
    sys.modules["cffi"] = cffi
    try:
        yield
    finally:
        del sys.modules["cffi"]
        if before:
            sys.modules["cffi"] = before


with ExitStack() as _stack:
    _stack.enter_context(warnings.catch_warnings())
    warnings.simplefilter("ignore")
    _stack.enter_context(standing_in([*map(Later, _SELDOM), *offline.modules(), *rasters.modules()]))
    _stack.enter_context(_applied_rules_only())
    if sys.platform == "linux":
        _stack.enter_context(_declarations_in_tables() if _fit() else _libraries_by_file())
    try:
        import weasyprint
        from weasyprint.text import ffi as libraries
        from weasyprint.text import fonts as _fonts
    except OSError as error:  # a shared library is missing
        raise EnvironmentProblem(Diagnostic("environment.library", None, {"reason": str(error)})) from error

if isinstance(libraries.fontconfig, _Fontconfig):
    libraries.fontconfig = _fonts.fontconfig = libraries.fontconfig.library

__all__ = ["libraries", "weasyprint"]

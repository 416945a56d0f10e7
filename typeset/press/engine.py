"""WeasyPrint itself, imported once, quietly and quickly.

At import WeasyPrint looks for the system's fonts and warns where there are none. We never use them. It tries the names
that its libraries have on every system, and for each that is not a file's name Python's `ctypes` asks compilers and
linkers, which takes a fifth of a second where the files' own names would do. On Linux they do.
"""

from __future__ import annotations

import ctypes.util
import sys
import warnings
from contextlib import contextmanager
from importlib import util
from typing import TYPE_CHECKING

from typeset.diagnostics import Diagnostic
from typeset.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

# Modules that WeasyPrint imports for fonts of kinds that we do not embed: read when something of theirs is used.
_SELDOM = ("fontTools.subset",)


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - the signature of what it stands in for
    """Say that there is no library called `name`."""
    return None


@contextmanager
def _libraries_by_file() -> Iterator[None]:
    """Have no name looked up but those of files, inside the block."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _import_later(name: str) -> None:
    """Have the module `name` read when it is first used, not when it is imported."""
    if name in sys.modules or not (spec := util.find_spec(name)) or spec.loader is None:
        return
    spec.loader = util.LazyLoader(spec.loader)
    module = sys.modules[name] = util.module_from_spec(spec)
    spec.loader.exec_module(module)


for _name in _SELDOM:
    _import_later(_name)
with warnings.catch_warnings(), _libraries_by_file():
    warnings.simplefilter("ignore")
    try:
        import weasyprint
        from weasyprint.text import ffi as libraries
    except OSError as error:  # a shared library is missing
        raise EnvironmentProblem(Diagnostic("environment.library", None, {"reason": str(error)})) from error

__all__ = ["libraries", "weasyprint"]

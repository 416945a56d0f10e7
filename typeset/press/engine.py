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
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from typeset.diagnostics import Diagnostic
from typeset.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What WeasyPrint imports for fonts of kinds that we do not embed, and takes seventy milliseconds to read.
_SELDOM = {"fontTools.subset": (), "fontTools.varLib.instancer": ("instantiateVariableFont",)}


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


class _Later(ModuleType):
    """Stands for a module that is imported when something of it is used: one of its `functions`, or whatever else."""

    def __init__(self, name: str, functions: Iterable[str]) -> None:
        super().__init__(name)
        for function in functions:
            setattr(self, function, partial(self._call, function))

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._imported(), name)

    def _call(self, function: str, *arguments: object, **named: object) -> object:
        return getattr(self._imported(), function)(*arguments, **named)

    def _imported(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return import_module(self.__name__)


for _name, _functions in _SELDOM.items():
    sys.modules.setdefault(_name, _Later(_name, _functions))
with warnings.catch_warnings(), _libraries_by_file():
    warnings.simplefilter("ignore")
    try:
        import weasyprint
        from weasyprint.text import ffi as libraries
    except OSError as error:  # a shared library is missing
        raise EnvironmentProblem(Diagnostic("environment.library", None, {"reason": str(error)})) from error

__all__ = ["libraries", "weasyprint"]

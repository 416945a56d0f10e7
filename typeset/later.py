"""Stand-ins for what a library makes ready when it is imported, and seldom uses.

Modules are imported when something of them is called, patterns compiled when something is looked for with them.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Later(ModuleType):
    """A module whose every name is a function or a class, which is looked up when it is called.

    Once that has happened, names are those of the module. A name of an error is for an `except` clause, and means any
    error until then.
    """

    def __init__(self, name: str) -> None:
        """Stand in for the module `name`."""
        super().__init__(name)
        self._found: ModuleType | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        if name.startswith("__"):
            raise AttributeError(name)
        if self._found:
            return getattr(self._found, name)
        if name.endswith("Error"):
            return Exception

        def call(*arguments: object, **options: object) -> object:
            return getattr(self.load(), name)(*arguments, **options)

        return call

    def load(self) -> ModuleType:
        """The module itself."""
        self._found = import_module(self.__name__)
        return self._found


@contextmanager
def standing_in(modules: Iterable[ModuleType]) -> Iterator[None]:
    """Have what is imported inside the block take `modules`, each unless that which it stands in for is there already.

    A stand-in has those of its own parts, where these are among `modules`, as its names.
    """
    absent = {module.__name__: module for module in modules if module.__name__ not in sys.modules}
    for name, module in absent.items():
        whole, _, part = name.rpartition(".")
        if whole in absent:
            setattr(absent[whole], part, module)
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


class _Pattern:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        found = getattr(re.compile(*self._written), name)
        setattr(self, name, found)
        return found


@contextmanager
def patterns_later() -> Iterator[None]:
    """Have patterns that are made inside the block compiled later; they must be asked themselves, not `re` with them.

    One of PyYAML takes longer to compile than all that is read with it.
    """
    compile_now: Any = re.compile
    module: Any = re
    module.compile = _Pattern
    try:
        yield
    finally:
        module.compile = compile_now

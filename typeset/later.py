"""Stand-ins for modules that a library imports and seldom uses: each is imported when something of it is called."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class _Later(ModuleType):
    """A module whose every name is a function or a class, which is looked up when it is called."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: object, **options: object) -> object:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return call


@contextmanager
def standing_in(names: Iterable[str]) -> Iterator[None]:
    """Have what is imported inside the block take stand-ins for the modules `names`, unless these are there already."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update((name, _Later(name)) for name in absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]

"""Pillow as WeasyPrint finds it when it is imported: it is imported with the first picture that is made of dots."""

from __future__ import annotations

import sys
from types import ModuleType

from typeset.later import Later

_NAMES = ("PIL", "PIL.EpsImagePlugin", "PIL.Image", "PIL.ImageCms", "PIL.ImageFile", "PIL.ImageOps")


class _Pillow(Later):
    """One of its modules. What WeasyPrint sets in any of them is so before the first of them is used."""

    def __init__(self, name: str, group: list[_Pillow]) -> None:
        super().__init__(name)
        self._group = group

    def load(self) -> ModuleType:
        """The module itself."""
        for one in self._group:
            found = Later.load(one)
            for name, value in vars(one).items():
                if not name.startswith("_") and not isinstance(value, ModuleType):
                    setattr(found, name, value)
        return super().load()


def modules() -> list[_Pillow]:
    """The modules, each of which stands in for the one of its name; none if they are imported already."""
    made: list[_Pillow] = []
    if "PIL" not in sys.modules:
        made += [_Pillow(name, made) for name in _NAMES]
    return made

"""Copies of objects of a PDF: what is one object among what was copied stays one."""

from __future__ import annotations

from typing import Any

import pydyf


class Copies:
    """Copies dictionaries and streams, and streams of the engine as plain ones."""

    def __init__(self) -> None:
        """Begin with nothing copied."""
        self._made: dict[int, tuple[Any, Any]] = {}

    def of(self, value: Any) -> Any:
        """The copy of `value`, the same each time."""
        if not isinstance(value, pydyf.Dictionary | pydyf.Stream):
            return value
        if id(value) not in self._made:
            made = pydyf.Stream() if isinstance(value, pydyf.Stream) else pydyf.Dictionary()
            self._made[id(value)] = (made, value)  # kept, so that no other object gets its identity
            if isinstance(value, pydyf.Stream):
                made.compress = value.compress
                made.stream = [item.data if isinstance(item, pydyf.Object) else item for item in value.stream]
                made.extra = {key: self.of(inner) for key, inner in value.extra.items()}
            else:
                made.update({key: self.of(inner) for key, inner in value.items()})
        return self._made[id(value)][0]

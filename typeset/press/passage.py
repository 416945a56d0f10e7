"""What passes from one part to the next: counters and headings, and where the next begins."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Counters = dict[str, list[int]]


class Inseparable(Exception):  # noqa: N818 - control flow inside this package, not an error
    """The part does not stand alone: it has to be laid out with those beside it."""


class Carried(Struct, frozen=True):
    """What a part passes on to the next: the values of CSS counters, and the headings that the next stands below."""

    counters: Counters
    headings: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """The same for what is the same."""
        return hash((tuple(sorted((name, *values) for name, values in self.counters.items())), self.headings))


class Start(Struct, frozen=True):
    """Where a part begins: its first page, how many there are in all, and the running heads before it."""

    page: int = 1
    pages: int = 0
    strings: tuple[tuple[str, str], ...] = ()


class CounterWatch:
    """Asked for the style of every element in turn, it knows when a part begins and ends, and how counters stand."""

    def __init__(self, style_for: Any, state: Any, begin: Any, end: Any, before: Carried | None) -> None:
        self.found: Counters = {}
        self._style_for = style_for
        _, self._values, self._scopes, _ = state
        self._begin, self._end, self._before = begin, end, before

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        """The style of `element`, as the engine's own `style_for` gives it."""
        if pseudo_type is None:
            if element is self._begin and self._before:
                for name, values in self._before.counters.items():
                    if name not in self._values:
                        self._scopes[-1].add(name)
                    self._values[name] = list(values)
            if element is self._end:
                self.found = {name: list(values) for name, values in self._values.items()}
        return self._style_for(element, pseudo_type)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._style_for, name)

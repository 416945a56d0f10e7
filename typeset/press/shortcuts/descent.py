"""The boxes inside a box, listed by one generator; WeasyPrint has one for each box, which hands on all from below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def listed_by_one(_original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """A replacement of `Box.descendants`. What stands in for a box placed elsewhere is itself, or that box."""

    def descendants(self: Any, placeholders: bool = False) -> Iterator[Any]:
        waiting = [self]
        while waiting:
            box = waiting.pop()
            if not isinstance(box, boxes.Box):
                if not placeholders:
                    yield box
                    continue
                box = box._box
            yield box
            waiting += box.children[::-1]

    return descendants

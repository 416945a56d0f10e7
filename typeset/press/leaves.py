"""The leaves of laid-out pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typeset.leaves import Leaf
from typeset.press.runs import links_of, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PT_PER_PX = 0.75


def leaves_of(pages: Iterable[Any], first: int) -> Iterator[Leaf]:
    """The leaves of the engine's `pages`, which are numbered from `first`."""
    for number, page in enumerate(pages, first):
        size_pt = page.width * _PT_PER_PX, page.height * _PT_PER_PX
        yield Leaf.of(size_pt, tuple(page.anchors), tuple(links_of(page, number)), tuple(runs_of(page, number)))

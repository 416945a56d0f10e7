"""Pages that were drawn elsewhere, or are not kept: what is still asked of them, as plain values."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typeset.press.runs import links_of, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typeset.press.runs import Link, TextRun

_PT_PER_PX = 0.75
_FAST = 1


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its size in points, the anchors on it, and its links and text, packed."""

    size_pt: tuple[float, float]
    anchors: tuple[str, ...]
    packed: bytes

    @property
    def links(self) -> tuple[Link, ...]:
        """Its links inside the document."""
        links, _ = self._unpacked()
        return links

    @property
    def runs(self) -> tuple[TextRun, ...]:
        """Its text."""
        _, runs = self._unpacked()
        return runs

    def _unpacked(self) -> tuple[tuple[Link, ...], tuple[TextRun, ...]]:
        found: tuple[tuple[Link, ...], tuple[TextRun, ...]] = pickle.loads(zlib.decompress(self.packed))  # noqa: S301 - packed by ourselves
        return found


def leaves_of(pages: Iterable[Any], first: int) -> Iterator[Leaf]:
    """The leaves of the engine's `pages`, which are numbered from `first`."""
    for number, page in enumerate(pages, first):
        told = tuple(links_of(page, number)), tuple(runs_of(page, number))
        packed = zlib.compress(pickle.dumps(told, pickle.HIGHEST_PROTOCOL), _FAST)
        yield Leaf((page.width * _PT_PER_PX, page.height * _PT_PER_PX), tuple(page.anchors), packed)

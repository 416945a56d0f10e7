"""What rules about the whole document need to know of the contents of its pages.

Contents are read in stretches of pages and let go: of each stretch only such facts are kept, and joined at the end.
"""

from __future__ import annotations

import math
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typeset.preflight.document import Document

_T = TypeVar("_T")
_LONGEST = 16


class Gathering(Struct, Generic[_T], frozen=True, eq=False):
    """A kind of fact.

    Attributes:
        of: What a part of a document tells. It is small, and made of plain values: it may come from another process.
        joined: What the parts tell together; they come in order.
    """

    of: Callable[[Document], _T]
    joined: Callable[[Sequence[_T]], _T]


def _warnings(part: Document) -> tuple[str, ...]:
    return tuple(part.warnings)


#: What had to be mended in the file while it was read.
WARNINGS = Gathering(_warnings, lambda parts: tuple(chain.from_iterable(parts)))


def stretches(page_count: int) -> tuple[range, ...]:
    """The stretches of a document, of pages from 0: as many as are needed, and all about as long."""
    count = max(1, math.ceil(page_count / _LONGEST))
    edges = [page_count * number // count for number in range(count + 1)]
    return tuple(range(first, end) for first, end in pairwise(edges))

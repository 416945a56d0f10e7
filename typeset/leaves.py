"""Pages as plain values: what a build asks of them, wherever they were laid out and whether or not they are kept."""

from __future__ import annotations

import zlib
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, msgpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from typeset.press.proof import Proof

_FAST = 1


class CoverTooLong(Exception):  # noqa: N818 - control flow: the contents go elsewhere
    """The cover takes more than one page."""


class Description(Struct, frozen=True):
    """What the pages say of themselves, as the head of the HTML has it; dates as ISO 8601 writes them."""

    title: str
    authors: tuple[str, ...]
    language: str
    created: str
    modified: str
    producer: str
    creator: str


class Column(NamedTuple):
    """A column of text: number `number`, from 1, of the `of` that stand side by side; edges in points from the left.

    Text that stands in no columns has the area of the page for its only one.
    """

    left_pt: float
    right_pt: float
    number: int = 1
    of: int = 1


NOWHERE = Column(0, 0)


class TextRun(Struct, frozen=True, array_like=True):
    """A piece of text on one line: where it is (points from the page's top left) and how it is set.

    Attributes:
        page: The page, from 1.
        x_pt: Where the pen starts.
        width_pt: How far it moves.
        baseline_pt: Where the baseline is.
        text: The characters.
        families: The families that the style asks for, first choice first.
        size_pt: The size of the font.
        source: `file#line` of the block it came from; empty for what the layout adds.
        faces: The faces that set it, `family weight`; empty where WeasyPrint chose them.
        gaps_pt: What the composer added after each cluster; empty where it did not set the text.
        line_pt: The baseline of the line that it stands on, which that of ruby and of raised marks is not.
        column: The column that it stands in.
    """

    page: int
    x_pt: float
    width_pt: float
    baseline_pt: float
    text: str
    families: tuple[str, ...]
    size_pt: float
    source: str
    faces: tuple[str, ...] = ()
    gaps_pt: tuple[float, ...] = ()
    line_pt: float = 0
    column: Column = NOWHERE


class Link(Struct, frozen=True):
    """A link inside the document, as laid out."""

    page: int
    target: str
    text: str


class Leaf(Struct, frozen=True):
    """A page: its size in points, the anchors on it, its links, and its text, packed."""

    size_pt: tuple[float, float]
    anchors: tuple[str, ...]
    links: tuple[Link, ...]
    packed: bytes

    @classmethod
    def of(
        cls, size_pt: tuple[float, float], anchors: Sequence[str], links: Sequence[Link], runs: Sequence[TextRun]
    ) -> Leaf:
        """The leaf of a page with these `links` and `runs`."""
        return cls(size_pt, tuple(anchors), tuple(links), zlib.compress(_PACKER.encode(runs), _FAST))

    @property
    def runs(self) -> tuple[TextRun, ...]:
        """Its text."""
        return _UNPACKER.decode(zlib.decompress(self.packed))


_PACKER = msgpack.Encoder()
_UNPACKER = msgpack.Decoder(tuple[TextRun, ...])


class Leaves:
    """A proof whose pages are gone, or with another process: it says of them what a build asks.

    For anything else the pages are laid out again, and kept.
    """

    def __init__(self, leaves: Sequence[Leaf], description: Description, again: Callable[[], Proof]) -> None:
        """Keep what is known of the pages; `again` lays them out once more."""
        self.leaves = tuple(leaves)
        self.description = description
        self._again = again

    @cached_property
    def kept(self) -> Proof:
        """The pages themselves."""
        return self._again()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self.leaves)

    def page_of(self, anchor: str) -> int | None:
        """The page, from 1, on which the element named `anchor` begins."""
        return next((number for number, leaf in enumerate(self.leaves, 1) if anchor in leaf.anchors), None)

    def page_size(self, number: int) -> tuple[float, float]:
        """Width and height of page `number`, from 1, in points."""
        return self.leaves[number - 1].size_pt

    def links(self) -> Iterator[Link]:
        """The links inside the document in page order."""
        for leaf in self.leaves:
            yield from leaf.links

    def runs(self) -> Iterator[TextRun]:
        """Every piece of text, page by page, in the order of the tree."""
        for leaf in self.leaves:
            yield from leaf.runs

    def order(self, identifier: str, *, variant: str, packet: bytes | None = None) -> None:
        """Say that `write` will be asked for this: who is elsewhere may begin."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a Proof has
        """What belongs to pages that are kept."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.kept, name)

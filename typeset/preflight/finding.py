"""What preflight finds in a PDF: the rule, where on which page, and how much it weighs.

The words stand in `messages/preflight.toml`, one entry a code, Chinese and English side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping


class Box(NamedTuple):
    """A rectangle on a page, in points from the top left corner of the page's crop box."""

    left: float
    top: float
    right: float
    bottom: float


class Spot(NamedTuple):
    """A place in a PDF: a page from 1, a line of text on it from 1, and where to look."""

    page: int
    line: int | None = None
    box: Box | None = None


class Finding(Struct, frozen=True):
    """One thing found, at one place or at many.

    Attributes:
        code: The rule's id and what is wrong with it: `P4.text-not-black`. Ids are those of
            `docs/reference/preflight-rules.md`: letters and a number (B1, P4, U8).
        page: The page, from 1; None for the document.
        line: The line of text on that page, from 1.
        box: Where to look.
        values: What the sentence is filled in with.
        others: All the places, where one finding speaks for many; `page` is then None.
    """

    code: str
    page: int | None = None
    line: int | None = None
    box: Box | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    others: tuple[Spot, ...] = ()

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Every place of it; none where it concerns the document as a whole."""
        return self.others or ((Spot(self.page, self.line, self.box),) if self.page else ())

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.code.partition(".")[0]

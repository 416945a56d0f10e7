"""What preflight finds in a PDF: the rule, where on which page, and how much it weighs.

The words stand in `messages/preflight.toml`, one entry a code, Chinese and English side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Box(NamedTuple):
    """A rectangle on a page, in points from the top left corner of the page's crop box."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    Attributes:
        code: The rule's id and what is wrong with it: `P4.text-not-black`. Ids are those of
            `docs/rules.md`: letters and a number (B1, P4, U8).
        page: The page, from 1; None for the document.
        line: The line of text on that page, from 1.
        box: Where to look.
        values: What the sentence is filled in with.
    """

    code: str
    page: int | None = None
    line: int | None = None
    box: Box | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.code.partition(".")[0]

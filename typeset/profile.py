"""What an issue can be handed over as (交付方式)."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """For whom a PDF is made."""

    WEB = "web"
    PRINT = "print"
    ARCHIVE = "archive"
    BOOKLET = "booklet"
    PROOF = "proof"

    @property
    def is_of_tagged_pages(self) -> bool:
        """Whether it is made of nothing but the tagged PDF; the others want pages that are kept."""
        return self in {Profile.WEB, Profile.ARCHIVE}

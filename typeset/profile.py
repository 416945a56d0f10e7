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

"""What is printed around the pages of a proof (校样): which round it is, of what day, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from typeset.article import Article

_DIGITS = "零一二三四五六七八九"


class Slip(Struct, frozen=True):
    """The words of the slug; `articles` are those that the proof is for, none for the whole issue.

    Attributes:
        number: The round, from 1.
        date: The day of the proof.
        file: The name of the PDF.
        layout_folders: Where the layout of the slug is looked for.
        kept: Whether the round is kept; a draft of it is not.
        note: What the editor wants to tell the proofreaders.
        articles: The articles that the proof is for.
    """

    number: int
    date: dt.date
    file: str
    layout_folders: Sequence[Path]
    kept: bool = False
    note: str = ""
    articles: tuple[Article, ...] = ()

    @property
    def name(self) -> str:
        """The name of the round."""
        return round_name(self.number)


def round_name(number: int) -> str:
    """一校 for 1, 十二校 for 12; digits from 100 on."""
    tens, ones = divmod(number, 10)
    if tens >= len(_DIGITS):
        return f"{number}校"
    ten = f"{_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return f"{ten}{_DIGITS[ones] if ones or not tens else ''}校"

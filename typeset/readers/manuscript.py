"""What every reader of single manuscripts makes, whatever the file was: a Manuscript.

The readers gather `Piece`s, blocks with what the original shows of their rank, in a `Draft`; `shape/` finds title,
byline, headings and captions among them and makes the Manuscript. A `Remark` is one thing that the editor is told of.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from typeset.markup.tree import Block


class Unit(StrEnum):
    """What the places in a manuscript count: the paragraphs of a document or a page, or the lines of a text."""

    PARAGRAPH = "paragraph"
    LINE = "line"


class Piece(Struct, frozen=True):
    """A block, whose `line` is its place in the original, and what the original shows of it.

    `level` is that of its style: 0 a title, 1 and up a heading.
    """

    block: Block
    level: int | None = None
    centred: bool = False
    caption: bool = False
    subtitle: bool = False


class Remark(Struct, frozen=True):
    """One thing to tell: the `code` of its diagnostic, where, the words it is about, and what more there is to say."""

    code: str
    place: int
    text: str = ""
    detail: str = ""


class Picture(Struct, frozen=True):
    """A picture, or another file, that was inside the original; `name` is what the blocks call it."""

    name: str
    data: bytes
    used: bool = True


class Head(Struct, frozen=True):
    """The front matter that was recognised; `written_date` is how the original writes `date`."""

    title: str = ""
    source: str = ""
    selected_by: str = ""
    author: str = ""
    date: dt.date | None = None
    written_date: str = ""


class Draft(Struct, frozen=True):
    """What a reader has read: all of it, in order. `text` is the whole wording of the original, for the proof."""

    pieces: tuple[Piece, ...]
    text: str
    unit: Unit = Unit.PARAGRAPH
    head: Head = Head()
    pictures: tuple[Picture, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Account(Struct, frozen=True):
    """The proof by numbers of letters, digits and Han: `read + added == placed + left` unless some are `lost`."""

    read: int = 0
    placed: int = 0
    left: int = 0
    added: int = 0
    lost: Mapping[str, int] = field(default_factory=Counter)
    surplus: Mapping[str, int] = field(default_factory=Counter)


class Manuscript(Struct, frozen=True):
    """A manuscript that has been read: an article in blocks, its pictures, and all that there is to tell of it."""

    name: str
    head: Head
    blocks: tuple[Block, ...]
    unit: Unit
    pictures: tuple[Picture, ...]
    remarks: tuple[Remark, ...]
    text: str
    account: Account = Account()


class Role(StrEnum):
    """What a remark is about, in the order of the import report."""

    PROPOSAL = "proposal"
    DOUBT = "doubt"
    LEFT = "left"
    ADDED = "added"


# Codes of remarks that are no doubts. The words of what was left are in no article, those added are in no original.
ROLES: Mapping[str, Role] = {
    **dict.fromkeys(
        [
            "import.title",
            "import.subtitle",
            "import.byline",
            "import.headings",
            "import.styled-headings",
            "import.captions",
            "import.credits",
        ],
        Role.PROPOSAL,
    ),
    **dict.fromkeys(
        [
            *(
                "import.deletions",
                "import.moved-away",
                "import.comments",
                "import.running-heads",
                "import.hidden-text",
                "import.contents-list",
                "import.drawn-text",
            ),
            *(
                "import.surroundings",
                "import.labels",
                "import.picture-kept",
                "import.picture-missing",
                "import.picture-remote",
                "import.media",
                "import.unread",
            ),
            *("import.whole-object", "import.unused-notes"),
        ],
        Role.LEFT,
    ),
    **dict.fromkeys(["import.numbering", "import.title-from-name"], Role.ADDED),
}


def role_of(remark: Remark) -> Role:
    """The role of `remark`: a doubt, where nothing else is said."""
    return ROLES.get(remark.code, Role.DOUBT)

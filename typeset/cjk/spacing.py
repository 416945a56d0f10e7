"""The space between two classes of characters, as one table.

Each row says how much is added between two neighbours, which step of compression may take from it and
which step of expansion may add to it. A full-width mark has half an em of blank in its advance, which is
why a row may take away. Clauses: clreq (zh-hans text), GB/T 15834, GB/T 15835, `house`.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from typeset.cjk.classes import CharacterClass as C

PunctuationStyle = Literal["quanjiao", "kaiming", "banjiao", "hangmobanjiao"]


class Shrink(IntEnum):
    """Steps of compression, in clreq's order (D2); the mark at a line's end is trimmed before them all."""

    NONE = 0
    WORD_SPACE = 1
    INTERPUNCT = 2
    BRACKET = 3
    PAUSE = 4
    HAN_WESTERN = 5
    STOP = 6


class Stretch(IntEnum):
    """Steps of expansion, in clreq's order (D3).

    The blank of a mark widens after all other gaps (house): a mark that is wider than its em is seen sooner.
    """

    NONE = 0
    WORD_SPACE = 1
    HAN_WESTERN = 2
    HAN = 3
    MARK = 4


class Glue(Struct, frozen=True):
    """What stands between two characters, in em.

    Attributes:
        natural_em: What is added before adjustment.
        shrink: The step that may take from it.
        stretch: The step that may add to it.
    """

    natural_em: float = 0.0
    shrink: Shrink = Shrink.NONE
    stretch: Stretch = Stretch.NONE


class Row(Struct, frozen=True):
    """One row of the table; `None` stands for every class."""

    left: frozenset[C] | None
    right: frozenset[C] | None
    glue: Glue
    clause: str


BLANK_EM: Final = 0.5  # the blank inside a full-width mark: GB/T 15834 5.1.10, clreq
AUTOSPACE_EM: Final = 0.25  # E1
WORD_SPACE_MIN_EM: Final = 0.25  # clreq: a word space is compressed to 1/4 em at most …
WORD_SPACE_MAX_EM: Final = 0.33  # … and expanded to 1/2 em; what a font asks beyond 1/3 is not natural
WORD_SPACE: Final = Glue(0.0, Shrink.WORD_SPACE, Stretch.WORD_SPACE)  # natural: the font's own, see `items`

#: Marks which take a fixed width, centred, whatever their font says (C6, C7).
FIXED_EM: Final[dict[C, float]] = {C.INTERPUNCT: 0.5, C.SOLIDUS: 0.5}
SHORT_CONNECTORS: Final = frozenset("-–")
SHORT_CONNECTOR_EM: Final = 0.5

_CLOSE = frozenset({C.CLOSING})
_PAUSE = frozenset({C.PAUSE})
_STOP = frozenset({C.STOP})
_OPEN = frozenset({C.OPENING})
_RIGHT_BLANK = _CLOSE | _PAUSE | _STOP
_HAN = frozenset({C.HAN})
#: From these, Han are set apart (E1).
SPACED_WESTERN: Final = frozenset({C.LETTER, C.DIGIT, C.NUMBER_SIGN})
_WESTERN = SPACED_WESTERN | {C.WESTERN_MARK}
_RIGID = frozenset({C.CONNECTOR, C.SOLIDUS, C.INTERPUNCT})
_NOTE = frozenset({C.NOTE_MARK})
_FULL_SPACE = frozenset({C.IDEOGRAPHIC_SPACE})
_INVISIBLE = frozenset({C.SPACE, C.LINE_FEED, C.ZERO_WIDTH})

_HAN_WESTERN = Glue(AUTOSPACE_EM, Shrink.HAN_WESTERN, Stretch.HAN_WESTERN)
_SHARED = Glue(-BLANK_EM)
_PLAIN = Glue(0.0, Shrink.NONE, Stretch.HAN)

#: The table: the first row that holds wins.
ROWS: Final[tuple[Row, ...]] = (
    Row(None, _INVISIBLE, Glue(), "the gap stands after the space"),
    Row(_RIGHT_BLANK, _RIGHT_BLANK, _SHARED, "C4, C5: clreq adjustment_of_adjacent: the left mark's blank"),
    Row(_WESTERN, _RIGHT_BLANK, Glue(), "C5: a closing mark keeps contact with the word before it"),
    Row(_RIGHT_BLANK, _OPEN, _SHARED, "C4, C5: the same: one blank between them instead of two"),
    Row(_OPEN, _OPEN, _SHARED, "C4, C5: the same: the right mark's blank"),
    Row(_RIGHT_BLANK, _FULL_SPACE, _SHARED, "the same: a blank beside a full-width space is not added to it (house)"),
    Row(_FULL_SPACE, _OPEN, _SHARED, "the same"),
    Row(_CLOSE, SPACED_WESTERN, Glue(0.0, Shrink.BRACKET, Stretch.HAN_WESTERN), "E2: no wider than Han and Western"),
    Row(_PAUSE, SPACED_WESTERN, Glue(0.0, Shrink.PAUSE, Stretch.HAN_WESTERN), "E2: the same"),
    Row(_STOP, SPACED_WESTERN, Glue(0.0, Shrink.STOP, Stretch.HAN_WESTERN), "E2: the same"),
    Row(SPACED_WESTERN, _OPEN, Glue(0.0, Shrink.BRACKET, Stretch.HAN_WESTERN), "E2: the same"),
    Row(_CLOSE, None, Glue(0.0, Shrink.BRACKET, Stretch.MARK), "D2 step 4"),
    Row(_PAUSE, None, Glue(0.0, Shrink.PAUSE, Stretch.MARK), "D2 step 5 (the colon: house)"),
    Row(_STOP, None, Glue(0.0, Shrink.STOP, Stretch.MARK), "D2 step 7"),
    Row(_NOTE, None, Glue(), "K1: clreq issue 713; CY/T 121 6.2"),
    Row(None, _NOTE, Glue(), "K1: the same"),
    Row(_RIGID, None, Glue(), "D5: nothing beside connectors and solidi"),
    Row(None, _RIGID, Glue(), "D5: the same"),
    Row(None, _OPEN, Glue(0.0, Shrink.BRACKET, Stretch.MARK), "D2 step 4"),
    Row(_HAN, SPACED_WESTERN, _HAN_WESTERN, "E1: clreq mixed_text_composition"),
    Row(SPACED_WESTERN, _HAN, _HAN_WESTERN, "E1: the same"),
    Row(_WESTERN, _WESTERN, Glue(), "D5: a Western word keeps its own spacing"),
    Row(None, None, _PLAIN, "D3 step 3: clreq: all gaps equally"),
)

_HALF = Glue(-BLANK_EM, Shrink.NONE, Stretch.MARK)

#: What the other styles put before the rows above.
OVERRIDES: Final[dict[PunctuationStyle, tuple[Row, ...]]] = {
    "quanjiao": (),
    # Only marks at the end of a sentence keep their blank.
    "kaiming": (
        Row(_STOP, _OPEN, _SHARED, "开明式: the blank of the stop alone"),
        Row(_CLOSE | _PAUSE, _OPEN, Glue(-2 * BLANK_EM), "开明式: no blank"),
        Row(_OPEN, _OPEN, _SHARED, "开明式"),
        Row(_CLOSE | _PAUSE, None, _HALF, "开明式"),
        Row(_STOP, _RIGHT_BLANK, _SHARED, "开明式"),
        Row(None, _OPEN, _HALF, "开明式"),
    ),
    "banjiao": (
        Row(_RIGHT_BLANK, _OPEN, Glue(-2 * BLANK_EM), "半角式: no blank anywhere"),
        Row(_RIGHT_BLANK, None, _HALF, "半角式"),
        Row(None, _OPEN, _HALF, "半角式"),
    ),
    # Only the edges of lines are trimmed; within a line every mark keeps its em.
    "hangmobanjiao": (
        Row(_RIGHT_BLANK, _OPEN | _RIGHT_BLANK, Glue(), "行末半角式"),
        Row(_OPEN, _OPEN, Glue(), "行末半角式"),
    ),
}


@lru_cache(maxsize=2048)
def glue(
    left: C,
    right: C,
    style: PunctuationStyle = "quanjiao",
    *,
    autospace_em: float = AUTOSPACE_EM,
    autospace: frozenset[C] = SPACED_WESTERN,
) -> Glue:
    """The glue between two classes.

    Args:
        left: The class on the left.
        right: The class on the right.
        style: The punctuation style.
        autospace_em: The natural gap between Han and Western.
        autospace: The Western classes that have it.
    """
    for row in (*ROWS[:1], *OVERRIDES[style], *ROWS[1:]):
        if (row.left is None or left in row.left) and (row.right is None or right in row.right):
            if row.glue is not _HAN_WESTERN:
                return row.glue
            spaced = left in autospace or right in autospace
            return replace(_HAN_WESTERN, natural_em=autospace_em) if spaced else _PLAIN
    raise AssertionError("the last row of the table holds for every pair")


def blank_before_em(kind: C) -> float:
    """The blank on the left of a mark, which the start of a line trims (C2, C3)."""
    return BLANK_EM if kind is C.OPENING else 0.0


def blank_after_em(kind: C) -> float:
    """The blank on the right of a mark, which the end of a line trims (C1)."""
    return BLANK_EM if kind in _RIGHT_BLANK else 0.0


def fixed_em(text: str, kind: C) -> float | None:
    """The width that a mark always takes, if it has one (C6, C7)."""
    if kind is C.CONNECTOR:
        return SHORT_CONNECTOR_EM if text in SHORT_CONNECTORS else None
    return FIXED_EM.get(kind)


def stacked_gap_em(count: int, place: int) -> float:
    """The gap after each of a row of ！ and ？: two take one em, three two (C8, GB/T 15834 5.1.2).

    Args:
        count: How many stand in the row.
        place: Which of them, from 0.
    """
    if place < count - 1:
        return -BLANK_EM
    return 0.0 if count % 2 else -BLANK_EM

"""How a paragraph is to be composed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from typeset.composer.adjustment import LIMITS, Limits
from typeset.composer.cluster import Cluster

if TYPE_CHECKING:
    from typeset.cjk.kinsoku import Level
    from typeset.cjk.spacing import PunctuationStyle

Strategy = Literal["optimal", "balance", "greedy"]
Hyphenate = Callable[[str], Sequence[int]]
MakeHyphen = Callable[[Cluster], Cluster]
FindWords = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Style:
    """The choices that hold for a whole paragraph.

    Attributes:
        level: Which marks are kept off the start and end of lines.
        punctuation: How wide marks are.
        autospace: Whether Han and Western letters or digits are set apart.
        autospace_em: How far, before adjustment.
        hanging: Whether one of 、，。 may stand outside the measure at the end of a line.
        trim_starts: Whether an opening mark is trimmed at the start of a line.
        trim_first_line: Whether it is so at the start of the first line too.
        trim_ends: Whether a closing mark, a pause or a stop is trimmed at the end of a line.
        strategy: `optimal` looks at the whole paragraph, `balance` is for titles, `greedy` fills
            one line after the other.
        hyphenate: Finds where a Western word may be divided, as offsets into it.
        make_hyphen: Makes the hyphen that follows the given cluster; needed with `hyphenate`.
        find_words: Cuts a text into words, which titles are then not broken inside of.
        justify: Whether lines are filled; the breaks are chosen accordingly.
        limits: How far gaps may change.
    """

    level: Level = "gb"
    punctuation: PunctuationStyle = "quanjiao"
    autospace: bool = True
    autospace_em: float = 0.25
    hanging: bool = False
    trim_starts: bool = True
    trim_first_line: bool = True
    trim_ends: bool = True
    strategy: Strategy = "optimal"
    hyphenate: Hyphenate | None = None
    make_hyphen: MakeHyphen | None = None
    find_words: FindWords | None = None
    justify: bool = True
    limits: Limits = LIMITS

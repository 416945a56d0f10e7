"""How a paragraph is to be composed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from typeset.cjk.spacing import SPACED_WESTERN
from typeset.composer.adjustment import LIMITS, Limits
from typeset.composer.cluster import Cluster

if TYPE_CHECKING:
    from typeset.cjk.classes import CharacterClass as C
    from typeset.cjk.kinsoku import Level
    from typeset.cjk.spacing import PunctuationStyle

Hanging = Literal["none", "allow-end", "force-end"]
Strategy = Literal["optimal", "balance", "greedy"]
Hyphenate = Callable[[str], Sequence[int]]
MakeHyphen = Callable[[Cluster], Cluster]
FindWords = Callable[[str], Sequence[str]]


class Style(Struct, frozen=True):
    """The choices that hold for a whole paragraph.

    Attributes:
        level: Which marks are kept off the start and end of lines.
        punctuation: How wide marks are.
        autospace: The classes of Western characters from which Han are set apart.
        autospace_em: How far, before adjustment.
        keep_spaces: Whether a typed space between them stays what it is, instead of giving way to that gap.
        hanging: Whether one of 、，。 at the end of a line stands outside the measure (C10): never, where it does not
            fit otherwise, or always.
        trim_starts: Whether an opening mark is trimmed at the start of a line.
        trim_first_line: Whether it is so at the start of the first line too.
        trim_ends: Whether a closing mark, a pause or a stop is trimmed at the end of a line.
        strategy: `optimal` looks at the whole paragraph, `balance` is for titles, `greedy` fills
            one line after the other.
        hyphenate: Finds where a Western word may be divided, as offsets into it.
        make_hyphen: Makes the hyphen that follows the given cluster; needed with `hyphenate`.
        find_words: Cuts a text into words, which titles are then not broken inside of.
        justify: Whether lines are filled; the breaks are chosen accordingly.
        stretch_words_only: Whether lines are filled at word spaces alone; one without any is not.
        limits: How far gaps may change.
    """

    level: Level = "gb"
    punctuation: PunctuationStyle = "quanjiao"
    autospace: frozenset[C] = SPACED_WESTERN
    autospace_em: float = 0.25
    keep_spaces: bool = False
    hanging: Hanging = "none"
    trim_starts: bool = True
    trim_first_line: bool = True
    trim_ends: bool = True
    strategy: Strategy = "optimal"
    hyphenate: Hyphenate | None = None
    make_hyphen: MakeHyphen | None = None
    find_words: FindWords | None = None
    justify: bool = True
    stretch_words_only: bool = False
    limits: Limits = LIMITS

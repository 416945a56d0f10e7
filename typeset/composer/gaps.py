"""What stands between neighbours: the glue of each gap, and how bad a break there is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from typeset.cjk import spacing
from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.kinsoku import NEVER, break_penalty, may_end_line, may_start_line
from typeset.cjk.spacing import Shrink, Stretch
from typeset.composer.cluster import PLAIN, Kin, kin_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.cjk.kinsoku import Level
    from typeset.cjk.spacing import Glue, PunctuationStyle
    from typeset.composer.cluster import Cluster
    from typeset.composer.items import Items
    from typeset.composer.style import Style

UNSEEN: Final = frozenset({C.SPACE, C.ZERO_WIDTH, C.LINE_FEED})
_SPACELESS: Final = frozenset(
    {
        *(C.OPENING, C.CLOSING, C.PAUSE, C.STOP, C.DASH, C.ELLIPSIS),
        *(C.CONNECTOR, C.INTERPUNCT, C.SOLIDUS, C.IDEOGRAPHIC_SPACE),
    }
)
_NO_BREAK_SPACES: Final = frozenset("\u00a0\u2007\u202f")
_JOINERS: Final = frozenset("\u2060\ufeff")
_ZERO_WIDTH_SPACE: Final = "\u200b"
# Stands after the last cluster: what is unseen has no gap before it.
_END: Final = kin_of(C.LINE_FEED, "")
# What stands between two neighbours: its natural width in em, its steps, and the penalty of a break.
_Between = tuple[float, Stretch, Shrink, float]


class _Table(dict[tuple[Kin, Kin], _Between]):
    """What stands between neighbours of each two kin, found when it is first asked for."""

    def __init__(
        self, punctuation: PunctuationStyle, autospace_em: float, autospace: frozenset[C], level: Level
    ) -> None:
        super().__init__()
        self._punctuation: PunctuationStyle = punctuation
        self._autospace_em = autospace_em
        self._autospace = autospace
        self._level: Level = level

    def __missing__(self, pair: tuple[Kin, Kin]) -> _Between:
        left, right = pair
        kinds = left.character_class, right.character_class
        if UNSEEN.isdisjoint(kinds):
            spaces = {"autospace_em": self._autospace_em, "autospace": self._autospace}
            glue = spacing.glue(*kinds, self._punctuation, **spaces)
            penalty = break_penalty(left.last, kinds[0], right.first, kinds[1], self._level)
            found = (glue.natural_em, glue.stretch, glue.shrink, penalty)
        else:
            found = (0.0, Stretch.NONE, Shrink.NONE, NEVER)
        self[pair] = found
        return found


@lru_cache(maxsize=64)
def _table(punctuation: PunctuationStyle, autospace_em: float, autospace: frozenset[C], level: Level) -> _Table:
    return _Table(punctuation, autospace_em, autospace, level)


def _table_of(style: Style) -> _Table:
    return _table(style.punctuation, style.autospace_em, style.autospace, style.level)


def set_gaps(items: Items, style: Style) -> None:
    """The gap between each two neighbours and the break there; at the end there is neither."""
    table = _table_of(style)
    kin, em, count = [*items.kin, _END], items.em, len(items.kin)
    _, widens, narrows, free = table[PLAIN, PLAIN]
    natural, stretch, shrink, penalty = [0.0] * count, [widens] * count, [narrows] * count, [free] * (count + 1)
    for index in items.of(C.OPENING):
        if index and items.kind(index - 1) not in UNSEEN:
            em[index - 1] = em[index]
    for index in items.seams:
        gap = index - 1
        natural_em, stretch[gap], shrink[gap], penalty[index] = table[kin[gap], kin[index]]
        if natural_em:
            natural[gap] = natural_em * em[gap]
    penalty[0] = NEVER
    items.natural, items.stretch, items.shrink, items.penalty = natural, stretch, shrink, penalty


def close_gaps(items: Items, clusters: Sequence[Cluster], style: Style) -> None:
    """What spaces, zero-width characters and line feeds leave between those that they stand between.

    The gap is the one before the second, and a space takes back its advance.
    """
    before = -1
    for index, kin in enumerate(items.kin):
        if kin.character_class in UNSEEN:
            continue
        if index - before > 1 and before >= 0:
            _set_across(items, [cluster.text for cluster in clusters[before + 1 : index]], index, style)
        before = index
    for index in items.of(C.SPACE, C.LINE_FEED):
        items.natural[index] -= items.advance[index]


def _set_across(items: Items, between: Sequence[str], after: int, style: Style) -> None:
    """The gap and the break before a cluster that has something unseen `between` itself and the one seen before."""
    gap, before = after - 1, after - 1 - len(between)
    left, right = items.kin[before], items.kin[after]
    em = items.em[gap] = items.em[before]
    natural_em, stretch, shrink, penalty = _table_of(style)[left, right]
    natural = natural_em * em
    if not _JOINERS.isdisjoint(between):
        penalty = NEVER
    elif _ZERO_WIDTH_SPACE in between:
        penalty = 0.0
    spaces = [index for index in range(before + 1, after) if items.kind(index) is C.SPACE]
    if spaces:
        may_break = any(between[index - before - 1] not in _NO_BREAK_SPACES for index in spaces)
        at_edges = may_end_line(left.last, left.character_class, style.level) and may_start_line(
            right.first, right.character_class, style.level
        )
        penalty = 0.0 if may_break and at_edges else NEVER
        if (space := _space(left.character_class, right.character_class, stretch, style)) is not None:
            least, most = spacing.WORD_SPACE_MIN_EM * em, spacing.WORD_SPACE_MAX_EM * em
            asked = min(max(items.advance[spaces[0]], least), most)
            natural = asked if space is spacing.WORD_SPACE else space.natural_em * em
            stretch, shrink = space.stretch, space.shrink
    items.natural[gap], items.stretch[gap], items.shrink[gap], items.penalty[after] = natural, stretch, shrink, penalty


def _space(left: C, right: C, stretch: Stretch, style: Style) -> Glue | None:
    """What a typed space is between two classes, if it is more than the gap that there would be without it."""
    if left in _SPACELESS or right in _SPACELESS or (stretch is Stretch.HAN_WESTERN and not style.keep_spaces):
        return None
    if style.autospace and not style.keep_spaces and {left, right} == {C.HAN, C.WESTERN_MARK}:
        return spacing.glue(C.HAN, C.LETTER, style.punctuation, autospace_em=style.autospace_em)
    return spacing.WORD_SPACE

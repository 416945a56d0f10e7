"""Analysis: clusters become boxes with glue and penalties between them, as arrays for the breaking stage.

Index k of a gap array is the gap after cluster k; index k of a break array is the break before cluster k.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, groupby
from operator import add
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from typeset.cjk import spacing
from typeset.cjk.classes import CharacterClass as C
from typeset.cjk.context import CONTEXTUAL, resolve
from typeset.cjk.kinsoku import (
    HYPHENATION_PENALTY,
    HYPHENED_WORD_PENALTY,
    NAMED,
    NEVER,
    STACKED,
    addresses,
    break_penalty,
    may_end_line,
    may_start_line,
    reluctant_breaks,
    unbreakable_spans,
)
from typeset.cjk.spacing import Glue, Shrink, Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.cjk.kinsoku import Level
    from typeset.cjk.spacing import PunctuationStyle
    from typeset.composer.cluster import Cluster
    from typeset.composer.style import Style

_SPACES: Final = frozenset({C.SPACE, C.IDEOGRAPHIC_SPACE, C.LINE_FEED})
_UNSEEN: Final = frozenset({C.SPACE, C.ZERO_WIDTH, C.LINE_FEED})
_WESTERN: Final = frozenset({C.LETTER, C.DIGIT, C.NUMBER_SIGN, C.WESTERN_MARK})
_EM_SQUARE_MARKS: Final = frozenset({C.OPENING, C.CLOSING, C.PAUSE, C.STOP})
_FIXED: Final = frozenset({C.INTERPUNCT, C.SOLIDUS, C.CONNECTOR})
_SPACELESS: Final = frozenset(
    {
        *(C.OPENING, C.CLOSING, C.PAUSE, C.STOP, C.DASH, C.ELLIPSIS),
        *(C.CONNECTOR, C.INTERPUNCT, C.SOLIDUS, C.IDEOGRAPHIC_SPACE),
    }
)
_HYPHENS: Final = frozenset("-–")
_HANGING: Final = frozenset("、，。")
_NO_BREAK_SPACES: Final = frozenset("\u00a0\u2007\u202f")
_JOINERS: Final = frozenset("\u2060\ufeff")
_ZERO_WIDTH_SPACE: Final = "\u200b"
_HYPHENATED_WORD_LENGTH: Final = 5
# Two neighbours: the last character of the first and the first of the second, where a rule names it, and the classes.
_Pair = tuple[str, C, str, C]
_PRINTED: Final = frozenset({C.HAN, C.LETTER, C.DIGIT, C.OBJECT})


class Items(Struct):
    """A paragraph as the breaking stage wants it; all lengths in points.

    Attributes:
        classes: The class of each cluster.
        advance: The advance of each cluster, with its letter-spacing.
        natural: The glue after each cluster, before adjustment.
        stretch: The `Stretch` step of each gap.
        shrink: The `Shrink` step of each gap.
        em: The em of each gap.
        penalty: How bad the break before each cluster is.
        forced: The clusters before which a line must end, and the end of the paragraph.
        hyphens: The hyphen that a break before a cluster needs.
        addresses: The clusters of addresses, which are divided without a hyphen.
        blank_after: What the end of a line trims from each cluster.
        hung: For each break behind a mark that may hang, what a line that ends there can put outside.
        visible: For each break, the cluster after the last that is no trailing space.
        position: Where each cluster begins when the paragraph stands in a single line.
        left: For each break, where a line that starts there begins.
        right: For each break, where a line that ends there ends, hyphen included.
    """

    classes: list[C]
    advance: list[float]
    natural: list[float]
    stretch: list[Stretch]
    shrink: list[Shrink]
    em: list[float]
    penalty: list[float]
    forced: list[int] = field(default_factory=list)
    hyphens: dict[int, Cluster] = field(default_factory=dict)
    addresses: set[int] = field(default_factory=set)
    blank_after: list[float] = field(default_factory=list)
    hung: dict[int, float] = field(default_factory=dict)
    visible: list[int] = field(default_factory=list)
    position: list[float] = field(default_factory=list)
    left: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)

    def printed_count(self, start: int, enough: int) -> int:
        """How many Han, letters and digits follow `start`, counted up to `enough`."""
        count = 0
        for kind in self.classes[start:]:
            count += kind in _PRINTED
            if count >= enough:
                break
        return count


def analyse(clusters: Sequence[Cluster], style: Style) -> Items:
    """Boxes, glue and penalties of a paragraph."""
    texts = [cluster.text for cluster in clusters]
    special = [index for index, cluster in enumerate(clusters) if not cluster.plain]
    classes = _classes(clusters, texts, special)
    count = len(clusters)
    glue, cost = _pair(("", C.HAN, "", C.HAN), style)
    items = Items(
        classes,
        [cluster.advance_pt + cluster.spacing_pt for cluster in clusters],
        [glue.natural_em * cluster.size_pt for cluster in clusters] if glue.natural_em else [0.0] * count,
        [glue.stretch] * count,
        [glue.shrink] * count,
        [cluster.size_pt for cluster in clusters],
        [cost] * count,
    )
    _set_ends(items)
    _set_pairs(items, clusters, texts, special, style)
    _set_fixed_widths(items, clusters, texts, special)
    _set_exceptions(items, texts, special)
    if style.stretch_words_only:
        items.stretch = [step if step is Stretch.WORD_SPACE else Stretch.NONE for step in items.stretch]
    if style.hyphenate and style.make_hyphen:
        _set_hyphens(items, clusters, texts, special, style)
    _set_forced(items, clusters, special)
    _set_edges(items, clusters, special, style)
    return items


def _classes(clusters: Sequence[Cluster], texts: Sequence[str], special: Sequence[int]) -> list[C]:
    classes = [cluster.character_class for cluster in clusters]
    for index in [place for place in special if classes[place] in CONTEXTUAL]:
        classes[index] = resolve(texts, classes, index)
    return classes


@lru_cache(maxsize=64)
def _pairs(
    punctuation: PunctuationStyle, autospace_em: float, autospace: frozenset[C], level: Level
) -> dict[_Pair, tuple[Glue, float]]:
    """What is known so far of pairs under these choices: characters that no rule names are alike in their class."""
    del punctuation, autospace_em, autospace, level
    return {}


def _pair(pair: _Pair, style: Style) -> tuple[Glue, float]:
    """The glue and the penalty between two neighbours."""
    memo = _pairs(style.punctuation, style.autospace_em, style.autospace, style.level)
    found = memo.get(pair)
    if found is None:
        left, left_class, right, right_class = pair
        spaces = {"autospace_em": style.autospace_em, "autospace": style.autospace}
        glue = spacing.glue(left_class, right_class, style.punctuation, **spaces)
        found = memo[pair] = (glue, break_penalty(left, left_class, right, right_class, style.level))
    return found


def _set_ends(items: Items) -> None:
    """Nothing follows the last cluster, and no line ends before the first."""
    items.penalty.append(NEVER)
    if items.em:
        items.penalty[0] = NEVER
        items.natural[-1], items.stretch[-1], items.shrink[-1] = 0.0, Stretch.NONE, Shrink.NONE


def _set_pairs(
    items: Items, clusters: Sequence[Cluster], texts: Sequence[str], special: Sequence[int], style: Style
) -> None:
    """The glue and the penalty between each two neighbours that are seen, of which one at least is `special`."""
    classes, natural, penalty = items.classes, items.natural, items.penalty
    stretch, shrink, em = items.stretch, items.shrink, items.em
    memo = _pairs(style.punctuation, style.autospace_em, style.autospace, style.level)
    beside = {*special, *(index + 1 for index in special)} - {0, len(classes)}
    for index in sorted(beside):
        gap, kind = index - 1, classes[index]
        natural[gap], stretch[gap], shrink[gap], penalty[index] = 0.0, Stretch.NONE, Shrink.NONE, NEVER
        before = gap
        while before >= 0 and classes[before] in _UNSEEN:
            before -= 1
        if kind in _UNSEEN or before < 0:
            continue
        first, last = texts[before][-1:], texts[index][:1]
        pair = (first if first in NAMED else "", classes[before], last if last in NAMED else "", kind)
        glue, penalty[index] = memo.get(pair) or _pair(pair, style)
        if gap != before:
            glue = _set_unseen(items, texts, (before, index), glue, style)
        elif kind is C.OPENING:
            em[gap] = clusters[index].size_pt
        stretch[gap] = glue.stretch
        shrink[gap] = glue.shrink
        if glue.natural_em:
            natural[gap] += glue.natural_em * em[gap]
    for index in special:
        if classes[index] is C.SPACE or classes[index] is C.LINE_FEED:
            natural[index] -= items.advance[index]


def _set_unseen(items: Items, texts: Sequence[str], pair: tuple[int, int], glue: Glue, style: Style) -> Glue:
    """The glue and penalty of two neighbours with spaces or zero-width characters between them."""
    before, after = pair
    gap = after - 1
    left, right = items.classes[before], items.classes[after]
    items.em[gap] = items.em[before]
    between = texts[before + 1 : after]
    if any(text in _JOINERS for text in between):
        items.penalty[after] = NEVER
    elif _ZERO_WIDTH_SPACE in between:
        items.penalty[after] = 0.0
    spaces = [index for index in range(before + 1, after) if items.classes[index] is C.SPACE]
    if not spaces:
        return glue
    may_break = any(texts[index] not in _NO_BREAK_SPACES for index in spaces)
    at_edges = may_end_line(texts[before][-1:], left, style.level) and may_start_line(
        texts[after][:1], right, style.level
    )
    items.penalty[after] = 0.0 if may_break and at_edges else NEVER
    if left in _SPACELESS or right in _SPACELESS:
        return glue
    if glue.stretch is Stretch.HAN_WESTERN and not style.keep_spaces:
        return glue
    if style.autospace and not style.keep_spaces and {left, right} == {C.HAN, C.WESTERN_MARK}:
        return spacing.glue(C.HAN, C.LETTER, style.punctuation, autospace_em=style.autospace_em)
    em = items.em[gap]
    least, most = spacing.WORD_SPACE_MIN_EM * em, spacing.WORD_SPACE_MAX_EM * em
    items.natural[gap] += min(max(items.advance[spaces[0]], least), most)
    return spacing.WORD_SPACE


def _set_fixed_widths(items: Items, clusters: Sequence[Cluster], texts: Sequence[str], special: Sequence[int]) -> None:
    """Centre the marks of fixed width in it: half the difference on each side (C6, C7)."""
    for index in special:
        kind = items.classes[index]
        if kind not in _FIXED:
            continue
        width_em = spacing.fixed_em(texts[index], kind)
        if width_em is None:
            continue
        half = (width_em * clusters[index].size_pt - clusters[index].advance_pt) / 2
        items.natural[index] += half
        if index:
            items.natural[index - 1] += half


def _set_exceptions(items: Items, texts: Sequence[str], special: Sequence[int]) -> None:
    """What patterns of several characters ask for: things kept whole, breaks better avoided, rows of ！."""
    text = "".join(texts)
    place = _places(texts, text)
    penalty = items.penalty
    for start, end in unbreakable_spans(text):
        for index in range(place[start] + 1, place[end - 1] + 1):
            penalty[index] = NEVER
            items.stretch[index - 1] = Stretch.NONE
            items.shrink[index - 1] = Shrink.NONE
    for offset, cost in reluctant_breaks(text):
        index = place[offset]
        penalty[index] = max(penalty[index], cost)
    for start, end, breaks in addresses(text):
        items.addresses.update(place[start:end])
        for offset, cost in breaks:
            penalty[place[offset]] = cost
    for match in STACKED.finditer(text):
        count = match.end() - match.start()
        for nth in range(count):
            index = place[match.start() + nth]
            gap_pt = spacing.stacked_gap_em(count, nth) * items.em[index]
            if gap_pt and items.classes[index] is C.STOP:
                items.natural[index] = min(items.natural[index], gap_pt)
                items.shrink[index] = Shrink.NONE
    _set_hyphened_words(items, texts, special)


def _places(texts: Sequence[str], text: str) -> Sequence[int]:
    """For each offset of the text, the cluster that holds it."""
    if len(texts) == len(text):
        return range(len(text) + 1)
    return [index for index, piece in enumerate(texts) for _ in piece] + [len(texts)]


def _set_hyphened_words(items: Items, texts: Sequence[str], special: Sequence[int]) -> None:
    classes = items.classes
    inside = range(2, len(classes) - 2)
    for index in special:
        if texts[index] not in _HYPHENS or classes[index] is not C.WESTERN_MARK or index not in inside:
            continue
        if all(classes[index + step] is C.LETTER for step in (-2, -1, 1, 2)):
            items.penalty[index + 1] = HYPHENED_WORD_PENALTY


def _set_hyphens(
    items: Items, clusters: Sequence[Cluster], texts: Sequence[str], special: Sequence[int], style: Style
) -> None:
    """Ask the style where each Western word may be divided (B9)."""
    if style.hyphenate is None or style.make_hyphen is None:
        return
    letters = [index for index in special if items.classes[index] is C.LETTER]
    # Indices that follow each other differ by as much from their places in the list.
    for _, members in groupby(enumerate(letters), lambda member: member[1] - member[0]):
        indices = [index for _, index in members]
        pieces = [texts[index] for index in indices]
        word = "".join(pieces)
        if len(word) < _HYPHENATED_WORD_LENGTH:
            continue
        starts = dict(zip(accumulate(map(len, pieces), initial=0), indices, strict=False))
        for offset in style.hyphenate(word):
            place = starts.get(offset, indices[0])
            if place > indices[0] and place not in items.addresses:
                items.penalty[place] = HYPHENATION_PENALTY
                items.hyphens[place] = style.make_hyphen(clusters[place - 1])


def _set_forced(items: Items, clusters: Sequence[Cluster], special: Sequence[int]) -> None:
    ends = set()
    for index in special:
        asked = clusters[index].break_before
        if asked == "forbidden":
            items.penalty[index] = NEVER
        elif asked == "forced" and index:
            ends.add(index)
        if items.classes[index] is C.LINE_FEED:
            ends.add(index + 1)
    items.forced = sorted(ends | {len(clusters)})


def _set_hanging(
    items: Items, clusters: Sequence[Cluster], places: Sequence[int], after: list[float], style: Style
) -> None:
    """Where a mark stands outside the measure, or may: one alone of 、，。 (C10)."""
    for index in places:
        if clusters[index].text not in _HANGING or (index and items.classes[index - 1] in _EM_SQUARE_MARKS):
            continue
        hung_pt = clusters[index].advance_pt
        if style.hanging == "force-end":
            after[index] = hung_pt
        else:
            items.hung[index + 1] = hung_pt - after[index]


def _blanks(
    items: Items, clusters: Sequence[Cluster], special: Sequence[int], style: Style
) -> tuple[list[float], list[float]]:
    """What a line trims from each cluster at its start, and at its end."""
    before, after = [0.0] * len(clusters), [0.0] * len(clusters)
    for index in special:
        kind = items.classes[index]
        if kind in _EM_SQUARE_MARKS:
            size = clusters[index].size_pt
            if style.trim_starts:
                before[index] = spacing.blank_before_em(kind) * size
            if style.trim_ends:
                after[index] = spacing.blank_after_em(kind) * size
        elif kind is C.ZERO_WIDTH and index:
            after[index] = after[index - 1]
    if style.hanging != "none":
        _set_hanging(items, clusters, special, after, style)
    for index in reversed(special):
        if items.classes[index] in _UNSEEN and index < len(clusters) - 1:
            before[index] = before[index + 1]
    return before, after


def _set_edges(items: Items, clusters: Sequence[Cluster], special: Sequence[int], style: Style) -> None:
    """Where lines begin and end, with what they trim (C1 to C3, C10)."""
    classes, count = items.classes, len(clusters)
    before, after = _blanks(items, clusters, special, style)
    position = list(accumulate(map(add, items.advance, items.natural), initial=0.0))
    ends = [
        place + cluster.advance_pt - blank for place, cluster, blank in zip(position, clusters, after, strict=False)
    ]
    items.position, items.blank_after = position, after
    items.left = list(map(add, position, before))
    visible, right = list(range(count + 1)), [0.0, *ends]
    for index in special:
        if classes[index] in _SPACES:  # a line that ends with it ends as one that ends before it
            visible[index + 1], right[index + 1] = visible[index], right[index]
    items.visible, items.right = visible, right
    for index, hyphen in items.hyphens.items():
        items.right[index] += hyphen.advance_pt

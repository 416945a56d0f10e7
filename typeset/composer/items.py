"""Analysis: clusters become boxes with glue and penalties between them, as arrays for the breaking stage.

Index k of a gap array is the gap after cluster k; index k of a break array is the break before cluster k.
"""

from __future__ import annotations

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
    NEVER,
    STACKED,
    addresses,
    reluctant_breaks,
    unbreakable_spans,
)
from typeset.cjk.spacing import Shrink, Stretch
from typeset.composer.cluster import PLAIN, kin_of
from typeset.composer.gaps import UNSEEN, close_gaps, set_gaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.composer.cluster import Cluster, Kin
    from typeset.composer.style import Style

_SPACES: Final = frozenset({C.SPACE, C.IDEOGRAPHIC_SPACE, C.LINE_FEED})
_EM_SQUARE_MARKS: Final = frozenset({C.OPENING, C.CLOSING, C.PAUSE, C.STOP})
_FIXED: Final = frozenset({C.INTERPUNCT, C.SOLIDUS, C.CONNECTOR})
_HYPHENS: Final = frozenset("-–")
_HANGING: Final = frozenset("、，。")
_HYPHENATED_WORD_LENGTH: Final = 5
_PRINTED: Final = frozenset({C.HAN, C.LETTER, C.DIGIT, C.OBJECT})


class Items(Struct):
    """A paragraph as the breaking stage wants it; all lengths in points.

    Attributes:
        kin: The kin of each cluster, which may depend on its neighbours here.
        present: The classes of all that are not plain.
        special: The clusters that are not of the `PLAIN` kin, in order.
        seams: The breaks beside them, and the end. At all others, and in the gaps before these, all is as between two
            plain clusters.
        advance: The advance of each cluster, with its letter-spacing.
        em: The em of each gap.
        natural: The glue after each cluster, before adjustment.
        stretch: The `Stretch` step of each gap.
        shrink: The `Shrink` step of each gap.
        penalty: How bad the break before each cluster is.
        forced: The clusters before which a line must end, and the end of the paragraph.
        leaders: The clusters that fill their lines.
        hyphens: The hyphen that a break before a cluster needs.
        addresses: The clusters of addresses, which are divided without a hyphen.
        blank_after: What the end of a line trims from each cluster of which it trims anything.
        hung: For each break behind a mark that may hang, what a line that ends there can put outside.
        visible: For each break, the cluster after the last that is no trailing space.
        position: Where each cluster begins when the paragraph stands in a single line.
        left: For each break, where a line that starts there begins.
        right: For each break, where a line that ends there ends, hyphen included.
    """

    kin: list[Kin]
    present: set[C]
    special: list[int]
    seams: list[int]
    advance: list[float]
    em: list[float]
    natural: list[float] = field(default_factory=list)
    stretch: list[Stretch] = field(default_factory=list)
    shrink: list[Shrink] = field(default_factory=list)
    penalty: list[float] = field(default_factory=list)
    forced: list[int] = field(default_factory=list)
    leaders: list[int] = field(default_factory=list)
    hyphens: dict[int, Cluster] = field(default_factory=dict)
    addresses: set[int] = field(default_factory=set)
    blank_after: dict[int, float] = field(default_factory=dict)
    hung: dict[int, float] = field(default_factory=dict)
    visible: Sequence[int] = ()
    position: list[float] = field(default_factory=list)
    left: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)

    def kind(self, index: int) -> C:
        """The class of a cluster."""
        return self.kin[index].character_class

    def of(self, *kinds: C) -> list[int]:
        """The clusters of certain classes, as far as they are not plain."""
        if self.present.isdisjoint(kinds):
            return []
        return [index for index in self.special if self.kin[index].character_class in kinds]

    def printed_count(self, start: int, enough: int) -> int:
        """How many Han, letters and digits follow `start`, counted up to `enough`."""
        count = 0
        for kin in self.kin[start:]:
            count += kin.character_class in _PRINTED
            if count >= enough:
                break
        return count


def analyse(clusters: Sequence[Cluster], style: Style) -> Items:
    """Boxes, glue and penalties of a paragraph."""
    kin = [cluster.kin for cluster in clusters]
    special = [index for index, one in enumerate(kin) if one is not PLAIN]
    _resolve(kin, special, clusters)
    seen = {kin[index] for index in special}
    present = {one.character_class for one in seen}
    items = Items(
        kin,
        present,
        special,
        _seams(special, len(kin)),
        [cluster.pitch_pt for cluster in clusters],
        [cluster.size_pt for cluster in clusters],
    )
    set_gaps(items, style)
    if not UNSEEN.isdisjoint(present):
        close_gaps(items, clusters, style)
    _set_fixed_widths(items, clusters)
    if any(one.patterned for one in seen):
        _set_exceptions(items, clusters)
    _set_hyphened_words(items, clusters)
    if style.stretch_words_only:
        items.stretch = [step if step is Stretch.WORD_SPACE else Stretch.NONE for step in items.stretch]
    _set_hyphens(items, clusters, style)
    if C.LINE_FEED in present or any(one.break_before != "auto" for one in seen):
        _set_forced(items)
    items.forced.append(len(kin))
    items.leaders = [index for index in items.of(C.OBJECT) if clusters[index].kind == "leader"]
    _set_edges(items, clusters, style)
    return items


def _resolve(kin: list[Kin], special: Sequence[int], clusters: Sequence[Cluster]) -> None:
    """Settle the kin of marks whose class depends on what is beside them."""
    contextual = [index for index in special if kin[index].character_class in CONTEXTUAL]
    if contextual:
        texts = [cluster.text for cluster in clusters]
        classes = [one.character_class for one in kin]
        for index in contextual:
            classes[index] = resolve(texts, classes, index)
            kin[index] = kin_of(classes[index], texts[index], kin[index].break_before)


def _seams(special: Sequence[int], count: int) -> list[int]:
    """The breaks on both sides of each of the `special` clusters, and after the last, but not before the first."""
    seams = []
    end = 0
    for index in special:
        if index > end:
            seams.append(index)
        end = index + 1
        seams.append(end)
    if end < count:
        seams.append(count)
    return seams


def _set_fixed_widths(items: Items, clusters: Sequence[Cluster]) -> None:
    """Centre the marks of fixed width in it: half the difference on each side (C6, C7)."""
    for index in items.of(*_FIXED):
        cluster = clusters[index]
        width_em = spacing.fixed_em(cluster.text, items.kind(index))
        if width_em is None:
            continue
        half = (width_em * cluster.size_pt - cluster.advance_pt) / 2
        items.natural[index] += half
        if index:
            items.natural[index - 1] += half


def _set_exceptions(items: Items, clusters: Sequence[Cluster]) -> None:
    """What patterns of several characters ask for: things kept whole, breaks better avoided, rows of ！."""
    texts = [cluster.text for cluster in clusters]
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
            if gap_pt and items.kind(index) is C.STOP:
                items.natural[index] = min(items.natural[index], gap_pt)
                items.shrink[index] = Shrink.NONE


def _places(texts: Sequence[str], text: str) -> Sequence[int]:
    """For each offset of the text, the cluster that holds it."""
    if len(texts) == len(text):
        return range(len(text) + 1)
    return [index for index, piece in enumerate(texts) for _ in piece] + [len(texts)]


def _set_hyphened_words(items: Items, clusters: Sequence[Cluster]) -> None:
    inside = range(2, len(clusters) - 2)
    for index in items.of(C.WESTERN_MARK):
        if clusters[index].text not in _HYPHENS or index not in inside:
            continue
        if all(items.kind(index + step) is C.LETTER for step in (-2, -1, 1, 2)):
            items.penalty[index + 1] = HYPHENED_WORD_PENALTY


def _set_hyphens(items: Items, clusters: Sequence[Cluster], style: Style) -> None:
    """Ask the style where each Western word may be divided (B9)."""
    if style.hyphenate is None or style.make_hyphen is None:
        return
    letters = items.of(C.LETTER)
    # Indices that follow each other differ by as much from their places in the list.
    for _, members in groupby(enumerate(letters), lambda member: member[1] - member[0]):
        indices = [index for _, index in members]
        pieces = [clusters[index].text for index in indices]
        word = "".join(pieces)
        if len(word) < _HYPHENATED_WORD_LENGTH:
            continue
        starts = dict(zip(accumulate(map(len, pieces), initial=0), indices, strict=False))
        for offset in style.hyphenate(word):
            place = starts.get(offset, indices[0])
            forced = items.kin[place].break_before == "forced"
            if place > indices[0] and place not in items.addresses and not forced:
                items.penalty[place] = HYPHENATION_PENALTY
                items.hyphens[place] = style.make_hyphen(clusters[place - 1])


def _set_forced(items: Items) -> None:
    """What clusters themselves ask for the break before or after them; the end is not among the breaks found here."""
    ends = set()
    for index in items.special:
        one = items.kin[index]
        if one.break_before == "forbidden":
            items.penalty[index] = NEVER
        elif one.break_before == "forced" and index:
            ends.add(index)
        if one.character_class is C.LINE_FEED:
            ends.add(index + 1)
    items.forced = sorted(ends - {len(items.kin)})


def _blanks(items: Items, clusters: Sequence[Cluster], style: Style) -> tuple[dict[int, float], dict[int, float]]:
    """What a line trims at its start and at its end, from each cluster that it trims."""
    before: dict[int, float] = {}
    after: dict[int, float] = {}
    for index in items.of(*_EM_SQUARE_MARKS, C.ZERO_WIDTH):
        kind, size_pt = items.kind(index), clusters[index].size_pt
        if kind is C.ZERO_WIDTH:
            if index - 1 in after:
                after[index] = after[index - 1]
        elif kind is C.OPENING:
            if style.trim_starts:
                before[index] = spacing.blank_before_em(kind) * size_pt
        elif style.trim_ends:
            after[index] = spacing.blank_after_em(kind) * size_pt
    if style.hanging != "none":
        _set_hanging(items, clusters, after, style)
    for index in reversed(items.of(*UNSEEN)):
        if index + 1 in before:
            before[index] = before[index + 1]
    return before, after


def _set_hanging(items: Items, clusters: Sequence[Cluster], after: dict[int, float], style: Style) -> None:
    """Where a mark stands outside the measure, or may: one alone of 、，。 (C10)."""
    for index in items.special:
        if clusters[index].text not in _HANGING or (index and items.kind(index - 1) in _EM_SQUARE_MARKS):
            continue
        hung_pt = clusters[index].advance_pt
        if style.hanging == "force-end":
            after[index] = hung_pt
        else:
            items.hung[index + 1] = hung_pt - after.get(index, 0.0)


def _set_edges(items: Items, clusters: Sequence[Cluster], style: Style) -> None:
    """Where lines begin and end, with what they trim (C1 to C3, C10)."""
    before, items.blank_after = _blanks(items, clusters, style)
    items.position = list(accumulate(map(add, items.advance, items.natural), initial=0.0))
    items.left = items.position.copy()
    for index, blank in before.items():
        items.left[index] += blank
    items.right = right = items.position.copy()
    for index in items.seams:
        right[index] = items.position[index - 1] + clusters[index - 1].advance_pt
    for index, blank in items.blank_after.items():
        right[index + 1] -= blank
    items.visible = range(len(right))
    if spaces := items.of(*_SPACES):
        items.visible = visible = list(items.visible)
        for index in spaces:  # a line that ends with it ends as one that ends before it
            visible[index + 1], right[index + 1] = visible[index], right[index]
    for index, hyphen in items.hyphens.items():
        right[index] += hyphen.advance_pt

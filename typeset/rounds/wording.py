"""What changed in words: between two texts character by character, between two lists of paragraphs one by one."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A Western word and a number change as a whole, Chinese by the character.
_TOKEN = re.compile(r"[^\W\d_\u2e80-\U0003ffff]+|\d+(?:[.,]\d+)*|.", re.DOTALL)
# What stays between two changes reads better as part of them if it is this short.
_SHORTEST_REST = 1
# From here on two paragraphs are the same one, changed (difflib's ratio).
_ALIKE = 0.4
# Above this many pairs, paragraphs are compared in their order only.
_MOST_PAIRS = 2500
_LONG = 5000


class Kind(StrEnum):
    """What became of something."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Span(Struct, frozen=True):
    """A piece of a text that stayed, went or came."""

    kind: Kind
    text: str


class Change(Struct, frozen=True):
    """What became of a paragraph: its index, from 0, in the list before and in the list after, None where it is not."""

    kind: Kind
    before: int | None
    after: int | None
    spans: tuple[Span, ...]


def compare_texts(before: str, after: str) -> tuple[Span, ...]:
    """The two texts in one: what they share, what went, what came, in the order of reading."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    matcher = SequenceMatcher(None, old_middle, new_middle, autojunk=max(len(old_middle), len(new_middle)) > _LONG)
    pieces = [(Kind.SAME, "".join(old[:head]))]
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append((Kind.SAME, "".join(old_middle[a:b])))
        else:
            pieces += [(Kind.REMOVED, "".join(old_middle[a:b])), (Kind.ADDED, "".join(new_middle[c:d]))]
    pieces.append((Kind.SAME, "".join(old[len(old) - tail :])))
    return tuple(_joined([piece for piece in pieces if piece[1]]))


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens the two begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _joined(pieces: Sequence[tuple[Kind, str]]) -> Iterator[Span]:
    """Neighbouring pieces of change as one removal and one addition, short rests between them included."""

    def stays(index: int) -> bool:
        kind, text = pieces[index]
        inside = 0 < index < len(pieces) - 1
        return kind is Kind.SAME and not (inside and len(text) <= _SHORTEST_REST)

    for kept, indices in groupby(range(len(pieces)), key=stays):
        group = [pieces[index] for index in indices]
        if kept:
            yield Span(Kind.SAME, "".join(text for _, text in group))
            continue
        for kind in (Kind.REMOVED, Kind.ADDED):
            if text := "".join(text for of, text in group if of in (kind, Kind.SAME)):
                yield Span(kind, text)


def compare_lists(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """What became of each paragraph that did not stay as it was, in the order of the list after."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Change] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            changes += _block(before, after, range(a, b), range(c, d))
    return tuple(_with_moves(changes))


def _block(before: Sequence[str], after: Sequence[str], old: range, new: range) -> Iterator[Change]:
    partners = dict(_pairs(before, after, old, new))
    left = iter(old)
    for index in new:
        partner = next((a for a, b in partners.items() if b == index), None)
        if partner is None:
            yield Change(Kind.ADDED, None, index, (Span(Kind.ADDED, after[index]),))
            continue
        for gone in left:
            if gone == partner:
                break
            yield Change(Kind.REMOVED, gone, None, (Span(Kind.REMOVED, before[gone]),))
        yield Change(Kind.CHANGED, partner, index, compare_texts(before[partner], after[index]))
    for gone in left:
        yield Change(Kind.REMOVED, gone, None, (Span(Kind.REMOVED, before[gone]),))


def _pairs(before: Sequence[str], after: Sequence[str], old: range, new: range) -> list[tuple[int, int]]:
    """Which paragraphs are the same one, changed: the alignment, in order, of the greatest likeness."""
    if len(old) * len(new) > _MOST_PAIRS:
        return [(a, b) for a, b in zip(old, new, strict=False) if likeness(before[a], after[b]) >= _ALIKE]

    @cache
    def best(a: int, b: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if a == old.stop or b == new.stop:
            return 0.0, ()
        options = [best(a + 1, b), best(a, b + 1)]
        alike = likeness(before[a], after[b])
        if alike >= _ALIKE:
            score, pairs = best(a + 1, b + 1)
            options.append((score + alike, ((a, b), *pairs)))
        return max(options, key=lambda option: option[0])

    return list(best(old.start, new.start)[1])


def likeness(one: str, other: str) -> float:
    """How much two texts share, from 0 to 1."""
    matcher = SequenceMatcher(None, one, other, autojunk=max(len(one), len(other)) > _LONG)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _with_moves(changes: Sequence[Change]) -> Iterator[Change]:
    """A paragraph that went here and came there, word for word, has moved: as often as it did both."""
    places: defaultdict[str, dict[Kind, list[int]]] = defaultdict(lambda: {Kind.REMOVED: [], Kind.ADDED: []})
    for index, change in enumerate(changes):
        if change.kind in (Kind.REMOVED, Kind.ADDED):
            places[change.spans[0].text][change.kind].append(index)
    moves = {
        came: gone
        for found in places.values()
        for gone, came in zip(found[Kind.REMOVED], found[Kind.ADDED], strict=False)
    }
    for index, change in enumerate(changes):
        if index in moves:
            yield Change(Kind.MOVED, changes[moves[index]].before, change.after, _same(change.spans[0].text))
        elif index not in moves.values():
            yield change


def _same(text: str) -> tuple[Span, ...]:
    return (Span(Kind.SAME, text),)

"""Which marks are partners: straight quotation marks, and brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Container

_STRAIGHT = "\"'"
_OPENING_BRACKETS = "(（"
_CLOSING_BRACKETS = ")）"


class Pair(Struct, frozen=True):
    """Two partners by their indices, and how many quotations they stand within."""

    opening: int
    closing: int
    depth: int


class Pairing(Struct, frozen=True):
    """The pairs of a text, and the indices of the marks that found no partner."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[int, ...]


def pair_quotes(text: str, fixed: Container[int]) -> Pairing:
    """Pair the straight quotation marks of `text`, except those at `fixed` indices.

    Straight marks do not tell opening from closing, so one that is missing turns all that follow inside out: a mark
    with an odd count, or one that crosses another, is left alone throughout.
    """
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[str, Pair]] = []
    unpaired: list[int] = []
    crossed: set[str] = set()
    for index, mark in enumerate(text):
        if mark == "“" or (mark in _STRAIGHT and index not in fixed and mark not in (m for m, _ in stack)):
            stack.append((mark, index))
        elif mark == "”":
            if stack and stack[-1][0] == "“":
                stack.pop()
            else:
                unpaired.append(index)
        elif mark in _STRAIGHT and index not in fixed:
            while stack[-1][0] != mark:
                other, other_index = stack.pop()
                crossed.add(other)
                unpaired.append(other_index)
            pairs.append((mark, Pair(stack.pop()[1], index, len(stack))))
    unpaired.extend(index for _, index in stack)
    broken = crossed | {mark for mark, _ in stack}
    return Pairing(tuple(pair for mark, pair in pairs if mark not in broken), tuple(sorted(unpaired)))


def pair_brackets(text: str, fixed: Container[int]) -> Pairing:
    """Pair the round brackets of `text`, half-width and full-width alike, except those at `fixed` indices."""
    stack: list[int] = []
    pairs: list[Pair] = []
    unpaired: list[int] = []
    for index, mark in enumerate(text):
        if index in fixed:
            continue
        if mark in _OPENING_BRACKETS:
            stack.append(index)
        elif mark in _CLOSING_BRACKETS:
            if stack:
                opening = stack.pop()
                pairs.append(Pair(opening, index, len(stack)))
            else:
                unpaired.append(index)
    return Pairing(tuple(pairs), tuple(sorted([*unpaired, *stack])))

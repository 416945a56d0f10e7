"""A room of checks: rules of one kind, by what they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from typeset.preflight.gathering import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from typeset.preflight.document import Document
    from typeset.preflight.facts import Gathering
    from typeset.preflight.gathering import Check


class Room(Struct, frozen=True):
    """Its checks; each says itself where a file is too damaged for it.

    Attributes:
        by_part: Checks that look at what pages paint, each page for itself: they are run on every part of a document.
        by_object: Checks that look at the objects of the file, and at no page's contents.
        by_facts: Checks that ask for facts gathered from all parts.
        gatherings: The kinds of these facts.
        first: What is read out of the whole document before any part is looked at.
    """

    by_part: tuple[Check, ...] = ()
    by_object: tuple[Check, ...] = ()
    by_facts: tuple[Check, ...] = ()
    gatherings: tuple[Gathering[Any], ...] = ()
    first: tuple[Callable[[Document], Any], ...] = ()


def furnished(
    *,
    by_part: Iterable[Check] = (),
    by_object: Iterable[Check] = (),
    by_facts: Iterable[Check] = (),
    gatherings: Iterable[Gathering[Any]] = (),
    first: Iterable[Callable[[Document], Any]] = (),
) -> Room:
    """The room of these checks."""
    return Room(
        by_part=tuple(map(guarded, by_part)),
        by_object=tuple(map(guarded, by_object)),
        by_facts=tuple(map(guarded, by_facts)),
        gatherings=tuple(gatherings),
        first=tuple(first),
    )

"""Where a layout may be taken up again: what the engine knows between two pages of a part.

A page is what the boxes that it looked at and the state before it make of it. Where both are the same in another
layout, its pages may stand: those before the first difference, and those from where, behind the last one, the state
is again what it was.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace
from weasyprint.formatting_structure import boxes

from typeset.press.textline import TextLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from typeset.press.keeping.boxtree import BoxTree

# How the lines of a paragraph were broken: its place behind that of the checkpoint, and its plans.
_Broken = tuple[int, "dict[Any, list[Any]]"]


class Checkpoint(Struct, frozen=True):
    """What stands between two pages, besides what the engine's page maker says.

    Attributes:
        place: The box at which the next page begins.
        reached: How far the pages before have looked, in boxes.
        placed: The footnotes that stand on the pages before, counted from the first.
        waiting: The others, counted from the last.
        broken: The lines of paragraphs that the pages before have begun or tried.
    """

    place: int
    reached: int
    placed: frozenset[int]
    waiting: frozenset[int]
    broken: tuple[_Broken, ...]

    @classmethod
    def of(cls, tree: BoxTree, context: Any, notes: Sequence[Any], resume_at: Any) -> Checkpoint | None:
        """The checkpoint in front of a page that begins at `resume_at`; None where more goes on than the text."""
        if context.reported_footnotes or context.broken_out_of_flow or resume_at is None:
            return None
        place = tree.place_of(resume_at)
        reached = tree.reached_from(place)
        placed = frozenset(number for number, note in enumerate(notes) if note not in context.footnotes)
        waiting = frozenset(number - len(notes) for number in range(len(notes)) if number not in placed)
        return cls(place, reached, placed, waiting, tuple(_broken(tree, place, reached)))

    def moved(self, by: int, notes: int) -> Checkpoint:
        """The same in a tree that has so many more boxes before it, and as many `notes` in all."""
        placed = frozenset(number for number in range(notes) if number - notes not in self.waiting)
        return replace(self, place=self.place + by, reached=self.reached + by, placed=placed)

    def restore(self, tree: BoxTree, context: Any, notes: Sequence[Any]) -> None:
        """Have the layout of `tree` go on here."""
        context.footnotes[:] = [note for number, note in enumerate(notes) if number not in self.placed]
        for offset, plans in self.broken:
            tree.boxes[self.place + offset]._typeset_plans = {key: list(found) for key, found in plans.items()}


def _broken(tree: BoxTree, place: int, reached: int) -> Iterator[_Broken]:
    for number, box in enumerate(tree.boxes[place:reached]):
        if isinstance(box, boxes.LineBox):
            _, composition = box.__dict__.get("_typeset", (None, None))
            if composition and composition.plans:
                yield number, {key: list(found) for key, found in composition.plans.items()}


def entry_again(entry: Any, *, changed: bool) -> Any:
    """A copy of an entry of the engine's page maker; `changed` tells whether the page has to be made."""
    resume_at, next_page, right_page, state, remake = entry
    state = deepcopy(state)
    state[1]["pages"] = [0]
    return resume_at, next_page, right_page, state, {**remake, "content_changed": changed, "pages_wanted": False}


def same_entry(one: Any, other: Any) -> bool:
    """Whether two entries of page makers have a page begin alike."""
    return bool(entry_again(one, changed=False)[:4] == entry_again(other, changed=False)[:4])


def of_others(page: Any, own: Mapping[Any, Any]) -> bool:
    """Whether a box of `page` belongs to an element of which `own` says nothing."""
    return any(box.element is not None and box.element not in own for box in _boxes(page))


def rename(page: Any, own: Mapping[Any, Any]) -> Any:
    """Have the boxes of `page` belong to the elements that `own` has for theirs."""
    for box in _boxes(page):
        if box.element is not None:
            box.element = own[box.element]
    return page


def _boxes(box: Any) -> Iterator[Any]:
    waiting = [box]
    while waiting:
        box = getattr(waiting[-1], "_box", waiting[-1])
        waiting.pop()
        yield box
        if isinstance(box, boxes.ParentBox):
            waiting.extend(box.all_children())
        if isinstance(box, TextLine):
            yield from box.pieces

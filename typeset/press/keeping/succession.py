"""What of a part stands in one that says nearly the same: pages before the first difference, and pages behind the last.

The pages that stand are taken out of the older galley, which is of no use afterwards: their boxes belong to the
elements of the newer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from typeset.press.keeping.boxtree import alike
from typeset.press.keeping.checkpoint import entry_again, of_others, rename, same_entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from weasyprint.document import Page

    from typeset.press.keeping.boxtree import BoxTree
    from typeset.press.keeping.checkpoint import Checkpoint
    from typeset.press.keeping.compositions import Compositions
    from typeset.press.passage import Start

Heads = dict[str, dict[int, list[str]]]


class Estate(Struct, frozen=True, eq=False):
    """What a galley leaves behind.

    Attributes:
        tree: Its boxes before they were laid out.
        notes: Its footnotes.
        end: Where it ends, as the engine's way of indices.
        sizes: The size of its first page, as the engine knows it.
        bodies: Its pages.
        bare: Each of them with what it held before it had margins.
        maker: The entries of the engine's page maker.
        checkpoints: What stands before each page.
        start: How its pages were numbered, if they were.
        heads: The running heads that they were set with.
        finished: The finished pages.
        compositions: Its paragraphs.
    """

    tree: BoxTree
    notes: Sequence[Any]
    end: tuple[int, ...]
    sizes: Mapping[str, Any]
    bodies: Sequence[Any]
    bare: Sequence[Any]
    maker: Sequence[Any]
    checkpoints: Sequence[Checkpoint | None]
    start: Start | None = None
    heads: Heads | None = None
    finished: Sequence[Page] = ()
    compositions: Compositions | None = None


class Succession:
    """Lays out a part with the pages of an older one, as far as they stand.

    Attributes:
        kept: The numbers of the pages that stand, from 0.
    """

    def __init__(self, old: Estate, tree: BoxTree, context: Any, notes: Sequence[Any]) -> None:
        """Compare `old` with the boxes of `tree`."""
        self.kept: set[int] = set()
        self.old = old
        self._tree, self._context, self._notes = tree, context, notes
        self._first, self._last = alike(old.tree, tree)
        before, now = old.tree.boxes, tree.boxes
        same = [*zip(before[: self._first], now[: self._first], strict=True)]
        if self._last:
            same += zip(before[-self._last :], now[-self._last :], strict=True)
        self._own = {one.element: other.element for one, other in same}

    def begin(self) -> tuple[list[Any], list[Checkpoint | None]]:
        """The pages that stand before the first difference, with the checkpoints up to where the layout goes on."""
        old, count = self.old, 0
        for number, checkpoint in enumerate(old.checkpoints):
            if number and checkpoint and checkpoint.reached <= self._first:
                count = number
        count = next((n for n in range(count) if of_others(old.bodies[n], self._own)), count)
        resumed = old.checkpoints[count]
        if not count or resumed is None:
            return [], [None]
        made = [rename(page, self._own) for page in old.bodies[:count]]
        self.kept.update(range(count))
        self._context.page_maker[:] = [entry_again(entry, changed=False) for entry in old.maker[:count]]
        self._context.page_maker.append(entry_again(old.maker[count], changed=True))
        self._context.style_for.initial_page_sizes.update(old.sizes)
        resumed.restore(self._tree, self._context, self._notes)
        return made, list(old.checkpoints[: count + 1])

    def rest(self, number: int, now: Checkpoint | None, end: tuple[int, ...]) -> list[Any]:
        """The pages from `number` on, from 0, if they stand behind the checkpoint `now`; their entries are made too."""
        old, maker = self.old, self._context.page_maker
        then = old.checkpoints[number] if number < len(old.bodies) else None
        if now is None or then is None or not self._meet(now, then) or end != old.end:
            return []
        if not same_entry(maker[number], old.maker[number]):
            return []
        rest = old.bodies[number:]
        if any(of_others(page, self._own) for page in rest):
            return []
        maker[number:] = [entry_again(entry, changed=False) for entry in old.maker[number:]]
        self.kept.update(range(number, len(old.bodies)))
        return [rename(page, self._own) for page in rest]

    def checkpoints_behind(self, number: int) -> list[Checkpoint | None]:
        """The checkpoints of the pages behind page `number`, of those that stand."""
        more = len(self._tree.boxes) - len(self.old.tree.boxes)
        return [found and found.moved(more, len(self._notes)) for found in self.old.checkpoints[number + 1 :]]

    def finished(self, number: int, heads: Heads) -> Page | None:
        """Page `number`, from 0, with its margins, if they say the same with `heads`."""
        old = self.old
        told = [
            {name: {page: texts for page, texts in found.items() if page <= number + 2} for name, found in each.items()}
            for each in (heads, old.heads or {})
        ]
        return old.finished[number] if old.finished and told[0] == told[1] else None

    def _meet(self, now: Checkpoint, then: Checkpoint) -> bool:
        """Whether what comes behind both checkpoints is the same, and laid out in the same state."""
        more = len(self._tree.boxes) - len(self.old.tree.boxes)
        behind = len(self._tree.boxes) - self._last
        return (
            (now.waiting, now.broken) == (then.waiting, then.broken)
            and now.place - then.place == more
            and now.place >= behind
            and all(
                at >= behind or (at < self._first and not self._tree.is_whole(at))
                for at in self._tree.around(now.place)
            )
        )

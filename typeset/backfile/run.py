"""Many orders carried out: first those that nothing has changed for, then the longest issues.

A long issue that came last would keep one processor at work while the others had nothing left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from typeset.backfile.inputs import Digests
from typeset.backfile.order import State
from typeset.backfile.receipt import withdraw
from typeset.backfile.work import settled
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from typeset.backfile.order import Order, Outcome


def carry_out_all(
    orders: Sequence[Order], carrier: Callable[[Sequence[Order]], Iterator[Outcome]], *, force: bool = False
) -> Generator[Outcome]:
    """The outcome of every order, as they come: what is unchanged at once, the rest by `carrier`.

    With `force` nothing counts as unchanged.
    """
    digests = Digests()
    left = []
    for order in orders:
        workspace = Workspace(order.root)
        if force:
            withdraw(workspace, order)
        outcome = None if force else settled(workspace, order, digests)
        if outcome is None:
            left.append(order)
        else:
            yield outcome
    for outcome in carrier(sorted(left, key=_length, reverse=True)):
        # It was not settled when this run began: one whose first worker was lost after it had finished is built.
        settled_since = outcome.state is State.UNCHANGED
        yield replace(outcome, state=State.BUILT) if settled_since else outcome


def _length(order: Order) -> int:
    """The text of the issue, in bytes; 0 where it cannot be read, which its own process will say."""
    try:
        return sum(file.stat().st_size for file in (order.folder / "articles").iterdir())
    except OSError:
        return 0

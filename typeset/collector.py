"""Python's garbage collector, at rest while pages are made.

A long document is millions of objects that all live to its end; the collector goes through them again and again, a
fifth of the time at 240 pages, and finds next to nothing.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def resting() -> Iterator[None]:
    """Collect no garbage inside the block; afterwards as before, also inside another such block.

    What was made meanwhile is handed to the oldest generation (frozen and thawed, which costs nothing), or else the
    next object made would have the collector go through all of it.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # what someone else froze stays frozen
            gc.freeze()
            gc.unfreeze()
        gc.enable()

"""How a process that builds one issue behaves: it ends when it is told to, and when whoever started it is gone.

Run as `python -m typeset.backfile.child` it reads an Order from the first line of standard input, ends where that is
closed, and writes the Outcome to standard output.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from typeset.backfile.order import Order
from typeset.backfile.work import carry_out
from typeset.jsontext import from_json, to_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

# The kernel of Linux, out of memory, ends this process rather than the one that started it.
_FIRST_TO_GO = "500"


def settle_in(wait_for_parent: Callable[[], object]) -> None:
    """Make this process end politely: `wait_for_parent` returns when nobody waits for the outcome any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent decides
    signal.signal(signal.SIGTERM, _stop)
    faulthandler.enable()
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO, "ascii")

    def watch() -> None:
        wait_for_parent()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Unwind, so that no half-written file is left."""
    raise KeyboardInterrupt


def main() -> None:
    """Carry out the order on standard input."""
    order = from_json(Order, sys.stdin.buffer.readline())
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no part of the answer
    settle_in(sys.stdin.buffer.read)
    with contextlib.suppress(KeyboardInterrupt), answer:
        answer.write(to_line(carry_out(order)))


if __name__ == "__main__":
    main()

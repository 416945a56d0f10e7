"""Where the processes come from that build an issue each.

Importing the engine takes longer than laying out a few pages. Where the system can fork, one process imports everything
and does nothing else, and each issue gets a copy of it: as clean as a new one, and there at once. Windows cannot fork,
and starts every process from the beginning.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_METHOD = "spawn" if sys.platform == "win32" else "forkserver"
_PRELOADED = ("typeset.backfile.preloaded",)


def opened() -> Any:  # noqa: ANN401 - no type names both methods
    """What makes processes; at the first call that begins to import, beside the process that asks."""
    context: Any = get_context(_METHOD)
    if _METHOD == "forkserver":
        from multiprocessing import forkserver  # noqa: PLC0415 - Windows has none

        context.set_forkserver_preload([*_PRELOADED])
        with _deaf():
            forkserver.ensure_running()
    return context


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Have a process that is started inside the block not hear Ctrl-C, which is for its parent."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

"""`typeset` and `python -m typeset`: the way in.

To build an issue, the pressroom is opened before the command line is read: what reads that takes a twentieth of a
second to import, in which the room is half way through with the engine.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.pressroom import Pressroom

_INTERRUPTED = 130  # as cli.exits has it, which may be what was being imported
# With these `build` has no use for the room.
_WITHOUT = frozenset({"--all", "--fit", "--timings", "--trace", "-h", "--help"})


def run() -> NoReturn:
    """Do what the command line says, and leave with its exit code."""
    room = None
    try:
        room = _room_for(sys.argv[1:])
        from typeset.cli import run as run_command_line  # noqa: PLC0415 - see above
    except BaseException as error:
        if room:
            room.dismiss()  # or else this process waits for it, and it for this process
        if isinstance(error, KeyboardInterrupt):
            sys.exit(_INTERRUPTED)
        raise
    run_command_line(room)


def _room_for(arguments: Sequence[str]) -> Pressroom | None:
    """The room, if these arguments are likely to need it."""
    if arguments[:1] != ["build"] or any(argument.partition("=")[0] in _WITHOUT for argument in arguments):
        return None
    from typeset.cores import cores  # noqa: PLC0415 - no other command pays for them
    from typeset.pressroom import Pressroom  # noqa: PLC0415

    return Pressroom(cores())


if __name__ == "__main__":
    run()

"""The command line: parses words, calls the library, prints. It does no work of its own.

Exit codes: 0 done, 1 the content is wrong, 2 the command is wrong, 3 the machine lacks something, 70 a bug of ours,
130 interrupted.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from typeset.cli import usage
from typeset.cli.exits import OK, exit_code_of
from typeset.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from typeset.pressroom import Pressroom

COMMANDS = (
    *("build", "archive", "preview", "check", "plan", "proof", "diff", "preflight", "sign"),
    *("list", "new", "init", "import"),
    *("fonts", "layouts", "dump", "specimen", "doctor", "completion"),
)


class CommandLine(usage.Group):
    """The group of all commands; each lives in a module of its own that is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of an editor's day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command `cmd_name`."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"typeset.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table of words, importing none of them."""
        with formatter.section(say("usage.commands")):
            formatter.write_dl([(name, say(f"{name}.short")) for name in COMMANDS])


@click.command(
    cls=CommandLine,
    help=say("typeset.help"),
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(
    package_name="typeset-zh", prog_name="typeset", help=say("usage.version"), message="%(prog)s %(version)s"
)
@click.pass_context
def typeset(context: click.Context) -> None:
    """The whole command line; by itself it tells how to use it."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main(arguments: Sequence[str] | None = None, room: Pressroom | None = None) -> NoReturn:
    """Run the command line, with the `room` that was opened for it, if any, and leave with its exit code."""
    try:
        signal.signal(signal.SIGTERM, _interrupt)
        typeset.main(list(arguments) if arguments is not None else None, standalone_mode=False, obj=room)
    except Exception as error:  # the last resort: whatever it is, the editor gets a sentence
        if os.environ.get("TYPESET_TRACEBACK"):
            raise
        sys.exit(exit_code_of(error))
    except KeyboardInterrupt as error:
        sys.exit(exit_code_of(error))
    finally:
        if room:
            room.close()
    sys.exit(OK)


def run(room: Pressroom | None = None) -> NoReturn:
    """`main` for a process that ends with it, without taking apart what the system takes back anyway."""
    try:
        main(room=room)
    except SystemExit as left:
        if threading.active_count() > 1 or not isinstance(left.code, int):
            raise
        atexit._run_exitfuncs()  # noqa: SLF001 - what Python itself calls, and nothing else does
        with suppress(OSError):  # nobody reads any more
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(left.code)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Let a polite kill clean up as Ctrl-C does."""
    raise KeyboardInterrupt

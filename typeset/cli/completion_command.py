"""`typeset completion`: the script that completes commands, issues and layouts in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from typeset.cli.usage import Command
from typeset.language import say

# bash, zsh and ksh have a builtin `typeset`, whose completion is theirs; the program is `typeset-zh` there.
_NAMES = {"bash": "typeset-zh", "zsh": "typeset-zh", "fish": "typeset"}


@click.command("completion", cls=Command, help=say("completion.help"))
@click.argument("shell", type=click.Choice(list(_NAMES)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script for `shell`."""
    completion = get_completion_class(shell)
    if completion is None:  # pragma: no cover - the choices are click's own
        raise click.BadParameter(shell)
    name = _NAMES[shell]
    variable = f"_{name.replace('-', '_').upper()}_COMPLETE"
    click.echo(completion(ctx.find_root().command, {}, name, variable).source())
    if shell == "fish":
        click.echo("complete --command typeset-zh --wraps typeset")

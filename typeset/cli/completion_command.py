"""`typeset completion`: the script that completes commands, issues and layouts in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from typeset.cli.usage import Command
from typeset.language import say


@click.command("completion", cls=Command, help=say("completion.help"))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script for `shell`."""
    completion = get_completion_class(shell)
    if completion is None:  # pragma: no cover - the choices are click's own
        raise click.BadParameter(shell)
    click.echo(completion(ctx.find_root().command, {}, "typeset", "_TYPESET_COMPLETE").source())

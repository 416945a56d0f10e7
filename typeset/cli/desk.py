"""What every command has at hand: the workspace, the form of diagnostics, and where words go."""

from __future__ import annotations

import functools
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from typeset.cli.exits import OK, exit_code_of
from typeset.cli.formats import Format, shown, write
from typeset.language import say
from typeset.stopwatch import Stopwatch
from typeset.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from typeset.diagnostics import Report
    from typeset.stopwatch import Watch
    from typeset.workspace import Workspace

FunctionT = TypeVar("FunctionT", bound="Callable[..., Any]")


class Desk(Struct, frozen=True):
    """The options that all commands share, and the ways they speak."""

    start: Path
    output_format: Format

    def workspace(self) -> Workspace:
        """The workspace asked for, or the one around the current folder. Raises UsageError where there is none."""
        return find_workspace(self.start)

    def root(self) -> Path:
        """The folder that paths are shown from."""
        return Path.cwd()

    def show(self, report: Report) -> None:
        """Write diagnostics to standard error."""
        write(report, self.output_format, self.root())

    def result(self, text: str) -> None:
        """Write a result to standard output."""
        click.echo(text)

    def data(self, value: object) -> None:
        """Write a result to standard output as JSON."""
        click.echo(json.dumps(value, ensure_ascii=False))

    def path(self, path: Path) -> str:
        """`path` as the editor would write it from here."""
        return shown(path, self.root())

    def watch(self) -> Watch:
        """What names each stage on the terminal."""
        return Stopwatch(self.progress)

    def progress(self, stage: str) -> None:
        """Name the stage that begins, on a terminal only, each over the one before."""
        if sys.stderr.isatty() and self.output_format is Format.HUMAN:
            sys.stderr.write(f"\r\033[K{say(f'progress.{stage}')}")
            sys.stderr.flush()

    def progress_done(self) -> None:
        """Take the name of the last stage off the terminal."""
        if sys.stderr.isatty() and self.output_format is Format.HUMAN:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


def with_desk(function: FunctionT) -> FunctionT:
    """Give a command `--workspace`, `--format` and `--json`, a Desk as its first argument, and our exit codes."""

    @click.option("--workspace", type=click.Path(path_type=Path), help=say("usage.workspace"), metavar="DIR")
    @click.option(
        "--format",
        "output_format",
        type=click.Choice([form.value for form in Format]),
        default=Format.HUMAN.value,
        help=say("usage.format"),
    )
    @click.option("--json", "as_json", is_flag=True, help=say("usage.json"))
    @functools.wraps(function)
    def command(
        *arguments: Any,  # noqa: ANN401
        workspace: Path | None,
        output_format: str,
        as_json: bool,
        **options: Any,  # noqa: ANN401
    ) -> None:
        desk = Desk((workspace or Path.cwd()).absolute(), Format.JSON if as_json else Format(output_format))
        try:
            function(desk, *arguments, **options)
        except (click.ClickException, click.exceptions.Exit, SystemExit):
            raise
        except BaseException as error:
            desk.progress_done()
            if os.environ.get("TYPESET_TRACEBACK"):
                raise
            code = exit_code_of(error, desk.output_format, desk.root())
            if code != OK:
                sys.exit(code)

    return command  # type: ignore[return-value]

"""From an exception to a sentence on standard error and an exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.formats import Format, write
from typeset.cli.usage import diagnostic_of
from typeset.diagnostics import Diagnostic, Report
from typeset.verdict import Fault, judge

if TYPE_CHECKING:
    from collections.abc import Mapping

OK, CONTENT, USAGE, ENVIRONMENT, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130

CODES: Mapping[Fault, int] = {
    Fault.CONTENT: CONTENT,
    Fault.USAGE: USAGE,
    Fault.MACHINE: ENVIRONMENT,
    Fault.BUG: BUG,
}


def exit_code_of(error: BaseException, output_format: Format = Format.HUMAN, root: Path | None = None) -> int:
    """Say what `error` means and return the exit code for it."""
    report, code = _judge(error)
    write(report, output_format, root or Path.cwd())
    return code


def _judge(error: BaseException) -> tuple[Report, int]:
    match error:
        case click.Abort() | KeyboardInterrupt():
            return Report([Diagnostic("usage.interrupted")]), INTERRUPTED
        case BrokenPipeError():  # the reader of our output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return Report(), OK
        case click.ClickException():
            return Report([diagnostic_of(error)]), USAGE
        case _:
            report, fault = judge(error)
            return report, CODES[fault]

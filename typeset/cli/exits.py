"""From an exception to a sentence on standard error and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from pathlib import Path

import click

from typeset.cli.formats import Format, write
from typeset.cli.usage import diagnostic_of
from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError, EnvironmentProblem, UsageError

OK, CONTENT, USAGE, ENVIRONMENT, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130

_MACHINE = {
    errno.ENOSPC: "output.disk-full",
    errno.EDQUOT: "output.disk-full",
    errno.ENOMEM: "environment.memory",
}


def exit_code_of(error: BaseException, output_format: Format = Format.HUMAN, root: Path | None = None) -> int:
    """Say what `error` means and return the exit code for it."""
    report, code = _judge(error)
    write(report, output_format, root or Path.cwd())
    return code


def _judge(error: BaseException) -> tuple[Report, int]:
    match error:
        case ContentError():
            return error.report, CONTENT
        case UsageError():
            return Report([error.diagnostic]), USAGE
        case EnvironmentProblem():
            return Report([error.diagnostic]), ENVIRONMENT
        case click.Abort() | KeyboardInterrupt():
            return Report([Diagnostic("usage.interrupted")]), INTERRUPTED
        case BrokenPipeError():  # the reader of our output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return Report(), OK
        case click.ClickException():
            return Report([diagnostic_of(error)]), USAGE
        case MemoryError():
            return Report([Diagnostic("environment.memory")]), ENVIRONMENT
        case OSError() if error.errno in _MACHINE:
            place = Place(Path(error.filename)) if error.filename else None
            values = {"file": os.fspath(error.filename or ""), "reason": error.strerror}
            return Report([Diagnostic(_MACHINE[error.errno or 0], place, values)]), ENVIRONMENT
        case _:
            code = ENVIRONMENT if _cannot_write_names(error) else BUG
            return Report([_encoding() if code == ENVIRONMENT else _bug(error)]), code


def _cannot_write_names(error: BaseException) -> bool:
    """Whether a Chinese file name was too much for the encoding of the locale."""
    return isinstance(error, UnicodeEncodeError) and sys.getfilesystemencoding() != "utf-8"


def _encoding() -> Diagnostic:
    return Diagnostic("environment.encoding", None, {"name": sys.getfilesystemencoding()})


def _bug(error: BaseException) -> Diagnostic:
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Diagnostic("internal.bug", None, {"kind": type(error).__name__, "message": str(error), "where": where})

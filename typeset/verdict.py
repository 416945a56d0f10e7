"""What an exception means: diagnostics to show, and whose fault it is."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from enum import StrEnum
from pathlib import Path

from typeset.diagnostics import Diagnostic, Place, Report
from typeset.errors import ContentError, EnvironmentProblem, UsageError

_MACHINE = {
    errno.ENOSPC: "output.disk-full",
    errno.EDQUOT: "output.disk-full",
    errno.ENOMEM: "environment.memory",
}


class Fault(StrEnum):
    """Where the fault lies."""

    CONTENT = "content"
    USAGE = "usage"
    MACHINE = "machine"
    BUG = "bug"


def judge(error: BaseException) -> tuple[Report, Fault]:
    """The diagnostics that `error` stands for, and whose fault it is."""
    match error:
        case ContentError():
            return error.report, Fault.CONTENT
        case UsageError():
            return Report([error.diagnostic]), Fault.USAGE
        case EnvironmentProblem():
            return Report([error.diagnostic]), Fault.MACHINE
        case MemoryError():
            return Report([Diagnostic("environment.memory")]), Fault.MACHINE
        case OSError() if error.errno in _MACHINE:
            place = Place(Path(error.filename)) if error.filename else None
            values = {"file": os.fspath(error.filename or ""), "reason": error.strerror}
            return Report([Diagnostic(_MACHINE[error.errno or 0], place, values)]), Fault.MACHINE
        case UnicodeEncodeError() if sys.getfilesystemencoding() != "utf-8":  # a Chinese name, and a locale without
            values = {"name": sys.getfilesystemencoding()}
            return Report([Diagnostic("environment.encoding", None, values)]), Fault.MACHINE
        case _:
            return Report([_bug(error)]), Fault.BUG


def _bug(error: BaseException) -> Diagnostic:
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Diagnostic("internal.bug", None, {"kind": type(error).__name__, "message": str(error), "where": where})

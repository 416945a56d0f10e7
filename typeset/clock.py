"""The day it is: the one thing that is not in the files. Whoever wants the same bytes again says it."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from typeset.diagnostics import Diagnostic
from typeset.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLE = "SOURCE_DATE_EPOCH"


def today(environment: Mapping[str, str] = os.environ) -> dt.date:
    """The day that SOURCE_DATE_EPOCH names (seconds since 1970, UTC), else today where the editor sits.

    Raises UsageError where the variable holds no such number.
    """
    if seconds := environment.get(_VARIABLE):
        try:
            return dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).date()
        except (ValueError, OverflowError, OSError):
            values = {"name": _VARIABLE, "problem": seconds}
            raise UsageError(Diagnostic("usage.wrong", None, values)) from None
    return dt.datetime.now().astimezone().date()

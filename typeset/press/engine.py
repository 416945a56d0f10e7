"""WeasyPrint itself, imported once and quietly.

At import WeasyPrint looks for the system's fonts and warns where there are none. We never use them.
"""

from __future__ import annotations

import warnings

from typeset.diagnostics import Diagnostic
from typeset.errors import EnvironmentProblem

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    try:
        import weasyprint
        from weasyprint.text import ffi as libraries
    except OSError as error:  # a shared library is missing
        raise EnvironmentProblem(Diagnostic("environment.library", None, {"reason": str(error)})) from error

__all__ = ["libraries", "weasyprint"]

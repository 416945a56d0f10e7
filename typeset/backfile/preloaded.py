"""Imported once, by the process that all others are copied from: all that a build needs, before any issue is known."""

from __future__ import annotations

import gc

import PIL.Image  # noqa: F401 - some issues have photographs: copied, it need not be imported for each
import rjieba  # noqa: F401 - other titles turn over in each issue

import typeset.backfile.processes
import typeset.makeup
import typeset.press.sheet

typeset.makeup.get_ready()
# Out of the collector's sight, so that copies of this process share its memory.
gc.collect()
gc.freeze()

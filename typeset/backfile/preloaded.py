"""Imported once, by the process that all others are copied from: all that a build needs, before any issue is known."""

from __future__ import annotations

import typeset.backfile.processes
import typeset.delivery.web
import typeset.makeup
import typeset.preflight.contents
import typeset.preflight.glyphs
import typeset.preflight.imprint
import typeset.preflight.inspection
import typeset.preflight.telling
import typeset.preflight.text
import typeset.press.sheet

typeset.backfile.processes.freeze()

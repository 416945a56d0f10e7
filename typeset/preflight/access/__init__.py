"""What readers with assistive technology need: PDF/UA-1 (rules U, conditions of the Matterhorn Protocol)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.finding import Finding
    from typeset.settings import Profiles

CHECKS: tuple[Callable[[Document, Profiles], Iterator[Finding]], ...] = ()

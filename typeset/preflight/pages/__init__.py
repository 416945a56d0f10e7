"""What every PDF must keep: fonts, blank and overset pages, contents and page labels (rules A, J, P8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from typeset.preflight.document import Document
    from typeset.preflight.finding import Finding
    from typeset.settings import Profiles

CHECKS: tuple[Callable[[Document, Profiles], Iterator[Finding]], ...] = ()

"""What every PDF must keep: fonts, blank and overset pages, contents and page labels (rules A, J, P9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.preflight.gathering import guarded
from typeset.preflight.pages.blank import check_blank_pages
from typeset.preflight.pages.folios import check_labels
from typeset.preflight.pages.fonts import check_missing_glyphs, check_sizes, check_synthetic
from typeset.preflight.pages.information import check_information
from typeset.preflight.pages.links import check_contents, check_links
from typeset.preflight.pages.text import check_overset

if TYPE_CHECKING:
    from typeset.preflight.gathering import Check

CHECKS: tuple[Check, ...] = tuple(
    guarded(check)
    for check in (
        check_information,
        check_missing_glyphs,
        check_synthetic,
        check_sizes,
        check_overset,
        check_blank_pages,
        check_links,
        check_contents,
        check_labels,
    )
)

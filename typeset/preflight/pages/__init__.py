"""What every PDF must keep: fonts, blank and overset pages, contents and page labels (rules A, J, P9)."""

from __future__ import annotations

from typeset.preflight.pages.blank import BLANK, check_blank_pages
from typeset.preflight.pages.folios import check_labels
from typeset.preflight.pages.fonts import check_missing_glyphs, check_sizes, check_synthetic
from typeset.preflight.pages.information import check_information
from typeset.preflight.pages.links import check_contents, check_links
from typeset.preflight.pages.printed import PRINTED
from typeset.preflight.pages.text import check_overset
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.usage import USED_FONTS
from typeset.preflight.room import furnished

ROOM = furnished(
    by_part=(check_synthetic, check_sizes, check_overset),
    by_object=(check_information, check_links),
    by_facts=(check_missing_glyphs, check_blank_pages, check_contents, check_labels),
    gatherings=(USED_FONTS, BLANK, PRINTED),
    first=(pages_of,),
)

"""What an archive accepts: PDF/A-2u and 3u (rule U11).

An archived PDF is checked for access as well; what both ask for (embedded fonts, characters for all glyphs, names of
attachments and layers) is found there.
"""

from __future__ import annotations

from typeset.preflight.archive.annotations import check_annotations
from typeset.preflight.archive.attachments import check_attachments
from typeset.preflight.archive.features import (
    check_actions,
    check_contents,
    check_document,
    check_font_widths,
    check_graphics,
    check_images,
    check_page_sizes,
    check_streams,
)
from typeset.preflight.archive.identity import (
    check_colours,
    check_file,
    check_identification,
    check_intents,
    check_transparency,
)
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.room import furnished

ROOM = furnished(
    by_part=(check_colours, check_transparency, check_contents),
    by_object=(
        check_file,
        check_identification,
        check_intents,
        check_actions,
        check_streams,
        check_images,
        check_graphics,
        check_page_sizes,
        check_document,
        check_font_widths,
        check_annotations,
        check_attachments,
    ),
    first=(pages_of,),
)

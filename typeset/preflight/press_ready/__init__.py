"""What a printer accepts: PDF/X-4, ink, pictures, bleed (rules P)."""

from __future__ import annotations

from typeset.preflight.facts import WARNINGS
from typeset.preflight.pages.printed import PRINTED
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.usage import USED_FONTS
from typeset.preflight.press_ready.boxes import check_bleed, check_boxes, check_marks, check_safe_zone
from typeset.preflight.press_ready.colours import check_colours, check_transparency
from typeset.preflight.press_ready.features import (
    check_actions,
    check_annotations,
    check_layers,
    check_references,
    check_states,
)
from typeset.preflight.press_ready.file import check_damage, check_file, check_identification, check_page_count
from typeset.preflight.press_ready.fonts import check_fonts
from typeset.preflight.press_ready.images import check_resolution
from typeset.preflight.press_ready.ink import check_black_text, check_lines, check_overprint, check_total_ink
from typeset.preflight.press_ready.intent import check_intent
from typeset.preflight.press_ready.register import check_folios, check_sides
from typeset.preflight.press_ready.x1a import check_x1a, check_x1a_contents
from typeset.preflight.room import furnished

ROOM = furnished(
    by_part=(
        check_x1a_contents,
        check_bleed,
        check_marks,
        check_safe_zone,
        check_black_text,
        check_overprint,
        check_total_ink,
        check_lines,
        check_resolution,
        check_colours,
        check_transparency,
    ),
    by_object=(
        check_page_count,
        check_file,
        check_identification,
        check_x1a,
        check_intent,
        check_boxes,
        check_annotations,
        check_actions,
        check_states,
        check_references,
        check_layers,
    ),
    by_facts=(check_damage, check_sides, check_folios, check_fonts),
    gatherings=(USED_FONTS, PRINTED, WARNINGS),
    first=(pages_of,),
)

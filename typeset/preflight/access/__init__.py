"""What readers with assistive technology need: PDF/UA-1 (rules U, conditions of the Matterhorn Protocol)."""

from __future__ import annotations

from typeset.preflight.access.annotations import check_annotations, check_clips, check_tab_order
from typeset.preflight.access.elements import check_alternatives, check_headings, check_notes
from typeset.preflight.access.encoding import check_characters
from typeset.preflight.access.fonts import check_composite, check_programs, check_subsets
from typeset.preflight.access.forms import DRAWN_FORMS, check_form_objects
from typeset.preflight.access.language import check_languages, check_text_languages
from typeset.preflight.access.marking import check_marking, check_roles, check_tagged
from typeset.preflight.access.metadata import check_identification, check_title_bar
from typeset.preflight.access.nesting import check_nesting
from typeset.preflight.access.openness import check_attachments, check_forms, check_layers, check_permissions
from typeset.preflight.access.tables import check_headers, check_regular
from typeset.preflight.access.truetype import check_truetype
from typeset.preflight.pdf.pages import pages_of
from typeset.preflight.pdf.tags import tags_of
from typeset.preflight.pdf.usage import USED_FONTS
from typeset.preflight.room import furnished

ROOM = furnished(
    by_part=(check_marking,),
    by_object=(
        check_tagged,
        check_roles,
        check_identification,
        check_title_bar,
        check_nesting,
        check_languages,
        check_alternatives,
        check_headings,
        check_headers,
        check_regular,
        check_notes,
        check_layers,
        check_attachments,
        check_forms,
        check_permissions,
        check_annotations,
        check_tab_order,
        check_clips,
    ),
    by_facts=(
        check_characters,
        check_text_languages,
        check_form_objects,
        check_programs,
        check_composite,
        check_subsets,
        check_truetype,
    ),
    gatherings=(USED_FONTS, DRAWN_FORMS),
    first=(pages_of, tags_of),
)

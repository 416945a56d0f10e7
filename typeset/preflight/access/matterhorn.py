"""The machine-testable conditions of the Matterhorn Protocol 1.1, and which of our findings tells of each.

Failing a condition fails PDF/UA-1. The table is the source of the list in the documentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class Condition(Struct, frozen=True):
    """One condition.

    Attributes:
        code: The finding that tells of it.
        limit: What of it is not tested, and why; empty where all is.
    """

    code: str
    limit: str = ""


_TYPE1 = "Type 1 programs: glyph widths are not computed; CFF without hmtx neither"

CONDITIONS: Mapping[str, Condition] = {
    "01-003": Condition("U2.artifact-in-content"),
    "01-004": Condition("U2.content-in-artifact"),
    "01-005": Condition("U2.neither", "glyph procedures of Type 3 fonts and appearances of annotations are not walked"),
    "01-007": Condition("U1.suspects"),
    "02-001": Condition("U1.role-unknown"),
    "02-003": Condition("U1.role-circular"),
    "02-004": Condition("U1.standard-role-remapped"),
    "06-001": Condition("U3.no-metadata"),
    "06-002": Condition("U3.not-identified"),
    "06-003": Condition("U3.no-title"),
    "07-001": Condition("U3.title-bar-unset"),
    "07-002": Condition("U3.title-bar-file-name"),
    "09-004": Condition("U7.table-nesting"),
    "09-005": Condition("U8.list-nesting"),
    "09-006": Condition("U8.contents-nesting"),
    "09-007": Condition("U8.ruby-nesting"),
    "09-008": Condition("U8.warichu-nesting"),
    "10-001": Condition("U10.unreadable"),
    "11-001": Condition("U4.text-language"),
    "11-002": Condition("U4.replacement-language"),
    "11-003": Condition("U4.outline-language"),
    "11-004": Condition("U4.annotation-language"),
    "11-005": Condition("U4.field-language"),
    "11-006": Condition("U4.metadata-language"),
    "13-004": Condition("U5.figure-alt"),
    "14-002": Condition("U6.first-not-h1"),
    "14-003": Condition("U6.level-skipped"),
    "14-006": Condition("U6.several-headings"),
    "14-007": Condition("U6.kinds-mixed"),
    "15-003": Condition("U7.no-scope"),
    "17-002": Condition("U5.formula-alt"),
    "17-003": Condition("U10.unreadable"),
    "19-003": Condition("U8.note-id"),
    "19-004": Condition("U8.note-id-twice"),
    "20-001": Condition("U14.layers-unnamed"),
    "20-002": Condition("U14.default-layers-unnamed"),
    "20-003": Condition("U14.layers-switch"),
    "21-001": Condition("U14.file-unnamed"),
    "25-001": Condition("U14.form-dynamic"),
    "26-001": Condition("U14.permissions-missing", "a file without P does not open, which is reported as unreadable"),
    "26-002": Condition("U14.reading-forbidden"),
    "28-002": Condition("U9.annotation-untagged"),
    "28-004": Condition("U9.annotation-undescribed"),
    "28-005": Condition("U9.field-undescribed"),
    "28-006": Condition("U9.annotation-unknown"),
    "28-007": Condition("U9.trap-net"),
    "28-008": Condition("U9.no-tab-order"),
    "28-009": Condition("U9.tab-order"),
    "28-010": Condition("U9.field-untagged"),
    "28-011": Condition("U9.link-untagged"),
    "28-012": Condition("U9.link-undescribed"),
    "28-014": Condition("U9.clip-type"),
    "28-015": Condition("U9.clip-alt"),
    "28-016": Condition("U14.file-unnamed"),
    "28-017": Condition("U9.printer-mark-tagged"),
    "28-018": Condition("U9.printer-mark-content"),
    "30-001": Condition("U2.reference-object"),
    "30-002": Condition("U2.form-drawn-twice"),
    "31-001": Condition("U15.registry-differs"),
    "31-002": Condition("U15.ordering-differs"),
    "31-003": Condition("U15.supplement-differs", "only where the character map is embedded"),
    "31-004": Condition("U15.glyph-map-unknown"),
    "31-005": Condition("U15.no-glyph-map"),
    "31-006": Condition("U15.map-unknown"),
    "31-007": Condition("U15.writing-mode-differs"),
    "31-008": Condition("U15.map-builds-on-unknown"),
    "31-009": Condition("U15.not-embedded"),
    "31-011": Condition("U15.glyph-missing"),
    "31-012": Condition("U15.glyph-unlisted"),
    "31-013": Condition("U15.glyph-listed-missing"),
    "31-014": Condition("U15.cid-unlisted"),
    "31-015": Condition("U15.cid-listed-missing"),
    "31-016": Condition("U15.width-differs", _TYPE1),
    "31-017": Condition("U15.letters-without-table"),
    "31-018": Condition("U15.letters-lost"),
    "31-019": Condition("U15.letters-not-encoded"),
    "31-020": Condition("U15.letters-base-missing"),
    "31-021": Condition("U15.letters-base-unknown"),
    "31-022": Condition("U15.letters-name-unknown"),
    "31-023": Condition("U15.letters-differences"),
    "31-024": Condition("U15.symbols-encoded"),
    "31-025": Condition("U15.symbols-without-table"),
    "31-026": Condition("U15.symbols-table-unclear"),
    "31-027": Condition("U10.no-map"),
    "31-028": Condition("U10.nought"),
    "31-029": Condition("U10.byte-order-mark"),
    "31-030": Condition("A6.notdef"),
}

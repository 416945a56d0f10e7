"""The rules, in the order of what is said rather where two find the same characters. One topic, one file.

Each module has one function `check`, which takes the issue and yields findings; the words and an example of each
stand in `messages/copyedit.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.copyedit.rules import (
    approximate,
    autocorrect,
    brackets,
    confusions,
    dash,
    dates,
    doubled_marks,
    duplicates,
    ellipsis,
    enumeration,
    extraction,
    full_width,
    grouping,
    half_width,
    house_terms,
    letter_case,
    mixed_dates,
    mixed_numerals,
    myriads,
    pairs,
    paragraph_ends,
    quotes,
    range_mark,
    range_unit,
    repeated_paragraphs,
    self_reference,
    sources,
    space_policy,
    stray_spaces,
    titles,
    two,
    units,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from typeset.copyedit.passage import Finding, IssueText

RULES: tuple[Callable[[IssueText], Iterable[Finding]], ...] = (
    house_terms.check,
    extraction.check,
    dash.check,
    ellipsis.check,
    full_width.check,
    doubled_marks.check,
    quotes.check,
    pairs.check,
    brackets.check,
    half_width.check,
    paragraph_ends.check,
    stray_spaces.check,
    enumeration.check,
    myriads.check,
    mixed_dates.check,
    years.check,
    dates.check,
    range_mark.check,
    range_unit.check,
    units.check,
    approximate.check,
    two.check,
    grouping.check,
    duplicates.check,
    confusions.check,
    letter_case.check,
    self_reference.check,
    mixed_numerals.check,
    space_policy.check,
    repeated_paragraphs.check,
    sources.check,
    titles.check,
    autocorrect.check,
)

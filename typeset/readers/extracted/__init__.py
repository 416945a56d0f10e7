"""The text of a whole issue, extracted from its PDF as Markdown, becomes the files of an issue.

`read_extracted` is the way in; `ImportedIssue.files` is the way out. What was changed, doubted or left over stands in
the `ImportReport`, and `to_markdown` writes that down for the editor.
"""

from __future__ import annotations

from typeset.readers.extracted.issue import ImportedArticle, ImportedIssue, ImportedSection, read_extracted
from typeset.readers.extracted.report import ImportReport, to_markdown

__all__ = [
    "ImportReport",
    "ImportedArticle",
    "ImportedIssue",
    "ImportedSection",
    "read_extracted",
    "to_markdown",
]

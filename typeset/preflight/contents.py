"""Whether every entry of the contents links to an article that stands in the pages (requirements J7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeset.diagnostics import Report
    from typeset.edition import Edition
    from typeset.press.proof import Proof


def check_contents(edition: Edition, proof: Proof, report: Report) -> None:
    """Report entries without a link, and links and articles that no page holds."""
    linked = {link.target for link in proof.links()}
    for section in edition.sections:
        for entry in section.entries:
            if entry.anchor not in linked:
                report.add("preflight.entry-without-link", None, title=entry.title)
        for placed in section.articles:
            if proof.page_of(placed.anchor) is None:
                report.add("preflight.article-not-placed", None, title=placed.article.title)

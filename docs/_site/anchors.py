"""Headings carry the anchors a forge would give them, so that a link to a place is the same here and there.

Sphinx makes an identifier of letters only, which leaves none of a Chinese heading; the parser has the other in `slug`.
"""  # noqa: INP001 - conf.py puts this folder on the path

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class HeadingAnchors(SphinxPostTransform):
    """Puts a heading's slug before its other identifiers, after links have been resolved."""

    default_priority = 900

    def run(self, **_: Any) -> None:  # noqa: ANN401 - Sphinx's signature
        """Change the page at hand."""
        taken = {name for node in self.document.findall(nodes.Element) for name in node["ids"]}
        for section in self.document.findall(nodes.section):
            slug = section.get("slug")
            if slug and slug not in taken:
                section["ids"].append(slug)
                taken.add(slug)

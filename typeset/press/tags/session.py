"""One writing of a document: what its replacements of WeasyPrint's functions share, from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typeset.press.tags.links import PageLinks, annotate
from typeset.press.tags.objects import Writer
from typeset.press.tags.plan import Planner
from typeset.press.tags.stream import Marker
from typeset.press.tags.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable


class Session:
    """Starts with the first page that is drawn, and ends when the tags are written."""

    def __init__(self) -> None:
        self._tree: Tree | None = None
        self._planner: Planner | None = None
        self._links: list[PageLinks] = []

    def planned_pages(self, original: Callable[..., None]) -> Callable[..., None]:
        """A replacement of `document.draw_page` that first plans where the page's content belongs."""

        def draw_page(page: Any, stream: Any) -> None:
            if stream._tags is not None:
                stream._typeset_marker = Marker(stream, self._planner_for(page).plan(page))
            original(page, stream)

        return draw_page

    def collected_links(self, original: Callable[..., None]) -> Callable[..., None]:
        """A replacement of `pdf.add_links` that keeps the links of tagged pages for the end."""

        def add_links(links_and_anchors: Any, matrix: Any, pdf: Any, page: Any, names: Any, tags: Any) -> None:
            links, anchors = links_and_anchors
            if tags is not None:
                self._links.append(PageLinks(links, matrix, page))
                links = []
            original((links, anchors), matrix, pdf, page, names, tags)

        return add_links

    def written_tags(self, _original: Callable[..., None]) -> Callable[..., None]:
        """A replacement of `pdf.add_tags` that writes our tree."""

        def add_tags(pdf: Any, _document: Any, _pdf_version: Any, page_streams: Any) -> None:
            if self._tree is None:
                raise AssertionError  # there are pages, and they were drawn
            self._tree.keep_cells()
            linked = list(annotate(self._links, self._tree, pdf))
            Writer(pdf, self._tree, [stream._typeset_marker for stream in page_streams]).write(linked)
            self._tree, self._planner, self._links = None, None, []

        return add_tags

    def _planner_for(self, page: Any) -> Planner:
        if self._planner is None:
            self._tree = Tree(next(child.element for child in page.children if child.element_tag == "html"))
            self._planner = Planner(self._tree)
        return self._planner

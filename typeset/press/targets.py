"""Where references go: the pages of anchors, known from elsewhere before the part that refers to them is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from weasyprint.css.targets import TargetCollector, TargetLookupItem, anchor_name_from_token
from weasyprint.urls import get_url_tuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Place(Struct):
    """Stands in for the box of an anchor, of which only its page is asked."""

    cached_counter_values: dict[str, list[int]] = field(default_factory=dict)


class KnownPages(TargetCollector):
    """Tells the page of every anchor of the issue at once, instead of after the anchor has been laid out.

    Attributes:
        asked: The anchors that the part refers to for their pages.
    """

    def __init__(self, pages: Mapping[str, int] | None) -> None:
        """Take the pages, from 1, of the anchors of all parts; none where they are not known yet, and all are 0."""
        super().__init__()
        self._pages = pages
        self.asked: set[str] = set()

    def lookup_target(self, anchor_token: Any, source_box: Any, css_token: str, parse_again: Any) -> Any:
        """What `target-counter()` asks."""
        name = anchor_name_from_token(_resolved(anchor_token, source_box))
        if name is None:
            return super().lookup_target(anchor_token, source_box, css_token, parse_again)
        self.asked.add(name)
        if self._pages is not None and name not in self._pages:
            return super().lookup_target(anchor_token, source_box, css_token, parse_again)
        item = TargetLookupItem("up-to-date")
        item.target_box = _Place({"page": [(self._pages or {}).get(name, 0)]})
        return item


def _resolved(token: Any, box: Any) -> Any:
    if token[0] != "attr()":
        return token
    name, kind, fallback = token[1]
    value = box.element.get(name, fallback)
    return (kind, get_url_tuple(value, box.style.base_url) if kind == "url" else value)

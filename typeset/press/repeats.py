"""Texts that stand on page after page, as running heads do: composed once for all pages.

A margin box is made anew on each page; its style is that of the margin boxes of pages like it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from typeset.press.keeping.compositions import standing_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from typeset.press.inline import Composition

_MARGIN = "@"
_MOST = 64  # what stood on many pages before, and stands there no more, is composed again


class Repeats:
    """Compositions of lines in margin boxes by their styles and their text; a style is kept with its composition."""

    def __init__(self) -> None:
        """None yet."""
        self._known: dict[tuple[int, int, str], Composition] = {}

    def of(self, line_box: Any, compose: Callable[[], Composition]) -> Composition:
        """The composition of `line_box`, which `compose` makes unless one like it was composed before."""
        if not (line_box.element_tag or "").startswith(_MARGIN) or len(line_box.children) != 1:
            return compose()
        (text,) = line_box.children
        if type(text) is not boxes.TextBox:
            return compose()
        key = id(line_box.style), id(text.style), text.text
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                del self._known[next(iter(self._known))]
            found = self._known[key] = compose()
        return standing_in(found, line_box)

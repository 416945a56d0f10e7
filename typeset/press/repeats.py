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

_MOST = 64  # what stood on many pages before, and stands there no more, is composed again


class Repeats:
    """Compositions of lines in margin boxes by their styles and their text; a style is kept with its composition."""

    def __init__(self) -> None:
        """None yet."""
        self._known: dict[tuple[int, int, str], Composition] = {}

    def of(self, line_box: Any, compose: Callable[[], Composition]) -> Composition:
        """The composition of `line_box`, which `compose` makes unless one like it was composed before."""
        # What stands in the margin is of no element.
        if line_box.element_tag is not None or len(line_box.children) != 1:
            return compose()
        (text,) = line_box.children
        if type(text) is not boxes.TextBox:
            return compose()
        key = id(line_box.style), id(text.style), text.text
        found = self._known.pop(key, None) or compose()
        self._known[key] = found
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        return standing_in(found, line_box)

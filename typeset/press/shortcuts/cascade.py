"""Computed styles found sooner; every value is the one that WeasyPrint finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from typeset.press.shortcuts.likes import OWN, Likes

if TYPE_CHECKING:
    from collections.abc import Callable

    from typeset.press.shortcuts.likes import Kin

# Even where nothing declares these, they are more than the parent's or the initial value.
_INVOLVED = frozenset({"float", "position", "display", "page"})
_PROPAGATED = "text_decoration_"
_CUSTOM = "__"
# The logical properties that may declare a physical one, in either direction of writing.
_LOGICAL = {
    name: frozenset(logical(block="ttb", inline=inline) for inline in ("ltr", "rtl"))
    for name, logical in PHYSICAL_FUNCTIONS.items()
}


def undeclared_sooner(original: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """A replacement of `ComputedStyle.__missing__`: what nothing declares is the parent's or the initial value.

    That is nearly every property of nearly every box. What kin have computed is had from them; all others are left to
    the `original`.
    """

    def __missing__(self: Any, key: str) -> Any:  # noqa: N807 - the name it replaces
        cascaded = self.cascaded
        kin: Kin | None = self.__dict__.get("_typeset_kin")
        if kin is not None and key != OWN and key not in _INVOLVED:
            value = self[key] = kin.common(self)[key]
            return value
        if (
            key in cascaded
            or self.parent_style is None
            or key in _INVOLVED
            or key.startswith((_CUSTOM, _PROPAGATED))
            or (key in _LOGICAL and not _LOGICAL[key].isdisjoint(cascaded))
        ):
            return original(self, key)
        if key in INHERITED:
            value = self.parent_style[key]
        elif key in INITIAL_NOT_COMPUTED:
            return original(self, key)
        else:
            value = INITIAL_VALUES[key]
        self[key] = value
        return value

    return __missing__


def shared_by_likes(original: Callable[..., None]) -> Callable[..., None]:
    """A replacement of `StyleFor.set_computed_styles`: pages with the same declarations have the same styles.

    Every page is of a type of its own, for its number is part of it, and has eighteen styles: its own, those of its
    margin boxes, of the notes. Lengths may refer to the size of the first page, which is unknown at first and may
    change when the first page is laid out again.
    """

    def set_computed_styles(
        self: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        likes: Likes = self.__dict__.setdefault("_typeset_likes", Likes())
        sizes = () if likes.lasting else (self.initial_page_sizes["box"], self.initial_page_sizes["area"])
        # A page type is a tuple; an element is none.
        if not isinstance(element, tuple) or target_collector or None in sizes:
            original(self, element, parent, root, pseudo_type, base_url, target_collector)
            return
        computed = self.get_computed_styles()
        cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        inherited = computed[parent, None]
        inherited = inherited.__dict__.get("_typeset_like", inherited)
        alike = likes.pages.setdefault((pseudo_type, id(inherited), sizes), [])
        for style in alike:
            if style.cascaded is cascaded or style.cascaded == cascaded:
                computed[element, pseudo_type] = style
                return
        original(self, element, parent, root, pseudo_type, base_url, target_collector)
        alike.append(computed[element, pseudo_type])

    return set_computed_styles


def declared_once(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A replacement of `StyleFor.add_page_declarations`: what is declared for a page is declared for others like it.

    That is for all on the same side that are called the same, unless a style sheet counts pages.
    """

    def add_page_declarations(self: Any, page_type: Any) -> None:
        likes: Likes = self.__dict__.setdefault("_typeset_likes", Likes())
        if "_typeset_counts_pages" not in self.__dict__:
            self._typeset_counts_pages = any(map(_counts_pages, self._sheets))
        cascaded = self.get_cascaded_styles()
        if self._typeset_counts_pages:
            original(self, page_type)
            return
        key = page_type.side, page_type.blank, page_type.name
        declared = likes.declared.get(key)
        if declared is None:
            original(self, page_type)
            found = {kind: styles for (element, kind), styles in cascaded.items() if element == page_type}
            likes.declared[key] = found
        else:
            cascaded.update({(page_type, kind): styles for kind, styles in declared.items()})

    return add_page_declarations


def _counts_pages(entry: tuple[Any, str, Any]) -> bool:
    """Whether a style sheet has rules for pages by their numbers."""
    sheet, *_ = entry
    kinds = [selector[2] for _, selectors, *_ in sheet.page_rules for selector in selectors]
    return any(kind.first is not None or kind.index is not None for kind in kinds)

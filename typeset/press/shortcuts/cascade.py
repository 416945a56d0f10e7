"""Computed styles found sooner; every value is the one that WeasyPrint finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

if TYPE_CHECKING:
    from collections.abc import Callable

# Even where nothing declares these, they are more than the parent's or the initial value.
_INVOLVED = frozenset({"float", "position", "display", "page"})
_PROPAGATED = "text_decoration_"
_CUSTOM = "__"
# The logical properties that may declare a physical one, in either direction of writing.
_LOGICAL = {
    name: frozenset(logical(block="ttb", inline=inline) for inline in ("ltr", "rtl"))
    for name, logical in PHYSICAL_FUNCTIONS.items()
}


# What an element declares by being what it is, and nothing else is computed from.
_OWN = "anchor"


class Kin(Struct, eq=False):
    """Elements whose styles differ in nothing but their anchors; what one has is computed once for all.

    Attributes:
        declared: What they declare, their anchors left out.
        sizes: The sizes of the first page, to which lengths may refer, as they were when `style` was made.
        style: The style of none of them, which nobody changes.
    """

    declared: dict[str, Any]
    sizes: tuple[Any, ...] = ()
    style: Any = None

    def value(self, one: Any, key: str) -> Any:
        """The value that `one` of them has of `key`."""
        sizes = tuple(one.initial_page_sizes.values())
        if self.style is None or self.sizes != sizes:
            self.sizes = sizes
            self.style = ComputedStyle(
                one.parent_style,
                self.declared,
                one.pseudo_type,
                one.root_style,
                one.base_url,
                one.font_config,
                one.initial_page_sizes,
            )
        return self.style[key]


def undeclared_sooner(original: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """A replacement of `ComputedStyle.__missing__`: what nothing declares is the parent's or the initial value.

    That is nearly every property of nearly every box. What kin have computed is had from them; all others are left to
    the `original`.
    """

    def __missing__(self: Any, key: str) -> Any:  # noqa: N807 - the name it replaces
        cascaded = self.cascaded
        kin: Kin | None = self.__dict__.get("_typeset_kin")
        if kin is not None and key != _OWN and key not in _INVOLVED:
            value = self[key] = kin.value(self, key)
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

    Elements that differ in their anchors alone, as titles do, become kin.

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
        # A page type is a tuple; an element is none.
        if not isinstance(element, tuple) or target_collector or self.initial_page_sizes["box"] is None:
            original(self, element, parent, root, pseudo_type, base_url, target_collector)
            if pseudo_type is None and not isinstance(element, tuple):
                _join_kin(self, element)
            return
        computed = self.get_computed_styles()
        cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        known = self.__dict__.setdefault("_typeset_pages", {})
        sizes = (self.initial_page_sizes["box"], self.initial_page_sizes["area"])
        alike = known.setdefault((pseudo_type, id(computed[parent, None]), sizes), [])
        for style in alike:
            if style.cascaded == cascaded:
                computed[element, pseudo_type] = style
                return
        original(self, element, parent, root, pseudo_type, base_url, target_collector)
        alike.append(computed[element, pseudo_type])

    return set_computed_styles


def _join_kin(style_for: Any, element: Any) -> None:
    """Have the style of `element`, if it has an anchor, know its kin: those of its parent that declare the same."""
    style = style_for.get_computed_styles()[element, None]
    if _OWN not in style.cascaded or style.parent_style is None:
        return
    declared = {name: value for name, value in style.cascaded.items() if name != _OWN}
    found: list[Kin] = style_for.__dict__.setdefault("_typeset_kin", {}).setdefault(id(style.parent_style), [])
    kin = next((kin for kin in found if kin.declared == declared), None)
    if kin is None:
        kin = Kin(declared)
        found.append(kin)
    style._typeset_kin = kin

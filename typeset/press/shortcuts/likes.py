"""Styles that are computed once for all that have them: elements and pages that declare the same in the same style.

The parts of an issue are documents of their own, with the same style sheets: most styles of one are those of the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from weasyprint.css import ComputedStyle

if TYPE_CHECKING:
    from collections.abc import Hashable

# What an element declares by being what it is, and nothing else is computed from.
OWN = "anchor"


class Kin(Struct, eq=False):
    """Elements whose styles differ in nothing but their anchors; what one has is computed once for all.

    Attributes:
        declared: What they declare, their anchors left out.
        lasting: Whether no length refers to the sizes of the first page.
        sizes: These sizes, as they were when `style` was made.
        style: The style of none of them, which nobody changes.
    """

    declared: dict[str, Any]
    lasting: bool = False
    sizes: tuple[Any, ...] = ()
    style: Any = None

    def tell(self, one: Any) -> None:
        """Have the style of `one` of them know what was computed for others before, as far as that lasts."""
        if self.lasting:
            common, own = self.common(one), one[OWN]
            one.update(common)
            one[OWN] = own
            one.specified.update(common.specified)
            # Neither anonymous boxes nor lengths have to do with anchors.
            one.anonymous_style = common.anonymous_style
            one._typeset_used = common.__dict__.setdefault("_typeset_used", {})

    def common(self, one: Any) -> Any:
        """The style that `one` of them has but for its anchor."""
        sizes = () if self.lasting else tuple(one.initial_page_sizes.values())
        if self.style is None or self.sizes != sizes:
            self.sizes = sizes
            self.style = like(one, self.declared)
        return self.style


class Likes(Struct, eq=False):
    """What is known of likes.

    Attributes:
        lasting: Whether they are likes across parts, which is so if no length refers to the sizes of the first page.
        elements: The styles of elements and their pseudo-elements, by the style they stand in and what they declare.
        pages: The styles of pages and their margin boxes, by the style they inherit from and the like.
        declared: What pages and their margin boxes declare, by what kind of pages they are.
        kin: The kin in a style.
        shared: The styles that others may inherit from for as long as this is kept, by identity.
    """

    lasting: bool = False
    elements: dict[Hashable, dict[str | None, Any]] = field(default_factory=dict)
    pages: dict[Hashable, list[Any]] = field(default_factory=dict)
    declared: dict[Hashable, dict[str | None, Any]] = field(default_factory=dict)
    kin: dict[int, list[Kin]] = field(default_factory=dict)
    shared: set[int] = field(default_factory=set)

    def keep(self, key: Hashable, styles: dict[str | None, Any]) -> None:
        """Have the likes of an element share its `styles`."""
        self.elements[key] = styles
        self.shared.add(id(styles[None]))

    def kin_of(self, style: Any) -> Kin:
        """The kin of an element that has an anchor and `style`."""
        declared = {name: value for name, value in style.cascaded.items() if name != OWN}
        found = self.kin.setdefault(id(style.parent_style), [])
        kin = next((kin for kin in found if kin.declared == declared), None)
        if kin is None:
            kin = Kin(declared, self.lasting)
            found.append(kin)
        if self.lasting:
            self.shared.add(id(kin.common(style)))
        return kin


def like(style: Any, declared: dict[str, Any] | None = None) -> Any:
    """A style like `style`, with nothing computed yet; it declares the same unless `declared` is given."""
    return ComputedStyle(
        style.parent_style,
        style.cascaded if declared is None else declared,
        style.pseudo_type,
        style.root_style,
        style.base_url,
        style.font_config,
        style.initial_page_sizes,
    )
